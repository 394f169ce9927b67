import type { NetworkId } from '../core/ids.ts';
import type { ProfileKey } from '../core/profile.ts';

/** What is looked after every hour: what is read and fetched again in time, and what is let go. */
export interface TendingRows {
  /** Profiles of a network that are linked, or were heard, whose posts should be read again, longest unread first. */
  due(network: NetworkId, now: Date, limit: number): Promise<readonly ProfileKey[]>;
  /** Hours after which what it says is read again; undefined for one that never was. */
  readAgainAfter(key: ProfileKey): Promise<number | undefined>;
  read(key: ProfileKey, at: Date, readAgainAfterHours: number): Promise<void>;
  /** What all linked profiles of a network say is due to be read, whenever it was. Answers them. */
  readSoon(network: NetworkId): Promise<readonly ProfileKey[]>;
  /** Profiles of a network that were fetched before, oldest first. */
  fetchedBefore(network: NetworkId, when: Date, limit: number): Promise<readonly ProfileKey[]>;
  /**
   * Lets go of what profiles of a network said that were last read before, but for posts of this source; at most so
   * many profiles, which it answers. Read again, they come back.
   */
  letGoUnread(
    network: NetworkId,
    before: Date,
    but: { readonly source: string },
    limit: number,
  ): Promise<readonly ProfileKey[]>;
  /** Empties deliveries of a network that were received before and do not wait. */
  blank(network: NetworkId, before: Date): Promise<void>;
  /** Removes what is remembered of deliveries that were done with before. */
  forget(before: Date): Promise<void>;
}
