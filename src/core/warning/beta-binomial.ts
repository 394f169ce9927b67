import gammaln from '@stdlib/math-base-special-gammaln';

/** Less likely than this cannot be told apart in a number of eight bytes. */
const SMALLEST = 1e-300;
/** What adds less than this part of the sum does not change it. */
const NEGLIGIBLE = 1e-12;

/**
 * How surprising it is that so many of them, or more, are of a kind: −ln P(X ≥ part) for a beta-binomial, whose share is itself
 * spread about its mean like a beta distribution.
 * @param share the mean share, above 0 and below 1.
 * @param spread 0 to 1, how far the share itself strays: the correlation of two of them (0: a plain binomial).
 */
export function surpriseOfShare(part: number, whole: number, share: number, spread: number): number {
  if (part <= 0 || whole <= 0) return 0;
  const weight = 1 / Math.max(spread, 1e-6) - 1;
  const [alpha, beta] = [share * weight, (1 - share) * weight];
  let likely = Math.exp(
    lnChoose(whole, part) + lnBeta(part + alpha, whole - part + beta) - lnBeta(alpha, beta),
  );
  let sum = 0;
  for (let k = part; k <= whole && likely > sum * NEGLIGIBLE; k++) {
    sum += likely;
    likely *= ((whole - k) * (k + alpha)) / ((k + 1) * (whole - k - 1 + beta));
  }
  return -Math.log(Math.min(1, Math.max(SMALLEST, sum)));
}

const lnBeta = (a: number, b: number) => gammaln(a) + gammaln(b) - gammaln(a + b);
const lnChoose = (n: number, k: number) => gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
