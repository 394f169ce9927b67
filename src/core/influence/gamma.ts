/**
 * The middle 95 % of a gamma variable of this shape and rate 1: its cube root is nearly normal (Wilson and Hilferty 1931).
 * @param shape above 0.
 */
export function gammaQuantiles(shape: number): readonly [low: number, high: number] {
  const quantile = (z: number) => shape * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  return [quantile(-1.96), quantile(1.96)];
}
