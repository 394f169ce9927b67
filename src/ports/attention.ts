import type { NetworkId, PostId, ProfileId } from '../core/ids.ts';
import type { Aim } from '../core/influence/aims.ts';
import type { AttentionEdge } from '../core/influence/attention-edge.ts';
import type { AttentionStanding } from '../core/influence/attention-standing.ts';
import type { ProfileKey } from '../core/profile.ts';

/** Whom a version of a post turns to. */
export interface Turned {
  readonly network: NetworkId;
  readonly post: PostId;
  /** Of the version that was read: what another version says counts nothing. */
  readonly fetchedAt: Date;
  readonly aims: readonly Aim[];
}

/**
 * Who gives attention to whom, from the posts that are kept: each counts once for each whom it turns to, never for its
 * author, and no longer than it, and through which or by whom they are known, is kept. So what came twice, in another order, or
 * was taken away again leaves the same as if it had not.
 */
export interface AttentionRows {
  /** Whom kept posts turn to, in place of whom they turned to before. Who is not known yet receives once they are. */
  given(posts: readonly Turned[]): Promise<void>;
  /** What was given on a network while the receiver was being kept at the same moment. */
  settle(network: NetworkId): Promise<void>;
  /** All that was given on a network, in pages of a stable order. */
  of(network: NetworkId): AsyncIterable<readonly AttentionEdge[]>;
  /** What these profiles give and receive: of each at most `most` either way, the largest first. Each edge once. */
  around(profiles: readonly ProfileKey[], most: number): Promise<readonly AttentionEdge[]>;

  /** Who gives, receives, or is a contact's, on a network, in pages of a stable order. */
  accounts(network: NetworkId): AsyncIterable<readonly AttentionAccount[]>;
  /** What an account's attention came to when it was last worked out; undefined where it was not. */
  standing(key: ProfileKey): Promise<AttentionStanding | undefined>;
  /** The same of all contacts' accounts on a network. */
  standings(network: NetworkId): Promise<ReadonlyMap<ProfileId, AttentionStanding>>;
  /** Keeps what was worked out of some accounts at a moment. Who is not there any more is left out. */
  keepStandings(network: NetworkId, worked: readonly Worked[], at: Date): Promise<void>;
  /** What was worked out before that moment, and not again, does not count any more. */
  forgetStandings(network: NetworkId, before: Date): Promise<void>;
}

export interface AttentionAccount {
  readonly id: ProfileId;
  readonly followers?: number;
  /** It is linked to a contact. */
  readonly linked: boolean;
}

export interface Worked {
  readonly id: ProfileId;
  readonly standing: AttentionStanding;
  /** From whom it receives the most of what counts, in that order. */
  readonly engagers: readonly ProfileId[];
}
