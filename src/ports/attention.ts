import type { NetworkId, PostId } from '../core/ids.ts';
import type { Aim } from '../core/influence/aims.ts';
import type { AttentionEdge } from '../core/influence/attention-edge.ts';
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
}
