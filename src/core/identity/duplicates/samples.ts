import { blockSize } from './blocks.ts';
import type { Blocking, Blocks } from './blocks.ts';
import type { FindCandidates } from './candidates.ts';
import { looksOf } from './score.ts';
import type { Look, Looks } from './score.ts';

/** Pairs of records, those that look the same put together; each pair stands for `scale` pairs. */
export interface Sample extends Looks {
  /** How many pairs look so. */
  readonly counts: Float64Array;
  /** All of `counts`. */
  readonly pairs: number;
  readonly scale: number;
}

/** Numbers from 0 to 1, the same on every run. */
export type Draw = () => number;

export const pairsAmong = (rows: number): number => (rows * (rows - 1)) / 2;

interface Pairs {
  readonly firsts: ArrayLike<number>;
  readonly seconds: ArrayLike<number>;
}

function sampleOf({ firsts, seconds }: Pairs, scale: number, look: Look, fields: number): Sample {
  const one = looksOf(1, fields);
  const known = new Map<string, number>();
  const counts: number[] = [];
  for (let n = 0; n < firsts.length; n++) {
    look(firsts[n] as number, seconds[n] as number, one, 0);
    const written = String.fromCharCode(...one.levels, ...one.rareness);
    const at = known.get(written);
    if (at === undefined) known.set(written, counts.push(1) - 1);
    else counts[at] = (counts[at] as number) + 1;
  }
  const all = looksOf(counts.length, fields);
  let from = 0;
  for (const written of known.keys()) {
    for (let f = 0; f < fields; f++, from++) {
      all.levels[from] = written.charCodeAt(f);
      all.rareness[from] = written.charCodeAt(fields + f);
    }
  }
  return { ...all, counts: Float64Array.from(counts), pairs: firsts.length, scale };
}

/** Any two records: nearly all are two persons. */
export function randomPairs(rows: number, most: number, draw: Draw, look: Look, fields: number): Sample {
  const firsts = new Int32Array(most);
  const seconds = new Int32Array(most);
  for (let n = 0; n < most; n++) {
    const first = Math.floor(draw() * rows);
    const other = Math.floor(draw() * (rows - 1));
    firsts[n] = first;
    seconds[n] = other < first ? other : other + 1;
  }
  return sampleOf({ firsts, seconds }, pairsAmong(rows) / most, look, fields);
}

/** Candidates of every so-manieth record, at most about `most` pairs. */
export function candidatePairs(
  blocking: Blocking,
  find: FindCandidates,
  most: number,
  look: Look,
  fields: number,
): Sample {
  const { rows } = blocking;
  const records = Math.min(rows, Math.max(200, Math.ceil(most / 50)));
  const step = Math.max(1, Math.floor(rows / records));
  const firsts: number[] = [];
  const seconds: number[] = [];
  let looked = 0;
  for (let record = 0; record < rows && firsts.length < most; record += step) {
    looked = record + step;
    for (const other of find(record)) {
      firsts.push(record);
      seconds.push(other);
    }
  }
  // The records are in no order, but later ones have fewer after them: scaled by pairs, not by records.
  const share = step === 1 ? pairsAfter(rows, looked) : step;
  return sampleOf({ firsts, seconds }, share, look, fields);
}

const pairsAfter = (rows: number, looked: number): number =>
  pairsAmong(rows) / Math.max(1, pairsAmong(rows) - pairsAmong(Math.max(1, rows - looked)));

/** Up to `most` pairs of records that agree on a key, each such pair as likely as any other. */
export function agreeingPairs(blocks: Blocks, most: number, draw: Draw, look: Look, fields: number): Sample {
  const sums = new Float64Array(blocks.size + 1);
  for (let code = 1; code < blocks.size; code++) {
    const size = blockSize(blocks, code);
    sums[code] = (sums[code - 1] as number) + (size * (size - 1)) / 2;
  }
  const all = sums[blocks.size - 1] as number;
  const firsts: number[] = [];
  const seconds: number[] = [];
  const count = all > 0 ? most : 0;
  for (let n = 0; n < count; n++) {
    const code = firstAbove(sums, draw() * all, blocks.size - 1);
    const size = blockSize(blocks, code);
    const a = Math.floor(draw() * size);
    const b = Math.floor(draw() * (size - 1));
    const start = blocks.starts[code] as number;
    firsts.push(blocks.members[start + a] as number);
    seconds.push(blocks.members[start + (b < a ? b : b + 1)] as number);
  }
  return sampleOf({ firsts, seconds }, all / Math.max(1, firsts.length), look, fields);
}

function firstAbove(sums: Float64Array, value: number, last: number): number {
  let [low, high] = [1, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
