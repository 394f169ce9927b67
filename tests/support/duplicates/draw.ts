import { sequence } from '../../../src/core/sequence.ts';

/** Random numbers between 0 and 1 from a seed: the same people on every machine. */
export type Random = () => number;

export const randomFrom = (seed: number): Random => sequence(Math.imul(seed + 1, 0x9e3779b1));

export const upTo = (most: number, random: Random): number => Math.floor(random() * most);
export const oneOf = <T>(some: readonly [T, ...T[]] | readonly T[], random: Random): T =>
  some[upTo(some.length, random)] as T;
export const digitsOf = (value: number, length: number): string => String(value).padStart(length, '0');

/** Draws by Zipf–Mandelbrot frequency, as names and places are spread: the first word is the commonest. */
export function drawn(words: readonly string[], offset: number): (random: Random) => string {
  const sums = new Float64Array(words.length);
  let all = 0;
  for (let rank = 0; rank < words.length; rank++) sums[rank] = all += 1 / (rank + offset);
  return (random) => {
    const at = random() * all;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

/** Puts the rows into an order that tells nothing (Fisher & Yates 1938). */
export function shuffled<T>(rows: readonly T[], random: Random): readonly T[] {
  const order = [...rows];
  for (let i = order.length - 1; i > 0; i--) {
    const j = upTo(i + 1, random);
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}
