import type { DeliveryId, NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import type { Inbound } from './crm.ts';
import type { ErasureAsked } from './erasures.ts';

/** What a request to a network's webhook is. */
export type Pushed =
  /** A handshake: answered at once with this, and nothing is kept. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Genuine. The id is the same when the network delivers it again; the body is what `events` is given. */
  | { readonly kind: 'delivery'; readonly id: DeliveryId; readonly body: Buffer };

/** Something that happened on a network. Its id is stable over redeliveries; an older version never replaces a newer one. */
export type NetworkEvent = { readonly id: string; readonly at: Date } & (
  | { readonly kind: 'said'; readonly post: Post; readonly by: Profile }
  | { readonly kind: 'unsaid'; readonly network: NetworkId; readonly post: PostId }
  /** Something was said of which only this is told: what `toldOf` of the network reads it by. */
  | { readonly kind: 'told of'; readonly network: NetworkId; readonly of: string }
  /** What the network tells of somebody who says nothing. */
  | { readonly kind: 'profile told'; readonly by: Profile }
  /** Ask for the profile again. */
  | { readonly kind: 'profile changed'; readonly profile: ProfileKey }
  /** It fell silent, or asks not to be shown: nothing it said is shown from then on. */
  | {
      readonly kind: 'profile quiet';
      readonly profile: ProfileKey;
      readonly because: 'deactivated' | 'suspended' | 'reserved';
    }
  | { readonly kind: 'profile gone'; readonly profile: ProfileKey }
);

/** How a network tells us what happens, by calling. */
export interface Push {
  /** What the admin has to enter there besides the address, in one sentence. */
  readonly says: string;
  /** How long a request may be old where the network signs its time, on both sides, in seconds; absent where it signs none. */
  readonly windowSeconds?: number;
  /** How a secret looks that is theirs and that the admin brings; absent where Kith makes it and the admin enters it there. */
  readonly brings?: RegExp;
  /** What Kith makes of that secret for the admin to enter there, where the network asks for a token of ours. */
  tokenFor?(secret: string): string;
  /**
   * Verifies a request over its raw bytes with whichever of the secrets fits (two are valid while one is being replaced).
   * Undefined for anything not genuine. Never throws.
   */
  receive(secrets: readonly string[], request: Inbound, now: Date): Pushed | undefined;
  /**
   * What a person asked of us through the network: that everything of theirs be erased. Undefined for anything not genuine,
   * or stale; absent where the network passes nothing of the kind on. Never throws.
   */
  erasure?(secrets: readonly string[], request: Inbound, now: Date): ErasureAsked | undefined;
  /** What a verified delivery says; nothing for kinds that are none of our business. @throws Failure `malformed` */
  events(body: Buffer): readonly NetworkEvent[];
}
