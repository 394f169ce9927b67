import type { DeliveryId, NetworkId, ProfileId } from '../core/ids.ts';
import type { Ask } from './outgoing.ts';
import type { NetworkEvent } from './push.ts';
import type { Now } from './runtime.ts';

/** What arrived together, in order: texts and bytes as they were sent. Nothing: the other side is still there. */
export type Batch = readonly (string | Uint8Array)[];

/** A connection that is held open. What nobody takes is not read: the other side waits. */
export interface Line {
  /** Ends when the other side hangs up, or when the signal is aborted. @throws Failure `unavailable` when it broke. */
  readonly batches: AsyncIterable<Batch>;
  send(text: string): void;
}

/**
 * Opens a `wss` address, or a `ws` one on this machine; it passes the guard of every outgoing call.
 * @throws Failure `unavailable`, `refused by us`
 */
export type OpenLine = (url: string, signal: AbortSignal) => Promise<Line>;

/** Something that happened to a profile, on its way into the inboxes of those that hold it. */
export interface Happening {
  /** The same when it is heard again; unique within the network. */
  readonly id: DeliveryId;
  readonly about: ProfileId;
  /** What `events` is given. */
  readonly body: Buffer;
}

/** Ids of the profiles that anybody here holds; they change while it is listened to. */
export interface Heeded {
  now(): ReadonlySet<string>;
  /** Tells of each change. @returns how to be told no longer. */
  onChange(told: () => void): () => void;
}

/** One stretch of listening. */
export interface Hearing {
  /** How far it was heard last; undefined where it never was. */
  readonly from: string | undefined;
  readonly heeded: Heeded;
  /** Everything up to the position was heard. When it returns, that is kept; more is taken only then. */
  hear(happened: readonly Happening[], position: string): Promise<void>;
  /** What happened since `from` cannot be told any more, and is read instead. Said once what happens now is heard. */
  missed(): Promise<void>;
}

/** What a connector is given to listen with; it has no other way out. */
export interface ListenTools<Settings> {
  readonly open: OpenLine;
  readonly ask: Ask;
  readonly settings: Settings;
  readonly now: Now;
}

/** How a network is listened to: over a line that is held open, for all installations at once. */
export interface Listen<Settings> {
  /** Where to, as it is set; a position is good only there. Undefined: nowhere. */
  to(settings: Settings): string | undefined;
  /**
   * Listens until the other side hangs up or the signal is aborted. Frames that are none of ours, odd or forged are
   * passed over. @throws Failure
   */
  listen(tools: ListenTools<Settings>, hearing: Hearing, signal: AbortSignal): Promise<void>;
  /** What one happening says; nothing for kinds that are none of our business. @throws Failure `malformed` */
  events(body: Buffer): readonly NetworkEvent[];
}

/** A network that is listened to, as it is set. */
export interface ListenedNetwork {
  readonly network: NetworkId;
  readonly to: string;
  /** As the connector's `listen`. @throws Failure */
  listen(hearing: Hearing, signal: AbortSignal): Promise<void>;
}

/** The name of the place where an installation keeps how far a network was heard. */
export const heardOf = (network: NetworkId): string => `heard of ${network}`;
