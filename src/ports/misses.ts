import type { NetworkId } from '../core/ids.ts';

/** Everything that one network is asked about one contact: the same words, the same questions. */
export interface AskedOf {
  readonly network: NetworkId;
  readonly asked: string;
}

/** That networks knew nobody by what they were asked; only a keyed hash of it is kept, and only for a time. */
export interface MissRows {
  /** Networks that are known to know nobody by it. */
  known(asked: readonly AskedOf[], now: Date): Promise<ReadonlySet<NetworkId>>;
  remember(one: AskedOf, until: Date): Promise<void>;
  /** Removes what is not good any more. */
  forget(now: Date): Promise<void>;
}
