import { wilson } from '../wilson.ts';

/** How much of what a rule heard people found relevant. */
export interface Precision {
  readonly relevant: number;
  readonly answered: number;
  /** The 95 % interval of the share, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** The share of relevant answers with its interval; undefined before anybody answered. */
export function precisionOf(relevant: number, answered: number): Precision | undefined {
  if (answered <= 0) return undefined;
  const [from, to] = wilson(relevant / answered, answered);
  return { relevant, answered, from, to };
}
