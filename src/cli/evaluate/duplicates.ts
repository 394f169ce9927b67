import type { Edges } from '../../core/identity/duplicates/edges.ts';
import type { Unused } from '../../core/identity/duplicates/fields.ts';
import { answered } from './duplicate-answers.ts';
import { findDuplicates } from './find-duplicates.ts';
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
  readonly unused: readonly Unused[];
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
  const found = await findDuplicates(table, new Set([truth]), (share) => progress(0.2 + share * 0.8));
  const people = found.order.map((row) => told.codes[row] ?? 0);
  const settled = labels > 0 ? answered(found, labels, isSame(people)) : found;
  return {
    ...{ pairs: pairScore(settled.edges, people), clusters: groupedScore(settled.groupOf, people) },
    ...{ records: table.rows, unused: found.linkage.encoded.unused },
    seconds: digits((performance.now() - start) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Whether two records are one person; those of whom the truth is not known are nobody else's. */
const isSame = (people: Int32Array) => (i: number, j: number) => people[i] !== 0 && people[i] === people[j];

function pairScore({ firsts, seconds, bits }: Edges, people: Int32Array): Score {
  let [said, right] = [0, 0];
  bits.forEach((own, n) => {
    if (own < 0) return;
    said++;
    if (isSame(people)(firsts[n] ?? 0, seconds[n] ?? 0)) right++;
  });
  return scoreOf(right, said, truePairs(people));
}

function truePairs(people: Int32Array): number {
  const sizes = new Map<number, number>();
  for (const person of people) if (person > 0) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  return sizes.values().reduce((sum, size) => sum + pairsIn(size), 0);
}

const pairsIn = (size: number) => (size * (size - 1)) / 2;

function groupedScore(groups: Int32Array, people: Int32Array): DuplicateScores['clusters'] {
  const members = new Map<number, Map<number, number>>();
  groups.forEach((group, i) => {
    const among = members.get(group) ?? new Map<number, number>();
    members.set(group, among);
    // Records without a truth are each somebody else.
    const person = people[i] === 0 ? -1 - i : (people[i] ?? 0);
    among.set(person, (among.get(person) ?? 0) + 1);
  });
  let [said, right, largest] = [0, 0, 0];
  for (const among of members.values()) {
    const size = among.values().reduce((sum, n) => sum + n, 0);
    largest = Math.max(largest, size);
    said += pairsIn(size);
    right += among.values().reduce((sum, n) => sum + pairsIn(n), 0);
  }
  return { ...scoreOf(right, said, truePairs(people)), largest };
}
