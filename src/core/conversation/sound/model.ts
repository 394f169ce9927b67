import { FACTS } from './features.ts';
import type { Heard } from './features.ts';
import type { TermTable } from './term-table.ts';

/** Linear judgements that share one table of terms: a row for each, in it a weight for each head. */
export interface SoundModel {
  readonly heads: number;
  readonly table: TermTable;
  readonly weights: Float32Array;
  /** A row for each fact that the rules tell, and one that always counts. */
  readonly facts: Float32Array;
}

/** One sum for each head. */
export function sumsOf(
  { terms, facts }: Pick<Heard, 'terms' | 'facts'>,
  { heads, table, weights, facts: told }: SoundModel,
): Float64Array {
  const sums = new Float64Array(heads);
  for (let head = 0; head < heads; head++) {
    let sum = told[FACTS * heads + head] ?? 0;
    for (let i = 0; i < FACTS; i++) sum += (facts[i] ?? 0) * (told[i * heads + head] ?? 0);
    sums[head] = sum;
  }
  for (const group of terms) {
    const rows = table.rowsOf(group);
    const each = 1 / Math.sqrt(rows.length || 1);
    for (let i = 0; i < rows.length; i++) {
      const from = (rows[i] ?? 0) * heads;
      for (let head = 0; head < heads; head++)
        sums[head] = (sums[head] ?? 0) + each * (weights[from + head] ?? 0);
    }
  }
  return sums;
}

/** The probabilities of answers that exclude each other. */
export function softmax(sums: readonly number[]): readonly number[] {
  const largest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - largest));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));
