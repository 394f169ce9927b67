import type { NetworkId, ProfileId } from '../core/ids.ts';
import type { Influence } from '../core/influence/influence.ts';
import type { RuleEcho } from '../core/influence/compared.ts';
import type { Echo, SizedEcho } from '../core/influence/resonance.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { ScoredProfile } from '../core/record/facts.ts';

/** An account of a contact's, as it was scored. */
export interface ScoredAccount {
  readonly profile: ScoredProfile;
  readonly echo?: Echo;
}

/** How far profiles reach, and what that is compared by: those that turn to others and to whom no contact leads are not. */
export interface InfluenceRows {
  /** Follower counts of the profiles known on a network, for percentiles; at most 10,000, ascending. */
  followersOn(network: NetworkId): Promise<readonly number[]>;
  /** What others did with the posts of the profiles known on a network; at most 10,000 of them, the newest. */
  echoesOn(network: NetworkId): Promise<readonly (ProfileKey & SizedEcho)[]>;
  /** Profiles of a network that were scored when too little was known there to compare with. */
  uncompared(network: NetworkId): Promise<readonly Profile[]>;
  /** @param echo what it was scored by, for others to be compared with; none: what is kept of it stays. */
  score(key: ProfileKey, influence: Influence, echo?: Echo): Promise<void>;
  /** How much the profiles known on a network say of what listening rules name; at most 10,000 of each rule. */
  topicsOn(network: NetworkId): Promise<readonly (RuleEcho & { readonly id: ProfileId })[]>;
  /** In place of what was kept of the profile before. A rule that is gone meanwhile is left out. */
  keepTopics(key: ProfileKey, topics: readonly RuleEcho[]): Promise<void>;
  /** The accounts of contacts on a network that were scored: the next page of a stable order, empty after the last. */
  scoredOn(network: NetworkId, after?: ProfileId): Promise<readonly ScoredAccount[]>;
}
