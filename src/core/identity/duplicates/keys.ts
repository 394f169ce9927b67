import { districtLength } from './compare-figures.ts';
import type { Encoded, Field, FieldKind } from './fields.ts';
import { mailboxLength } from './name-mailboxes.ts';
import { textOf } from './pool.ts';
import type { Lists, Pool } from './pool.ts';
import { hashed, soundsLike } from './sounds.ts';

/** What two records can share: `codes` of each record, 0 for none. A collision costs a comparison, nothing else. */
export interface Key {
  /** Position of the field; keys of one field stand together, the finest first. */
  readonly field: number;
  readonly codes: Int32Array;
  /** One more than the highest code. */
  readonly size: number;
  /** Whether it is put together with keys of other fields where it alone is too common. */
  readonly joins: boolean;
}

/** The part of a text that a key is made of, as a hash; 0 for none. */
type Part = (pool: Pool, code: number) => number;

const piece =
  (from: number, to: number): Part =>
  (pool, code) =>
    hashed(pool, code, from, to);
const half =
  (second: boolean): Part =>
  (pool, code) => {
    const middle = ((pool.starts[code + 1] as number) - (pool.starts[code] as number)) >> 1;
    return second ? hashed(pool, code, middle) : hashed(pool, code, 0, middle);
  };
const mailbox: Part = (pool, code) => hashed(pool, code, 0, mailboxLength(pool, code));
const district: Part = (pool, code) => hashed(pool, code, 0, districtLength(textOf(pool, code)));
const yearAndDay: Part = (pool, code) => hashed(pool, code, 0, 4) ^ Math.imul(hashed(pool, code, 6), 31);

interface Keying {
  /** Beside the whole value: coarser and coarser parts, so that a slip anywhere leaves one of them whole. */
  readonly parts: readonly Part[];
  /** Which of all keys (0 is the whole value) join those of other fields. */
  readonly joining: readonly number[];
}

const KEYING: Readonly<Record<FieldKind, Keying>> = {
  'given name': { parts: [soundsLike, piece(0, 3)], joining: [0, 1] },
  'family name': { parts: [soundsLike, piece(0, 4), piece(-4, 99)], joining: [0, 1] },
  'other names': { parts: [], joining: [0] },
  date: { parts: [piece(0, 6), piece(4, 8), yearAndDay, piece(0, 4)], joining: [2, 4] },
  'e-mail': { parts: [mailbox, piece(0, 9)], joining: [2] },
  phone: { parts: [half(false), half(true)], joining: [1, 2] },
  postcode: { parts: [district], joining: [0, 1] },
  number: { parts: [], joining: [0] },
  identifier: { parts: [half(false), half(true)], joining: [1, 2] },
  place: { parts: [soundsLike, piece(0, 4)], joining: [0] },
  address: { parts: [piece(0, 5)], joining: [0] },
  company: { parts: [piece(0, 5)], joining: [0] },
  code: { parts: [], joining: [0] },
  text: { parts: [piece(0, 5)], joining: [0] },
};

export function keysOf({ fields, rows }: Encoded): readonly Key[] {
  return fields.flatMap((field, at) => [...keysOfField(field, at, rows)]);
}

function* keysOfField(field: Field, at: number, rows: number): Generator<Key> {
  const { parts, joining } = KEYING[field.kind];
  const size = field.pool.starts.length - 1;
  yield { field: at, codes: field.codes, size, joins: joining.includes(0) };
  for (const rank of field.words && field.wordPool && size > 60 ? [0, 1] : []) {
    yield { ...bucketed(field, rareWords(field, rank), rows), field: at, joins: rank === 0 };
  }
  for (const [n, part] of parts.entries()) {
    const hashes = new Int32Array(size);
    for (let code = 1; code < size; code++) hashes[code] = part(field.pool, code);
    yield { ...bucketed(field, hashes, rows), field: at, joins: joining.includes(n + 1) };
  }
}

/** @param hashes of each code of the field; 0 for none. */
function bucketed({ codes }: Field, hashes: Int32Array, rows: number): Pick<Key, 'codes' | 'size'> {
  const bits = Math.max(10, 32 - Math.clz32(rows));
  const buckets = hashes.map((hash) => (hash === 0 ? 0 : ((hash >>> (32 - bits)) & ((1 << bits) - 1)) + 1));
  return { codes: codes.map((code) => buckets[code] as number), size: (1 << bits) + 1 };
}

/** Of each text its rarest word, or the next. */
function rareWords({ words, codes, wordPool }: Field, rank: number): Int32Array {
  const { starts, items } = words ?? { starts: new Int32Array(1), items: new Int32Array(0) };
  const counts = countsOf({ starts, items }, codes, (wordPool?.starts.length ?? 1) - 1);
  return Int32Array.from({ length: starts.length - 1 }, (_, code) => {
    const sorted = items
      .slice(starts[code], starts[code + 1])
      .toSorted((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
    const word = sorted[rank];
    return word === undefined ? 0 : Math.imul(word + 1, 0x9e3779b1);
  });
}

function countsOf({ starts, items }: Lists, codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const code of codes) {
    for (let at = starts[code] as number; at < (starts[code + 1] as number); at++) {
      const word = items[at] as number;
      counts[word] = (counts[word] as number) + 1;
    }
  }
  return counts;
}
