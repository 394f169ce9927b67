import type { Step } from '../step.ts';

/** How Kith leaves. */
export interface Leaving {
  /** Kith's fields and objects stay in the org with what they hold, and the package with them. */
  readonly keepData: boolean;
  /** Fields that were mapped get back what stood there before Kith wrote. */
  readonly restore: boolean;
  /** Where everything that is kept goes first; absent: nowhere. */
  readonly exportTo?: string;
}

export type LeavingStep = (leaving: Leaving) => Step;
