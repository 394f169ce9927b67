import type { Webmention } from '../core/webmention.ts';

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
