import { NetworkId } from '../../src/core/ids.ts';
import type { ContactId } from '../../src/core/ids.ts';
import type { NeighbourhoodFacts } from '../../src/core/influence/neighbourhood/facts.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { openNeighbourhoods } from '../../src/flows/neighbourhood.ts';
import type { Neighbourhoods } from '../../src/flows/neighbourhood.ts';
import type { Store, Workspace } from '../../src/ports/store.ts';
import { TERMS } from '../support/neighbours.ts';

export const NETWORK = NetworkId.parse('bluesky');

/** The real flow over given facts; of whom there are none, nobody turns to them. */
export function handMadeNeighbourhoods(
  people: ReadonlyMap<ContactId, RecordFacts>,
  { titles, now }: Pick<Parameters<typeof openNeighbourhoods>[0], 'titles' | 'now'>,
  around: ReadonlyMap<string, NeighbourhoodFacts> = new Map(),
): Neighbourhoods {
  const rows = (id: ContactId): NeighbourhoodFacts | undefined => {
    const who = people.get(id)?.contact;
    return who && (around.get(id) ?? { contact: who, own: [], ties: [], profiles: [], contacts: [] });
  };
  const workspace = { neighbourhood: { around: (id: ContactId) => Promise.resolve(rows(id)) } };
  const store: Pick<Store, 'inside'> = { inside: (_at, work) => work(workspace as unknown as Workspace) };
  const manners = new Map([[NETWORK, { terms: TERMS }]]);
  return openNeighbourhoods({ store, manners, titles, now });
}
