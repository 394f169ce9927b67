import type { NetworkId } from '../core/ids.ts';
import type { Influence } from '../core/influence/influence.ts';
import type { Echo, SizedEcho } from '../core/influence/resonance.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';

/** How far profiles reach, and what that is compared by. */
export interface InfluenceRows {
  /** Follower counts of the profiles known on a network, for percentiles; at most 10,000, ascending. */
  followersOn(network: NetworkId): Promise<readonly number[]>;
  /** What others did with the posts of the profiles known on a network; at most 10,000 of them, the newest. */
  echoesOn(network: NetworkId): Promise<readonly (ProfileKey & SizedEcho)[]>;
  /** Profiles of a network that were scored when too little was known there to compare with. */
  uncompared(network: NetworkId): Promise<readonly Profile[]>;
  /** @param echo what it was scored by, for others to be compared with; none: what is kept of it stays. */
  score(key: ProfileKey, influence: Influence, echo?: Echo): Promise<void>;
}
