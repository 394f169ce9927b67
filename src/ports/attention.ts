import type { NetworkId, PostId, ProfileId } from '../core/ids.ts';
import type { Aim } from '../core/influence/aims.ts';
import type { AttentionEdge } from '../core/influence/attention-edge.ts';
import type { AttentionStanding } from '../core/influence/attention-standing.ts';
import type { AttentionAccount, Weighing, Worked } from '../core/influence/weighing.ts';
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
  /**
   * What was given on a network while the receiver was being kept at the same moment, of a page of aims.
   * @returns where to go on; undefined after the last.
   */
  settle(network: NetworkId, after?: AimPlace): Promise<AimPlace | undefined>;
  /** All that was given on a network: the next page of a stable order, empty after the last. */
  of(
    network: NetworkId,
    after?: Pick<AttentionEdge, 'giver' | 'receiver'>,
  ): Promise<readonly AttentionEdge[]>;
  /** What these profiles give and receive: of each at most `most` either way, the largest first. Each edge once. */
  around(profiles: readonly ProfileKey[], most: number): Promise<readonly AttentionEdge[]>;

  /** Who gives, receives, or is a contact's, on a network: the next page of a stable order, empty after the last. */
  accounts(network: NetworkId, after?: ProfileId): Promise<readonly AttentionAccount[]>;
  /** What an account's attention came to when it was last worked out; undefined where it was not. */
  standing(key: ProfileKey): Promise<AttentionStanding | undefined>;
  /** The same of these accounts of a network. */
  standings(
    network: NetworkId,
    accounts: readonly ProfileId[],
  ): Promise<ReadonlyMap<ProfileId, AttentionStanding>>;
  /** Keeps what was worked out of some accounts at a moment. Who is not there any more is left out. */
  keepStandings(network: NetworkId, worked: readonly Worked[], at: Date): Promise<void>;
  /**
   * What was worked out before that moment, and not again, does not count any more.
   * @returns whether there may be more of it.
   */
  forgetStandings(network: NetworkId, before: Date): Promise<boolean>;
}

/** Where a walk over the aims of posts has come to. */
export interface AimPlace {
  readonly post: string;
  readonly aim: string;
}

/** The same, done somewhere else, one thing after the other. */
type Elsewhere<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer A) => infer R ? (...given: A) => Promise<R> : never;
};

/** Weighs without holding up whoever else this process serves; what was told is forgotten when `work` ends. */
export type Weigh = <T>(now: Date, work: (weighing: Elsewhere<Weighing>) => Promise<T>) => Promise<T>;
