import type { Profile, ProfileKey } from '../profile.ts';
import type { AttentionStanding } from './attention-standing.ts';
import type { Influence } from './influence.ts';
import type { TopicEcho } from './relevance.ts';
import type { Echo, SizedEcho } from './resonance.ts';
import { scoreInfluence } from './score.ts';

/** How much a profile says of what a listening rule names. */
export interface RuleEcho extends TopicEcho {
  readonly rule: string;
}

/** What the profiles of a network are compared by. */
export interface Compared {
  readonly followers: readonly number[];
  readonly echoes: readonly (ProfileKey & SizedEcho)[];
  readonly topics: readonly (RuleEcho & Pick<ProfileKey, 'id'>)[];
  /** What the listening rules that are on are called. */
  readonly names: ReadonlyMap<string, string>;
}

/** Nobody is known there. */
export const NOBODY_COMPARED: Compared = { followers: [], echoes: [], topics: [], names: new Map() };

/** What is known of a profile itself. */
export interface Own {
  readonly echo: Echo | undefined;
  readonly topics: readonly RuleEcho[];
}

/** A profile's influence beside the others. Nobody is compared with themselves, nor with what was known of them before. */
export function influenceAmong(
  profile: Profile,
  { echo, topics }: Own,
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
