import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';
import type { Webmention } from '../core/webmention.ts';

/** What somebody told: that the page at `source` links to the one at `target`. */
export interface ToldMention {
  readonly source: URL;
  readonly target: URL;
  /** What the post is called among those of its author. */
  readonly name: string;
}

/** What the page really says there, and who says it. */
export interface Mentioning {
  readonly post: Post;
  readonly by: Profile;
}

/** What looking at the page led to. */
export type Settled = Pick<Webmention, 'state' | 'says' | 'post'>;

/** Mentions of the customer's own pages, as they were told; of one installation. */
export interface WebmentionRows {
  /** The hosts whose pages may be mentioned, in their order. */
  hosts(): Promise<readonly string[]>;
  setHosts(hosts: readonly string[]): Promise<void>;
  /** It waits to be looked at; one that was told before, once more. @returns its id. */
  tell(source: string, target: string, at: Date): Promise<string>;
  /** How many wait. */
  waiting(): Promise<number>;
  find(id: string): Promise<Webmention | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly Webmention[]>;
  settle(id: string, settled: Settled, at: Date): Promise<void>;
  /** Kept ones that nobody looked at since, longest ago first. */
  unchecked(since: Date, limit: number): Promise<readonly string[]>;
  /** Those that are not kept, and were settled before, are forgotten. */
  forget(before: Date): Promise<void>;
}
