/** The normal quantile of a two-sided 95 %. */
const Z = 1.959_964;

/**
 * The 95 % interval of a share that was seen among n, 0 to 1 (Wilson, "Probable inference", 1927): sound where n is small.
 * @param n one or more.
 */
export function wilson(share: number, n: number): readonly [number, number] {
  const squared = Z * Z;
  const middle = share + squared / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share) + squared / (4 * n)) / n);
  const scale = 1 + squared / n;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}
