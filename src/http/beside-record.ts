import { z } from 'zod';
import type { ContactId } from '../core/ids.ts';
import { briefOf } from '../core/influence/neighbourhood/brief.ts';
import type { CustomerRecord } from '../core/record/record.ts';
import { withheldSays } from '../flows/withheld.ts';
import type { Installation } from '../ports/store.ts';
import { whereOf } from './access.ts';
import type { Viewer } from './access.ts';
import type { Around, Surroundings } from './around.ts';
import type { HttpDeps } from './deps.ts';
import { seal } from './etag.ts';
import type { Sealed } from './etag.ts';
import type { OpenDeals } from './open-deals.ts';
import { ownPages } from './own-pages.ts';
import type { OwnPages } from './own-pages.ts';
import type { RecordAnswer } from './shapes.ts';

/** What a panel may ask for beside a record, so that it has all it shows in one round trip. */
export const Beside = z.enum(['around', 'reaches']).optional().meta({
  description: 'Also whom they reach, and Kith’s pages; with `around` what the CRM knows around them too',
});

export interface BesideDeps extends Pick<HttpDeps, 'crms' | 'neighbourhoods' | 'settings'> {
  readonly openDeals: OpenDeals;
  readonly surroundings: Surroundings;
}

/** Who reads whose record. */
export interface Reader {
  readonly installation: Installation;
  readonly contact: ContactId;
  readonly viewer: Viewer;
}

/** @returns a record as it was asked for: alone, or as one answer with what stands beside it. */
export function besideRecord(deps: BesideDeps) {
  return async (view: Sealed, reader: Reader, beside: z.output<typeof Beside>): Promise<Sealed> => {
    if (beside === undefined) return view;
    const pages = ownPages(deps.settings.publicUrl, reader.installation, reader.contact);
    const [reaches, around] = await Promise.all([
      reachesOf(reader, pages, deps),
      beside === 'around' ? aroundOf(reader, deps) : undefined,
    ]);
    const { line = reaches.line, ...items } = around ?? {};
    const record = withThreads(JSON.parse(view.json) as CustomerRecord, pages);
    const freshness = line ? [...record.freshness, line] : record.freshness;
    const { brief } = reaches;
    const answer: RecordAnswer = { ...record, freshness, ...items, ...(brief && { reaches: brief }) };
    return seal(JSON.stringify(answer));
  };
}

/** Whom they reach, in brief, and where in Kith the picture is. What is missing of it is one more line, as below. */
async function reachesOf(
  { installation: { id, crm }, contact, viewer }: Reader,
  pages: OwnPages | undefined,
  { neighbourhoods, openDeals, crms }: BesideDeps,
) {
  const title = crms.get(crm)?.connector.title ?? crm;
  const found = await neighbourhoods.read(id, contact, {
    framed: whereOf(viewer) === 'framed',
    deals: (contacts) => openDeals.of(id, contacts, title),
  });
  const trouble = found?.troubles[0];
  return {
    brief: found && briefOf(found, pages?.contact),
    ...(trouble !== undefined && { line: { block: crm, title, trouble } }),
  };
}

/** What the CRM knows around them. A CRM in trouble is one more line in the freshness of the record. */
async function aroundOf({ installation: { id, crm }, contact }: Reader, { surroundings, crms }: BesideDeps) {
  const { items, abilities, ...missing } = await surroundings.read(id, contact);
  const title = crms.get(crm)?.connector.title ?? crm;
  const trouble = missingSays(title, missing);
  return {
    around: items.map((item) => ({ ...item, at: item.at.toISOString() })),
    abilities: abilities.toSorted(),
    ...(trouble !== undefined && { line: { block: crm, title, trouble } }),
  };
}

function missingSays(title: string, { trouble, withheld }: Pick<Around, 'trouble' | 'withheld'>) {
  if (trouble !== undefined) return `${title} ${trouble}; the rest is shown.`;
  return withheld && withheldSays(title, withheld, 'none are shown');
}

/** Each post with the page on which its whole conversation can be read. */
function withThreads(record: CustomerRecord, pages: OwnPages | undefined): RecordAnswer {
  if (!pages) return record;
  return {
    ...record,
    conversations: record.conversations.map((post) => ({ ...post, thread: pages.thread(post) })),
  };
}
