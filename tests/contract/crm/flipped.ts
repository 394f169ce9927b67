/** A copy in which one bit is another. */
export function flipped(body: Buffer, bit: number): Buffer {
  const copy = Buffer.from(body);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
