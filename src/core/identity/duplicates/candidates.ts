import { blockSize } from './blocks.ts';
import { LARGEST } from './fine-keys.ts';
import type { Blocking, Blocks } from './blocks.ts';

/** Candidates of one record among those after it; the answer is used before the next call. */
export type FindCandidates = (record: number) => Int32Array;

/** No record has more candidates than this; the best are kept. */
const CEILING = 500;

/** Pairs are found from the earlier of their two records, so that each is found once. */
export function candidateFinder(blocking: Blocking): FindCandidates {
  if (blocking.every) return allAfter(blocking.rows);
  return blocking.fine.length > 0 ? together(blocking) : sharing(blocking);
}

function allAfter(rows: number): FindCandidates {
  const all = Int32Array.from({ length: rows }, (_, record) => record);
  return (record) => all.subarray(record + 1);
}

/** Those that stand in one fine block with the record, each once. */
function together({ rows, fine }: Blocking): FindCandidates {
  const found = new Int32Array(LARGEST * fine.length);
  const foundFor = new Int32Array(rows).fill(-1);
  return (record) => {
    let count = 0;
    for (const { codes, starts, members } of fine) {
      const code = codes[record] as number;
      if (code === 0) continue;
      const from = starts[code] as number;
      const to = starts[code + 1] as number;
      if (to - from > LARGEST) continue;
      for (let at = to - 1; at >= from; at--) {
        const other = members[at] as number;
        if (other <= record) break;
        if (foundFor[other] === record) continue;
        foundFor[other] = record;
        found[count++] = other;
      }
    }
    return found.subarray(0, count);
  };
}

/** What is known of the records that share something with the one at hand. */
interface Shared {
  readonly found: Int32Array;
  count: number;
  /** By record: the record it was last found for, the field it last shared, and the bits it shares. */
  readonly for: Int32Array;
  readonly field: Int32Array;
  readonly bits: Float32Array;
}

function sharing(blocking: Blocking): FindCandidates {
  const { rows, single, joint, cap, least } = blocking;
  const shared: Shared = {
    found: new Int32Array(rows),
    count: 0,
    for: new Int32Array(rows).fill(-1),
    field: new Int32Array(rows).fill(-1),
    bits: new Float32Array(rows),
  };
  const fields = 1 + Math.max(0, ...single.map(({ field }) => field));
  const common: Blocks[] = [];
  return (record) => {
    shared.count = 0;
    common.length = 0;
    for (const blocks of single) {
      const code = blocks.codes[record] as number;
      const size = code === 0 ? 0 : blockSize(blocks, code);
      if (size < 2) continue;
      if (size > cap) common.push(blocks);
      else walk(blocks, code, record, record * fields + blocks.field, Math.log2(rows / size), shared);
    }
    for (const blocks of joint) {
      const code = blocks.codes[record] as number;
      if (code > 0 && blockSize(blocks, code) <= cap * 2) walk(blocks, code, record, -2, 0, shared);
    }
    return chosen(record, shared, common, rows, least);
  };
}

/** Adds what a block says to each of its later records, once per field: the finest key of a field comes first. */
function walk(
  { members, starts }: Blocks,
  code: number,
  record: number,
  field: number,
  bits: number,
  shared: Shared,
): void {
  const from = starts[code] as number;
  for (let at = (starts[code + 1] as number) - 1; at >= from; at--) {
    const other = members[at] as number;
    if (other <= record) return;
    if (shared.for[other] !== record) {
      shared.for[other] = record;
      shared.bits[other] = 0;
      shared.found[shared.count++] = other;
    }
    if (shared.field[other] === field) continue;
    shared.field[other] = field;
    shared.bits[other] = (shared.bits[other] as number) + bits;
  }
}

/** Those that share enough, what is too common to be walked through counted too. */
function chosen(
  record: number,
  shared: Shared,
  common: readonly Blocks[],
  rows: number,
  least: number,
): Int32Array {
  const weights = common.map((blocks) => Math.log2(rows / blockSize(blocks, blocks.codes[record] as number)));
  let kept = 0;
  for (let n = 0; n < shared.count; n++) {
    const other = shared.found[n] as number;
    let bits = shared.bits[other] as number;
    for (let k = 0, field = -1; k < common.length; k++) {
      const blocks = common[k] as Blocks;
      if (blocks.field === field || blocks.codes[record] !== blocks.codes[other]) continue;
      field = blocks.field;
      bits += weights[k] as number;
    }
    shared.bits[other] = bits;
    if (bits >= least) shared.found[kept++] = other;
  }
  const found = shared.found.subarray(0, kept);
  if (kept <= CEILING) return found;
  const { bits } = shared;
  return found.toSorted((a, b) => (bits[b] as number) - (bits[a] as number) || a - b).subarray(0, CEILING);
}
