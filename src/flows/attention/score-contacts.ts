import type { NetworkId } from '../../core/ids.ts';
import type { Compared } from '../../core/influence/compared.ts';
import { Influence } from '../../core/influence/influence.ts';
import type { Weigh } from '../../ports/attention.ts';
import type { ScoredAccount } from '../../ports/influence.ts';
import type { Workspace } from '../../ports/store.ts';
import { comparedOn } from '../compared.ts';
import { pages } from './pages.ts';
import type { Inside } from './pages.ts';

type Elsewhere = Parameters<Parameters<Weigh>[1]>[0];

/** Scores the accounts of contacts on a network again, by what is kept of them; what says the same stays as it is. */
export async function scoreContacts(inside: Inside, network: NetworkId, elsewhere: Elsewhere): Promise<void> {
  const scored = pages<ScoredAccount>(inside, (w, after) => w.profiles.scoredOn(network, after?.profile.id));
  let topics: Topics | undefined;
  for await (const accounts of scored) {
    topics ??= await compare(inside, network, elsewhere);
    const ids = accounts.map(({ profile }) => profile.id);
    const standings = await inside((w) => w.attention.standings(network, ids));
    const influences = await elsewhere.scores(
      accounts.map(({ profile, echo }) => ({
        profile,
        own: { echo, topics: topics?.get(profile.id) ?? [] },
        standing: standings.get(profile.id),
      })),
    );
    await inside(async (w) => {
      for (const [at, { profile }] of accounts.entries()) await keepScore(w, profile, influences[at]);
    });
  }
}

type Topics = ReadonlyMap<string, Compared['topics']>;

/** Tells what the accounts are compared by. @returns what is said of each profile's topics */
async function compare(inside: Inside, network: NetworkId, elsewhere: Elsewhere): Promise<Topics> {
  const compared = await inside((w) => comparedOn(w, network));
  await elsewhere.compare(compared);
  return Map.groupBy(compared.topics, ({ id }) => id);
}

async function keepScore(
  w: Workspace,
  profile: ScoredAccount['profile'],
  influence: Influence | undefined,
): Promise<void> {
  if (!influence || saysSame(influence, profile.influence)) return;
  await w.profiles.score(profile, influence);
  for (const contact of await w.profiles.contactsOf(profile))
    await w.enqueue('record', [{ installation: w.installation, contact }], { key: contact });
}

/** In the order of the schema, so that the same reads the same. */
const saysSame = (one: Influence, other: Influence | undefined) =>
  JSON.stringify(Influence.parse(one)) === JSON.stringify(other);
