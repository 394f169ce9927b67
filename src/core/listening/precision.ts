/** How much of what a rule heard people found relevant. */
export interface Precision {
  readonly relevant: number;
  readonly answered: number;
  /** The 95 % interval of the share, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** The normal quantile of a two-sided 95 %. */
const Z = 1.959_964;

/**
 * The share of relevant answers with its interval (Wilson, "Probable inference", 1927), which stays sound where answers
 * are few; undefined before anybody answered.
 */
export function precisionOf(relevant: number, answered: number): Precision | undefined {
  if (answered <= 0) return undefined;
  const share = relevant / answered;
  const spread = Z * Z;
  const middle = share + spread / (2 * answered);
  const half = Z * Math.sqrt((share * (1 - share) + spread / (4 * answered)) / answered);
  const scale = 1 + spread / answered;
  return {
    relevant,
    answered,
    from: Math.max(0, (middle - half) / scale),
    to: Math.min(1, (middle + half) / scale),
  };
}
