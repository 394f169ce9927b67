import { sequence } from '../../sequence.ts';
import { blocking } from './blocks.ts';
import type { Blocking } from './blocks.ts';
import { candidateFinder } from './candidates.ts';
import { JOINS } from './clusters.ts';
import type { Scoring } from './clusters.ts';
import { comparisonsOf } from './comparisons.ts';
import { EdgeList } from './edges.ts';
import type { Edges } from './edges.ts';
import { encode } from './encode.ts';
import type { Encoded } from './fields.ts';
import { looker, looksOf, scorer, weighingEach } from './score.ts';
import type { Table } from './table.ts';
import { train } from './train.ts';
import type { Weights } from './weights.ts';

/** Records read, blocked and weighed: all that a thread needs to score pairs. Typed arrays and plain values. */
export interface Linkage {
  readonly encoded: Encoded;
  readonly blocking: Blocking;
  readonly weights: Weights;
}

/** From so many records on samples are smaller: more pairs teach nothing new. */
const MANY = 60_000;

/**
 * Reads records of any columns and learns from them, without a label, what agreement proves among them. The table
 * stands in the order of `inOrder`, so that the samples are the same however the file was sorted.
 * @param leaving columns that are not to be looked at.
 */
export function linkage(table: Table, leaving: ReadonlySet<string> = new Set()): Linkage {
  const encoded = encode(table, leaving);
  const blocks = blocking(encoded);
  const weights = train({
    encoded,
    blocking: blocks,
    find: candidateFinder(blocks),
    comparisons: comparisonsOf(encoded),
    draw: sequence(encoded.rows),
    pairs: encoded.rows > MANY ? 150_000 : 400_000,
  });
  return { encoded, blocking: blocks, weights };
}

/** Records of which a thread scores the candidates at a time. */
export const RANGE = 1_024;

/** Scores the candidates of the records from `from` to before `to`; only pairs that could matter are kept. */
export type ScoreRange = (from: number, to: number) => Edges;

export function rangeScorer({ encoded, blocking, weights }: Linkage): ScoreRange {
  const find = candidateFinder(blocking);
  const score = scorer(encoded, comparisonsOf(encoded), weights, JOINS - weights.prior);
  return (from, to) => {
    const edges = new EdgeList();
    for (let record = from; record < to; record++) {
      for (const other of find(record)) {
        const bits = score(record, other) + weights.prior;
        if (bits > JOINS) edges.add(record, other, bits);
      }
    }
    return edges.done();
  };
}

/** What each field says about two records, for grouping them. */
export function scoringOf({ encoded, weights }: Linkage): Scoring {
  const comparisons = comparisonsOf(encoded);
  const look = looker(encoded, comparisons);
  const weigh = weighingEach(weights);
  const looks = looksOf(1, comparisons.length);
  return {
    fields: comparisons.length,
    prior: weights.prior,
    each: (i, j, bits) => {
      look(i, j, looks, 0);
      weigh(looks, 0, bits);
    },
  };
}
