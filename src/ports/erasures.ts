import type { ProfileKey } from '../core/profile.ts';

/** A person told their network that nothing of theirs may stay here. */
export interface ErasureAsked {
  readonly profile: ProfileKey;
  /** The same when it is asked again; it tells nothing of the person, and only they are told it. */
  readonly code: string;
}

/** What became of such a request. */
export interface Erasure {
  readonly network: string;
  readonly at: Date;
}

/** The requests of one installation: that they were, not whose. */
export interface ErasureRows {
  /** Of one that is remembered already the first moment stays. */
  remember(code: string, erasure: Erasure): Promise<void>;
  find(code: string): Promise<Erasure | undefined>;
  /** Deliveries of the network that are not waiting and name this id lose their bodies; verdicts and work on it go. */
  forgetTraces(key: ProfileKey): Promise<void>;
}
