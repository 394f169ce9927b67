/** Finer steps tell nothing, and coarser ones let pairs that look alike be weighed as one. */
const STEPS_A_BIT = 2;
const STEPS = 64;
/** Beyond this nothing is known so well from one file. */
const MOST_RARE = 9;
const MOST_COMMON = -6;

/** Of each code, how rare it is among the known values of its field: log2 of all over its own, in half bits. */
export function rarenessOf(codes: Int32Array, size: number): Uint8Array {
  const counts = new Float64Array(size);
  let known = 0;
  for (const code of codes) {
    if (code === 0) continue;
    known++;
    counts[code] = (counts[code] as number) + 1;
  }
  return Uint8Array.from(counts, (count) =>
    Math.round(Math.log2(Math.max(1, known) / Math.max(1, count)) * STEPS_A_BIT),
  );
}

/** By rareness: the bits that agreeing on such a value says beyond agreeing at all (Winkler 1989). */
export function rarityBits(uSame: number): Float64Array {
  return Float64Array.from({ length: STEPS }, (_, step) =>
    Math.max(MOST_COMMON, Math.min(MOST_RARE, step / STEPS_A_BIT + Math.log2(uSame))),
  );
}
