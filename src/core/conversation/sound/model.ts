import type { InSteps } from '../classifier/steps.ts';
import { FACTS } from './features.ts';
import type { Heard } from './features.ts';
import type { TermTable } from './term-table.ts';

/** Linear judgements that share one table of terms: a row for each, in it a weight for each head. */
export interface SoundModel {
  readonly heads: number;
  readonly table: TermTable;
  readonly weights: InSteps;
  /** A row for each fact that the rules tell, and one that always counts. */
  readonly facts: Float32Array;
}

/** One sum for each head. `JointTable` adds up the same for several models at once. */
export function sumsOf({ terms, facts }: Pick<Heard, 'terms' | 'facts'>, model: SoundModel): number[] {
  const { heads, table, weights } = model;
  const sums = zeros(heads);
  for (const group of terms) {
    const rows = table.rowsOf(group);
    const each = 1 / Math.sqrt(rows.length || 1);
    for (const row of rows)
      for (let head = 0; head < heads; head++)
        sums[head] =
          (sums[head] ?? 0) + each * (weights.steps[row * heads + head] ?? 0) * (weights.scales[head] ?? 0);
  }
  return addFacts(facts, model, sums);
}

/** As many sums that nothing was added to yet. */
export function zeros(count: number): number[] {
  const sums: number[] = [];
  for (let i = 0; i < count; i++) sums.push(0);
  return sums;
}

/** Adds what the rules say to the sums of what the terms say. */
export function addFacts(facts: Heard['facts'], model: SoundModel, sums: number[]): number[] {
  const { heads, facts: told } = model;
  for (let head = 0; head < heads; head++) {
    let sum = (sums[head] ?? 0) + (told[FACTS * heads + head] ?? 0);
    for (let i = 0; i < FACTS; i++) sum += (facts[i] ?? 0) * (told[i * heads + head] ?? 0);
    sums[head] = sum;
  }
  return sums;
}

/** The probabilities of answers that exclude each other. */
export function softmax(sums: readonly number[]): readonly number[] {
  let largest = -Infinity;
  for (const sum of sums) largest = Math.max(largest, sum);
  const powers: number[] = [];
  let total = 0;
  for (let i = 0; i < sums.length; i++) total += powers[i] = Math.exp((sums[i] ?? 0) - largest);
  for (let i = 0; i < powers.length; i++) powers[i] = (powers[i] ?? 0) / total;
  return powers;
}

export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));
