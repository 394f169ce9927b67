import type { Micros } from '../core/governance/costs.ts';
import type { Spent } from '../core/governance/budget.ts';
import type { NetworkId } from '../core/ids.ts';

/** What networks that charge were asked, and what that cost; of one installation, inside a transaction. */
export interface SpendingRows {
  /**
   * Takes what a question costs at the most, before it is put. However many ask at once, no month costs more than `cap`.
   * @param month in UTC, `2026-11`
   * @returns false when the month's cap would be passed: nothing was taken.
   */
  reserve(network: NetworkId, month: string, most: Micros, cap: Micros): Promise<boolean>;
  /** Gives back what a question did not cost. */
  giveBack(network: NetworkId, month: string, unspent: Micros): Promise<void>;
  /** By network. */
  in(month: string): Promise<readonly Spent[]>;
}
