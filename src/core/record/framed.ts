import type { NetworkId } from '../ids.ts';
import type { RecordFacts } from './facts.ts';
import type { ViewContext } from './profiles.ts';
import type { CustomerRecord } from './record.ts';
import { viewOf } from './view.ts';

/**
 * The record for a page that shows it in a frame: without what some networks let nobody show there, and with a line for
 * each of them that names the clause.
 * @param unframed network → the clause that forbids it.
 */
export function framedView(
  facts: RecordFacts,
  context: ViewContext,
  unframed: ReadonlyMap<NetworkId, string>,
): CustomerRecord {
  const hidden = new Set(facts.links.map(({ network }) => network).filter((one) => unframed.has(one)));
  if (hidden.size === 0) return viewOf(facts, context);
  const may = ({ network }: { readonly network: NetworkId }) => !hidden.has(network);
  // What was written into mapped fields may have come from any of them.
  const { mapped: _, ...rest } = facts;
  const view = viewOf(
    {
      ...rest,
      links: facts.links.filter(may),
      profiles: facts.profiles.filter(may),
      posts: facts.posts.filter(may),
      jobs: facts.jobs.filter(may),
      asked: facts.asked.filter(may),
    },
    context,
  );
  const lines = [...hidden].map((network) => {
    const title = context.titles.get(network) ?? network;
    const clause = unframed.get(network)?.replace(/\.$/, '');
    return {
      block: network,
      title,
      trouble: `${title} is not shown in a frame: ${clause}; the rest is shown.`,
    };
  });
  const byBlock = (a: { block: string }, b: { block: string }) => (a.block < b.block ? -1 : 1);
  return { ...view, freshness: [...view.freshness, ...lines].toSorted(byBlock) };
}
