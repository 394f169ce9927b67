import type { NetworkId, PostId } from '../core/ids.ts';
import type { Profile } from '../core/profile.ts';
import type { ReadPost } from '../core/record/facts.ts';
import type { Mention } from './listening.ts';

/** A post that is kept, and who said it. */
export interface SaidBy {
  readonly post: ReadPost;
  readonly by: Profile;
}

export interface PostKey {
  readonly network: NetworkId;
  readonly id: PostId;
}

/** What posts hang together with, of one installation, inside a transaction. */
export interface ThreadRows {
  find(post: PostKey): Promise<SaidBy | undefined>;
  /** Everything said in these conversations, each named by its first post; the earliest first, at most `limit`. */
  saidIn(conversations: readonly PostKey[], limit: number): Promise<readonly SaidBy[]>;
  /** Posts that stand at one of these addresses, or link to one of these places (`placeIn`); at most `limit`. */
  joinedBy(
    joins: { readonly urls: readonly string[]; readonly places: readonly string[] },
    limit: number,
  ): Promise<readonly SaidBy[]>;
  /**
   * Of what a network shows, what may be shown here too: nothing that was removed, nobody who was erased, is gone since,
   * or is ignored.
   */
  welcome(said: readonly Mention[]): Promise<readonly Mention[]>;
}
