import { startsOf, take } from './graph.ts';
import type { Attention } from './graph.ts';

/** What the attention of somebody so many hops from a contact weighs; beyond the last nobody is known. */
const BY_HOPS = [1, 0.8, 0.6, 0.4] as const;

/**
 * How far each account can be believed: 1 for those of contacts, less for those to whom they give attention, and so on;
 * 0 for whom no contact leads to. Attention that an account gives makes nobody believe it, so that accounts made up by the
 * thousand stay at 0, whatever they give each other.
 * @param contacts the numbers of the accounts that are linked to contacts.
 */
export function credibility(attention: Attention, contacts: Iterable<number>): Float32Array {
  const { starts, receivers } = byGiver(attention);
  const credible = new Float32Array(attention.accounts);
  let reached: readonly number[] = [...new Set(contacts)];
  for (const weight of BY_HOPS) {
    for (const account of reached) credible[account] = weight;
    const next = new Set<number>();
    for (const account of reached) {
      for (let at = starts[account] ?? 0; at < (starts[account + 1] ?? 0); at++) {
        const receiver = receivers[at] ?? 0;
        if (credible[receiver] === 0) next.add(receiver);
      }
    }
    reached = [...next];
  }
  return credible;
}

/** To whom each gives: the rows of the graph, turned. */
function byGiver({ accounts, starts: rows, givers }: Attention) {
  const starts = startsOf(accounts, givers);
  const next = starts.slice();
  const receivers = new Uint32Array(givers.length);
  for (let receiver = 0; receiver < accounts; receiver++) {
    for (let at = rows[receiver] ?? 0; at < (rows[receiver + 1] ?? 0); at++)
      receivers[take(next, givers[at] ?? 0)] = receiver;
  }
  return { starts, receivers };
}
