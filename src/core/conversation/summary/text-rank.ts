import type { Likeness } from './likeness.ts';

/** As in the paper, and as little movement as there. */
const DAMPING = 0.85;
const ENOUGH = 1e-4;
const ROUNDS = 60;

/**
 * How much each sentence is recommended by those like it (TextRank: Mihalcea & Tarau 2004, PageRank over weighted
 * edges), the most recommended 1. The same sentences give the same ranks.
 * @param prior where a reader who follows no likeness goes on: what several posts say is read more often.
 */
export function textRank({ size, values }: Likeness, prior: readonly number[]): Float64Array {
  const given = prior.reduce((a, b) => a + b, 0) / (size || 1);
  const total = Float64Array.from({ length: size }, (_, one) =>
    values.subarray(one * size, (one + 1) * size).reduce((a, b) => a + b, 0),
  );
  let ranks = new Float64Array(size).fill(1);
  for (let round = 0, moved = Infinity; round < ROUNDS && moved > ENOUGH * size; round++) {
    const next = Float64Array.from(prior, (one) => ((1 - DAMPING) * one) / given);
    for (let one = 0; one < size; one++) {
      const share = (DAMPING * (ranks[one] ?? 0)) / (total[one] || 1);
      const row = one * size;
      for (let other = 0; other < size; other++) {
        next[other] = (next[other] ?? 0) + share * (values[row + other] ?? 0);
      }
    }
    moved = next.reduce((sum, rank, n) => sum + Math.abs(rank - (ranks[n] ?? 0)), 0);
    ranks = next;
  }
  const highest = Math.max(...ranks, Number.MIN_VALUE);
  return ranks.map((rank) => rank / highest);
}
