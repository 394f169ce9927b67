import type { NetworkId } from '../../core/ids.ts';
import { Influence } from '../../core/influence/influence.ts';
import type { Workspace } from '../../ports/store.ts';
import { comparedOn, influenceAmong } from '../compared.ts';

/** Scores the accounts of contacts on a network again, by what is kept of them; what says the same stays as it is. */
export async function scoreContacts(w: Workspace, network: NetworkId): Promise<void> {
  const accounts = await w.profiles.scoredOn(network);
  if (accounts.length === 0) return;
  const compared = await comparedOn(w, network);
  const topics = Map.groupBy(compared.topics, ({ id }) => id);
  const standings = await w.attention.standings(network);
  for (const { profile, echo } of accounts) {
    const own = { echo, topics: topics.get(profile.id) ?? [] };
    const influence = influenceAmong(profile, own, standings.get(profile.id), compared);
    if (saysSame(influence, profile.influence)) continue;
    await w.profiles.score(profile, influence);
    for (const contact of await w.profiles.contactsOf(profile))
      await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
  }
}

/** In the order of the schema, so that the same reads the same. */
const saysSame = (one: Influence, other: Influence | undefined) =>
  JSON.stringify(Influence.parse(one)) === JSON.stringify(other);
