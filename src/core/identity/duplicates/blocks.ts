import type { Encoded } from './fields.ts';
import { fineKeys } from './fine-keys.ts';
import { keysOf } from './keys.ts';
import type { Key } from './keys.ts';
import { mixed } from './sounds.ts';

/** The records of each code of a key, ascending: `members` from `starts[code]` to `starts[code + 1]`. */
export interface Blocks extends Key {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** Where candidate pairs come from. */
export interface Blocking {
  readonly rows: number;
  /** Few records: every pair is a candidate. */
  readonly every: boolean;
  readonly single: readonly Blocks[];
  /** Of two keys together, of records where both are too common alone. */
  readonly joint: readonly Blocks[];
  /** Larger blocks are not walked through. */
  readonly cap: number;
  /** A pair is a candidate when what it shares is worth so many bits. */
  readonly least: number;
  /** Of many records: blocks so fine that each two records of one are candidates; the others are not walked through. */
  readonly fine: readonly Blocks[];
}

/** Up to so many records all pairs are compared. */
const FEW = 2_000;
/** From so many records on only fine blocks are walked through. */
const MANY = 60_000;
/** Memberships that are walked through in all; each is some nanoseconds. */
const STEPS = 2.5e8;
const CAPS = [6_000, 4_000, 2_500, 1_500, 1_000, 600, 400, 250, 150, 100, 60, 40, 25] as const;

/** Strangers per record that may share as much by chance: more for small files, so that slips hide less. */
const strangers = (rows: number): number => Math.min(60, Math.max(4, 5e6 / rows));

/**
 * Blocks of records that share a value, a part of one or a sound. What is too common alone is made finer by a second
 * key (McNeill, Kardes & Borthwick 2012), and a pair becomes a candidate only where all it shares together is rarer
 * than chance would have it.
 */
export function blocking(encoded: Encoded): Blocking {
  const { rows } = encoded;
  const keys = keysOf(encoded);
  if (rows > MANY) {
    const whole = keys.filter(({ field }, at) => field !== keys[at - 1]?.field);
    const single = whole.map((key) => blocksOf(key));
    const fine = fineKeys(keys, rows).map((key) => blocksOf(key));
    return { rows, single, fine, joint: [], every: false, cap: 0, least: 0 };
  }
  const single = keys.map((key) => blocksOf(key));
  const cap = CAPS.find((most) => stepsWithin(single, most) <= STEPS * 0.6) ?? 25;
  const joint = rows <= FEW ? [] : jointBlocks(single, cap, rows);
  const least = Math.log2(Math.max(2, rows / strangers(rows)));
  return { rows, every: rows <= FEW, single, joint, cap, least, fine: [] };
}

function blocksOf(key: Key): Blocks {
  const { codes, size } = key;
  const starts = new Int32Array(size + 1);
  for (const code of codes) if (code > 0) starts[code + 1] = (starts[code + 1] as number) + 1;
  for (let code = 1; code <= size; code++)
    starts[code] = (starts[code] as number) + (starts[code - 1] as number);
  const next = starts.slice();
  const members = new Int32Array(starts[size] as number);
  for (let record = 0; record < codes.length; record++) {
    const code = codes[record] as number;
    if (code === 0) continue;
    const at = next[code] as number;
    members[at] = record;
    next[code] = at + 1;
  }
  return { ...key, starts, members };
}

export const blockSize = ({ starts }: Blocks, code: number): number =>
  (starts[code + 1] as number) - (starts[code] as number);

function stepsWithin(single: readonly Blocks[], cap: number): number {
  let steps = 0;
  for (const blocks of single) {
    for (let code = 1; code < blocks.size; code++) {
      const size = blockSize(blocks, code);
      if (size <= cap) steps += (size * (size - 1)) / 2;
    }
  }
  return steps;
}

function jointBlocks(single: readonly Blocks[], cap: number, rows: number): readonly Blocks[] {
  const joining = single.filter(({ joins }) => joins);
  const joint: Blocks[] = [];
  for (const [at, one] of joining.entries()) {
    for (const other of joining.slice(at + 1)) {
      if (one.field === other.field) continue;
      const key = joined(one, other, cap, rows);
      if (key) joint.push(blocksOf(key));
    }
  }
  return joint;
}

/** The key of both, of records for which each alone is too common; `undefined` where there are none. */
function joined(one: Blocks, other: Blocks, cap: number, rows: number): Key | undefined {
  const bits = Math.max(10, 33 - Math.clz32(rows));
  const codes = new Int32Array(rows);
  let any = false;
  for (let record = 0; record < rows; record++) {
    const [a, b] = [one.codes[record] as number, other.codes[record] as number];
    if (a === 0 || b === 0 || blockSize(one, a) <= cap || blockSize(other, b) <= cap) continue;
    codes[record] = (mixed(Math.imul(a, 0x9e3779b1) ^ b) >>> (32 - bits)) + 1;
    any = true;
  }
  return any ? { field: -1, codes, size: (1 << bits) + 1, joins: false } : undefined;
}
