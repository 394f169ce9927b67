import betainc from '@stdlib/math-base-special-betainc';

/** Less likely than this cannot be told apart in a number of eight bytes. */
const SMALLEST = 1e-300;

/**
 * How surprising it is to count so many or more: −ln P(X ≥ count) for a negative binomial of this mean and this
 * overdispersion (variance = mean + overdispersion · mean²), by the regularised incomplete beta function.
 */
export function surpriseOf(count: number, mean: number, overdispersion: number): number {
  if (count <= 0) return 0;
  const size = 1 / overdispersion;
  return -Math.log(Math.max(SMALLEST, betainc(mean / (mean + size), count, size)));
}
