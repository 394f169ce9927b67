import { findDuplicates } from '../../core/identity/duplicates/find-duplicates.ts';
import type { Duplicates } from '../../core/identity/duplicates/find-duplicates.ts';
import type { Column } from '../../core/identity/duplicates/table.ts';
import { answered } from './duplicate-answers.ts';
import { digits, scoreOf } from './measure.ts';
import type { Score } from './measure.ts';
import { readRecords } from './records-file.ts';

export interface DuplicateScores {
  /** Of the pairs that are more likely one person than not. */
  readonly pairs: Score;
  /** Of the pairs within the groups. */
  readonly clusters: Score & { readonly largest: number };
  readonly records: number;
  /** Columns that were not looked at, and why. */
  readonly unused: readonly { readonly name: string; readonly why: string }[];
  readonly seconds: number;
  readonly peakMb: number;
}

export interface DuplicateOptions {
  /** The column that says which records are one person. */
  readonly truth: string;
  /** How many questions a simulated reviewer answers from the truth. */
  readonly labels?: number;
  readonly progress?: (share: number) => void;
}

/**
 * Runs the de-duplication over a CSV file of any columns and holds it against the truth in one of them, which it never
 * looks at. Records without a truth are nobody's duplicate.
 * @throws Error that names the file, the column or the row, and the cure.
 */
export async function evaluateDuplicates(file: string, options: DuplicateOptions): Promise<DuplicateScores> {
  const { truth, labels = 0, progress = () => undefined } = options;
  const table = await readRecords(file, (share) => progress(share * 0.2));
  const told = table.columns.find(({ name }) => name === truth);
  if (!told) {
    const names = table.columns.map(({ name }) => name).join(', ');
    throw new Error(`${file} has no column “${truth}”. Its columns are: ${names}. Name one with --truth.`);
  }
  const start = performance.now();
  const found = findDuplicates(table, new Set([truth]), numbersFrom(7), (share) =>
    progress(0.2 + share * 0.8),
  );
  const isSame = (i: number, j: number) => told.codes[i] !== 0 && told.codes[i] === told.codes[j];
  const settled = labels > 0 ? answered(found, labels, isSame) : found;
  return { ...scoresOf(settled, told, isSame), records: table.rows, ...spent(start, found) };
}

function spent(start: number, { unused }: Duplicates) {
  return {
    unused,
    seconds: digits((performance.now() - start) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function scoresOf(
  { pairs, groups }: Duplicates,
  { codes, values }: Column,
  isSame: (i: number, j: number) => boolean,
): Pick<DuplicateScores, 'pairs' | 'clusters'> {
  const sizes = new Float64Array(values.length);
  for (const code of codes) if (code > 0) sizes[code] = (sizes[code] ?? 0) + 1;
  const total = sizes.reduce((sum, size) => sum + pairsIn(size), 0);
  let [said, right] = [0, 0];
  pairs.bits.forEach((bits, p) => {
    if (bits < 0) return;
    said++;
    if (isSame(pairs.firsts[p] ?? 0, pairs.seconds[p] ?? 0)) right++;
  });
  const grouped = groupedScore(groups, codes);
  return {
    pairs: scoreOf(right, said, total),
    clusters: { ...scoreOf(grouped.right, grouped.said, total), largest: grouped.largest },
  };
}

const pairsIn = (size: number) => (size * (size - 1)) / 2;

function groupedScore(groups: Int32Array, codes: Int32Array) {
  const members = new Map<number, Map<number, number>>();
  groups.forEach((group, i) => {
    const people = members.get(group) ?? new Map<number, number>();
    members.set(group, people);
    // Records without a truth are each somebody else.
    const person = codes[i] === 0 ? -1 - i : (codes[i] ?? 0);
    people.set(person, (people.get(person) ?? 0) + 1);
  });
  let [said, right, largest] = [0, 0, 0];
  for (const people of members.values()) {
    const size = people.values().reduce((sum, n) => sum + n, 0);
    largest = Math.max(largest, size);
    said += pairsIn(size);
    right += people.values().reduce((sum, n) => sum + pairsIn(n), 0);
  }
  return { said, right, largest };
}

/** Random numbers from a seed (Marsaglia's xorshift), so that a file is always judged in the same way. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
