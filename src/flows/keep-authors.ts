import type { NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Network } from '../ports/network.ts';
import type { Workspace } from '../ports/store.ts';
import { deriveReached } from './derive.ts';
import { authorOf } from './heard.ts';
import type { Manners } from './tend.ts';

interface Deps {
  readonly networks: ReadonlyMap<NetworkId, Network>;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
}

/** Who is heard is kept as a profile, whoever's it is. Contacts that a new one may belong to are derived again. */
export async function keepAuthors(
  w: Workspace,
  said: readonly { readonly by: Profile }[],
  deps: Deps,
): Promise<void> {
  const kept: Profile[] = [];
  for (const by of distinct(said.map((one) => one.by))) {
    const author = authorOf(by, await w.profiles.find(by), deps.networks.has(by.network));
    if (author.is === 'changed') await refetchProfiles(w, [by], deps);
    if ('profile' in author) kept.push(author.profile);
  }
  await deriveReached(w, await w.profiles.keep(kept), deps.manners);
}

/** The last of each. */
export function distinct(profiles: readonly Profile[]): readonly Profile[] {
  return [...new Map(profiles.map((profile) => [keyOf(profile), profile])).values()];
}

/** Asks again for those whose networks can be asked. */
export async function refetchProfiles(
  w: Workspace,
  profiles: readonly ProfileKey[],
  { networks }: Pick<Deps, 'networks'>,
): Promise<void> {
  for (const { network, id } of profiles.filter((one) => networks.has(one.network))) {
    const job = { installation: w.installation, network, profile: id };
    await w.enqueue('refetch', [job], { key: `${network}:${id}` });
  }
}
