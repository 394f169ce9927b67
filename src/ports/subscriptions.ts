import type { NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Hub, HubMode, Subscription } from '../core/subscription/subscription.ts';

/** What a hub delivered, and when it came. */
export interface Told {
  readonly topic: string;
  readonly text: string;
  readonly at: Date;
}

/** What a hub delivered of a profile's feed, in the words and under the ids of reading it. */
export interface Heard {
  readonly said: readonly Post[];
  readonly unsaid: readonly PostId[];
  /** It tells less of each than reading does: what is known stays as it is until it is read again. */
  readonly partial?: true;
}

/** What a hub is asked (WebSub, 5.1). */
export interface HubRequest extends Hub {
  readonly mode: HubMode;
  /** Where it calls us. */
  readonly callback: string;
  readonly secret: string;
  readonly leaseSeconds: number;
}

/** The way out to hubs. */
export interface Hubs {
  /** Where hubs reach us, without a trailing slash; undefined: nowhere, so none is asked. */
  readonly calledAt: string | undefined;
  /** One that nobody can guess, of letters, digits, `-` and `_`. */
  newSecret(): string;
  /** @returns why it was not taken, in a sentence; undefined when it was, and the hub will verify it. */
  ask(request: HubRequest): Promise<string | undefined>;
}

/** The subscriptions of one installation. */
export interface SubscriptionRows {
  find(id: string): Promise<Subscription | undefined>;
  /** The same, kept from every other process until the transaction ends. */
  hold(id: string): Promise<Subscription | undefined>;
  of(key: ProfileKey): Promise<readonly Subscription[]>;
  /** The one that calls first, then the others, oldest first. */
  list(limit: number): Promise<readonly Subscription[]>;
  keep(one: Subscription): Promise<void>;
  forget(id: string): Promise<void>;
  /** All of them, and whether each is still wanted: its profile is linked, on one of these networks. */
  standing(
    networks: readonly NetworkId[],
  ): Promise<readonly { readonly one: Subscription; readonly wanted: boolean }[]>;
  /** Whether the profile is linked to anybody. */
  isLinked(key: ProfileKey): Promise<boolean>;
  /** Linked profiles of these networks at whose pages nobody looked for a hub since, longest ago first. */
  unlooked(networks: readonly NetworkId[], since: Date, limit: number): Promise<readonly ProfileKey[]>;
  lookedAt(key: ProfileKey): Promise<Date | undefined>;
  looked(key: ProfileKey, at: Date): Promise<void>;
}
