import type { ContactId } from '../core/ids.ts';
import type { Signal } from '../core/record/signal.ts';

/** A signal that the account's automations were not told of yet. */
export interface UntoldSignal {
  readonly contact: ContactId;
  readonly signal: Signal;
  /** Percentile of the profile it rests on; absent where it is not known. */
  readonly influence?: number;
}

/** What is worth acting on; of one installation, inside a transaction. */
export interface SignalRows {
  /**
   * Replaces what is kept as worth acting on about a contact by these; what it rests on is gone with its link. No two
   * transactions may do so for one contact at once.
   * @returns those that opened, and those that had been open and are done.
   */
  derive(contact: ContactId, signals: readonly Signal[]): Promise<readonly Signal[]>;
  /** Open ones that the account's automations were not told of, oldest first, locked until the transaction ends. */
  untold(limit: number): Promise<readonly UntoldSignal[]>;
  told(signals: readonly UntoldSignal[], at: Date): Promise<void>;
}
