import type { NetworkId } from '../core/ids.ts';
import type { AttentionStanding } from '../core/influence/attention-standing.ts';
import type { Influence } from '../core/influence/influence.ts';
import type { Echo, SizedEcho } from '../core/influence/resonance.ts';
import { scoreInfluence } from '../core/influence/score.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { RuleEcho } from '../ports/influence.ts';
import type { Workspace } from '../ports/store.ts';

/** What the profiles of a network are compared by. */
export interface Compared {
  readonly followers: readonly number[];
  readonly echoes: readonly (ProfileKey & SizedEcho)[];
  readonly topics: readonly (RuleEcho & Pick<ProfileKey, 'id'>)[];
  /** What the listening rules that are on are called. */
  readonly names: ReadonlyMap<string, string>;
}

export async function comparedOn(w: Workspace, network: NetworkId): Promise<Compared> {
  const rules = (await w.listening.rules()).filter(({ on }) => on);
  return {
    followers: await w.profiles.followersOn(network),
    echoes: await w.profiles.echoesOn(network),
    topics: await w.profiles.topicsOn(network),
    names: new Map(rules.map(({ id, wanted }) => [id, wanted.name])),
  };
}

/** A profile's influence beside the others. Nobody is compared with themselves, nor with what was known of them before. */
export function influenceAmong(
  profile: Profile,
  { echo, topics }: { readonly echo: Echo | undefined; readonly topics: readonly RuleEcho[] },
  attention: AttentionStanding | undefined,
  { followers, echoes, topics: said, names }: Compared,
): Influence {
  const isOther = ({ id }: Pick<ProfileKey, 'id'>) => id !== profile.id;
  const others = Map.groupBy(said.filter(isOther), ({ rule }) => rule);
  return scoreInfluence(profile, followers, {
    attention,
    echoes: echo && { own: echo, known: echoes.filter(isOther) },
    topics: topics.flatMap((own) => {
      const name = names.get(own.rule);
      return name === undefined ? [] : [{ name, own, known: others.get(own.rule) ?? [] }];
    }),
  });
}
