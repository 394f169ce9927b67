import type { NetworkId } from '../core/ids.ts';
import type { Compared } from '../core/influence/compared.ts';
import type { Workspace } from '../ports/store.ts';

/** What the profiles of a network are compared by, as it is known now. */
export async function comparedOn(w: Workspace, network: NetworkId): Promise<Compared> {
  const rules = (await w.listening.rules()).filter(({ on }) => on);
  return {
    followers: await w.profiles.followersOn(network),
    echoes: await w.profiles.echoesOn(network),
    topics: await w.profiles.topicsOn(network),
    names: new Map(rules.map(({ id, wanted }) => [id, wanted.name])),
  };
}
