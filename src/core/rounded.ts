/** A number with so many digits after its point; many times faster than writing it down and reading it again. */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
