import type { CompareCodes } from './compare-texts.ts';

/** Up to so many distinct values all their pairs are kept; else the latest. */
const DENSE = 2_048;
const SLOTS = 1 << 18;

/** Computes the level of two values once: whole files repeat the same few names. `compare` is symmetric. */
export function cached(compare: CompareCodes, size: number): CompareCodes {
  return size <= DENSE ? allPairs(compare, size) : latestPairs(compare);
}

function allPairs(compare: CompareCodes, size: number): CompareCodes {
  const levels = new Uint8Array(size * size);
  return (a, b) => {
    const at = a < b ? a * size + b : b * size + a;
    return (levels[at] as number) || (levels[at] = compare(a, b));
  };
}

/** Direct-mapped: a newer pair takes the place of an older one. */
function latestPairs(compare: CompareCodes): CompareCodes {
  const firsts = new Int32Array(SLOTS);
  const seconds = new Int32Array(SLOTS);
  const levels = new Uint8Array(SLOTS);
  return (x, y) => {
    const [a, b] = x < y ? [x, y] : [y, x];
    const slot = ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 7) & (SLOTS - 1);
    if (firsts[slot] === a && seconds[slot] === b) return levels[slot] as number;
    firsts[slot] = a;
    seconds[slot] = b;
    return (levels[slot] = compare(a, b));
  };
}
