import type { ContactId, DeliveryId } from '../core/ids.ts';
import type { Patch } from '../core/record/patch.ts';
import type { Signal } from '../core/record/signal.ts';
import type { PatchOutcome } from './patch-outcome.ts';

/** How many contacts go into one call. */
export interface Batches {
  /** A page of all of them. */
  readonly page: number;
  /** Read by their ids. */
  readonly read: number;
  readonly write: number;
}

/** How much of what an account may ask in a day is used, by whomever. */
export interface Usage {
  readonly used: number;
  readonly allowed: number;
}

/** What a CRM told while Kith listened: kept like a webhook delivery, and read by `events` like one. */
export interface Heard {
  readonly id: DeliveryId;
  readonly body: Buffer;
}

/**
 * Large amounts that the CRM writes at its own pace. A job goes on there whatever becomes of us, so its name is kept
 * and asked for later; beginning the same patches again is harmless.
 */
export interface Bulk {
  /** From so many patches on it costs fewer calls. */
  readonly from: number;
  readonly most: number;
  /** Hands the patches over. @returns the job's name, as `ask` takes it. */
  begin(patches: readonly Patch[]): Promise<string>;
  /** How it stands: still going, under this name from now on, or what became of each of its patches. */
  ask(
    job: string,
    patches: readonly Patch[],
  ): Promise<{ readonly going: string } | { readonly outcomes: readonly PatchOutcome[] }>;
}

/** A signal as an account's automations are told of it. */
export interface SignalNotice {
  /** The same for the same signal; at most 255 characters. */
  readonly key: string;
  readonly contact: ContactId;
  readonly signal: Signal;
  /** The name people know the network by. */
  readonly networkTitle: string;
  /** Percentile of the profile it rests on, from 0 to 100; absent where it is not known. */
  readonly influence?: number;
}
