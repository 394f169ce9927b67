import { blocking as blockingOf } from './blocks.ts';
import { candidateFinder } from './candidates.ts';
import { clusters } from './clusters.ts';
import type { Pairs } from './clusters.ts';
import { comparisonsOf } from './comparisons.ts';
import type { Compare } from './comparisons.ts';
import { encode } from './encode.ts';
import type { Unused } from './fields.ts';
import type { Draw } from './samples.ts';
import { scorer } from './score.ts';
import type { Table } from './table.ts';
import { train } from './train.ts';
import type { Weights } from './weights.ts';

export interface Duplicates {
  /** Pairs that are at least possible. */
  readonly pairs: Pairs;
  /** For each record the number of its group. */
  readonly groups: Int32Array;
  /** Bits of any two records, the prior included. */
  readonly score: Compare;
  readonly unused: readonly Unused[];
  readonly weights: Weights;
}

/** How many pairs the weights are learnt from. */
const LEARNT_FROM = 400_000;
/** Pairs less likely than one to a thousand are not kept. */
const LEAST_BITS = -10;

/**
 * Finds the records of a file that are one person, without a label: encodes the columns, blocks, learns the weights,
 * scores the candidates and groups them.
 * @param leaving columns that are not to be looked at. @param progress is told the share done.
 */
export function findDuplicates(
  table: Table,
  leaving: ReadonlySet<string>,
  draw: Draw,
  progress: (share: number) => void = () => undefined,
): Duplicates {
  const encoded = encode(table, leaving);
  const comparisons = comparisonsOf(encoded);
  const blocking = blockingOf(encoded);
  const find = candidateFinder(blocking);
  progress(0.2);
  const weights = train({ encoded, comparisons, blocking, find, draw, pairs: LEARNT_FROM });
  progress(0.5);
  const weigh = scorer(encoded, comparisons, weights);
  const score = (i: number, j: number) => weigh(i, j) + weights.prior;
  const firsts: number[] = [];
  const seconds: number[] = [];
  const bits: number[] = [];
  for (let record = 0; record < table.rows; record++) {
    for (const other of find(record)) {
      const own = score(record, other);
      if (own < LEAST_BITS) continue;
      firsts.push(record);
      seconds.push(other);
      bits.push(own);
    }
    if (record % 10_000 === 0) progress(0.5 + (0.4 * record) / table.rows);
  }
  const pairs = {
    firsts: Int32Array.from(firsts),
    seconds: Int32Array.from(seconds),
    bits: Float32Array.from(bits),
  };
  return { pairs, groups: clusters(pairs, table.rows, score), score, unused: encoded.unused, weights };
}
