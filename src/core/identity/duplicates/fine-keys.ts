import type { Key } from './keys.ts';
import { mixed } from './sounds.ts';

/** Strangers in a record's block, on average, that a key may bring alone, or two keys together. */
const ALONE = 1.5;
const TOGETHER = 1;
/** Larger blocks say too little, and are not looked into. */
export const LARGEST = 60;
/** How two keys do together is seen from so many records. */
const SEEN = 120_000;

/**
 * Keys for files of many records, where a value alone is rarely telling: keys that are fine enough alone, and of each
 * two fields the coarsest pair of keys that is fine enough together (McNeill, Kardes & Borthwick 2012), so that a slip
 * in one field, or in two, leaves another block whole.
 */
export function fineKeys(keys: readonly Key[], rows: number): readonly Key[] {
  const alone = keys.filter((key) => strangersIn(key.codes, key.size, rows) <= ALONE);
  const joining = keys.filter(({ joins }) => joins);
  const together: Key[] = [];
  for (const fields of pairsOf([...new Set(joining.map(({ field }) => field))])) {
    const [ones, others] = fields.map((field) => joining.filter((key) => key.field === field));
    const key = coarsest(ones ?? [], others ?? [], rows);
    if (key) together.push(key);
  }
  return [...alone, ...together].map(shared);
}

const pairsOf = (all: readonly number[]): readonly (readonly [number, number])[] =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));

/** Of the pairs of keys of two fields the one with the largest blocks that is still fine; `undefined` where none is. */
function coarsest(ones: readonly Key[], others: readonly Key[], rows: number): Key | undefined {
  const seen = Math.min(rows, SEEN);
  let [best, most]: [readonly [Key, Key] | undefined, number] = [undefined, -1];
  for (const one of ones) {
    for (const other of others) {
      const { codes, size } = joined(one, other, seen, 22);
      const strangers = strangersIn(codes, size, seen) * (rows / seen);
      if (strangers <= TOGETHER && strangers > most) [best, most] = [[one, other], strangers];
    }
  }
  return best && joined(...best, rows, 23);
}

/** How many others stand in the block of a record, on average; those in blocks that are too large are left out. */
function strangersIn(codes: Int32Array, size: number, rows: number): number {
  const counts = new Int32Array(size);
  let pairs = 0;
  for (let record = 0; record < rows; record++) {
    const code = codes[record] as number;
    if (code === 0) continue;
    const before = counts[code] as number;
    counts[code] = before + 1;
    pairs += before;
  }
  return pairs / rows;
}

/** @param most bits of a code: the more, the fewer strangers share one by accident. */
function joined(one: Key, other: Key, rows: number, most: number): Key {
  const size = 1 << Math.min(most, 36 - Math.clz32(rows));
  const codes = new Int32Array(rows);
  for (let record = 0; record < rows; record++) {
    const [a, b] = [one.codes[record] as number, other.codes[record] as number];
    if (a === 0 || b === 0) continue;
    codes[record] = 1 + ((mixed(Math.imul(a, 0x9e3779b1) ^ b) >>> 1) % (size - 1));
  }
  return { field: -1, codes, size, joins: false };
}

const ONCE = -1;

/** The same key without what only one record has, its codes numbered anew. */
function shared(key: Key): Key {
  const numbers = new Int32Array(key.size);
  let size = 1;
  for (const code of key.codes) {
    const known = numbers[code] as number;
    if (known === 0) numbers[code] = ONCE;
    else if (known === ONCE) numbers[code] = size++;
  }
  numbers[0] = 0;
  return { ...key, codes: key.codes.map((code) => Math.max(0, numbers[code] as number)), size };
}
