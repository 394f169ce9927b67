import { componentsOf } from './components.ts';
import type { Edges } from './edges.ts';

/** Groups that hang together by chains are cut at surer pairs until they have no more records. */
const LARGEST = 400;
/** A pair a little less likely than not may still hold together with the rest of its group. */
export const JOINS = -4;
/** Slips of single rows differ from each other; a difference that all rows of both groups show counts up to so often. */
const REPEATED = 3;

/** What each field says about two records (`bits`), in bits; a field that is missing says nothing: 0. */
export type ScoreEach = (i: number, j: number, bits: Float64Array) => void;

export interface Scoring {
  readonly fields: number;
  readonly prior: number;
  readonly each: ScoreEach;
}

export interface Grouping {
  /** Of each record, the smallest record of its group: records of one group are one person. */
  readonly groupOf: Int32Array;
  /** Of each group (by its smallest record), the bits of the weakest of the joins it grew by. */
  readonly heldBy: Float32Array;
}

/**
 * The records of each person. Connected components chain strangers together, so within each component every pair is
 * scored, also those that were no candidates, and groups grow by average linkage (Sokal & Michener 1958), field by
 * field: what is known anywhere between two groups counts for both, and what differs throughout counts more than a
 * slip in one row. The same records give the same groups in whatever order the pairs come.
 *
 * @param edges candidate pairs with their bits, the prior included.
 */
export function clusters(rows: number, edges: Edges, scoring: Scoring): Grouping {
  const groupOf = Int32Array.from({ length: rows }, (_, record) => record);
  const heldBy = new Float32Array(rows);
  for (const component of cohesive(rows, edges, JOINS)) {
    for (const { records, weakest } of grown(component, scoring)) {
      const first = Math.min(...records);
      for (const record of records) groupOf[record] = first;
      heldBy[first] = weakest;
    }
  }
  return { groupOf, heldBy };
}

/** Components of the pairs above a bar; those too large are taken apart by raising it. */
function* cohesive(rows: number, edges: Edges, bar: number): Generator<Int32Array> {
  for (const component of componentsOf(rows, edges, bar)) {
    if (component.length <= LARGEST || bar > 40) yield component.subarray(0, LARGEST);
    else yield* cohesive(rows, within(edges, component), bar + (bar < 0 ? 3 : 2));
  }
}

function within({ firsts, seconds, bits }: Edges, component: Int32Array): Edges {
  const inside = new Set(component);
  const kept = firsts
    .keys()
    .filter((n) => inside.has(firsts[n] as number) && inside.has(seconds[n] as number));
  const at = [...kept];
  const of = (all: Int32Array) => Int32Array.from(at, (n) => all[n] as number);
  return { firsts: of(firsts), seconds: of(seconds), bits: Float32Array.from(at, (n) => bits[n] as number) };
}

/** What is said between groups: for each pair of them and each field a sum of bits, and over how many pairs. */
interface Groups {
  readonly sums: Float32Array;
  readonly known: Float32Array;
  /** 0 for a group that was merged away. */
  readonly size: Int32Array;
  readonly best: Int32Array;
  readonly link: Float64Array;
  readonly count: number;
  readonly fields: number;
  readonly prior: number;
}

interface Grown {
  readonly records: number[];
  weakest: number;
}

function grown(records: Int32Array, scoring: Scoring): readonly Grown[] {
  const members = Array.from(records, (record): Grown => ({ records: [record], weakest: Infinity }));
  const groups = scored(records, scoring);
  for (;;) {
    const a = closest(groups);
    if (a < 0) break;
    const b = groups.best[a] as number;
    const [one, other] = [members[a] as Grown, members[b] as Grown];
    one.weakest = Math.min(one.weakest, other.weakest, groups.link[a] as number);
    one.records.push(...other.records.splice(0));
    merge(groups, a, b);
  }
  return members.filter((group) => group.records.length > 1);
}

function scored(records: Int32Array, { fields, prior, each }: Scoring): Groups {
  const count = records.length;
  const groups: Groups = {
    sums: new Float32Array(count * count * fields),
    known: new Float32Array(count * count * fields),
    size: new Int32Array(count).fill(1),
    best: new Int32Array(count).fill(-1),
    link: new Float64Array(count),
    ...{ count, fields, prior },
  };
  const bits = new Float64Array(fields);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      each(records[a] as number, records[b] as number, bits);
      for (let f = 0; f < fields; f++) {
        const said = bits[f] as number;
        if (said === 0) continue;
        for (const at of [(a * count + b) * fields + f, (b * count + a) * fields + f]) {
          groups.sums[at] = said;
          groups.known[at] = 1;
        }
      }
    }
  }
  for (let a = 0; a < count; a++) refresh(groups, a);
  return groups;
}

/** Bits for two groups being one person. */
function between({ sums, known, size, count, fields, prior }: Groups, a: number, b: number): number {
  const repeated = Math.min(REPEATED, Math.min(size[a] as number, size[b] as number) ** 0.7);
  let bits = prior;
  const from = (a * count + b) * fields;
  for (let at = from; at < from + fields; at++) {
    const pairs = known[at] as number;
    if (pairs === 0) continue;
    const mean = (sums[at] as number) / pairs;
    bits += mean < 0 ? mean * repeated : mean;
  }
  return bits;
}

/** Finds the group that goes best with this one; -1 where none does. */
function refresh(groups: Groups, a: number): void {
  let [best, most] = [-1, 0];
  for (let b = 0; b < groups.count; b++) {
    if (b === a || groups.size[b] === 0) continue;
    const bits = between(groups, a, b);
    if (bits > most) [best, most] = [b, bits];
  }
  groups.best[a] = best;
  groups.link[a] = most;
}

function closest({ best, size, link, count }: Groups): number {
  let [closest, most] = [-1, 0];
  for (let a = 0; a < count; a++) {
    if (size[a] === 0 || (best[a] as number) < 0 || (link[a] as number) <= most) continue;
    [closest, most] = [a, link[a] as number];
  }
  return closest;
}

function merge(groups: Groups, a: number, b: number): void {
  const { sums, known, size, best, link, count, fields } = groups;
  for (let c = 0; c < count; c++) {
    for (let f = 0; f < fields; f++) {
      const [here, there] = [(a * count + c) * fields + f, (b * count + c) * fields + f];
      for (const all of [sums, known]) {
        const sum = (all[here] as number) + (all[there] as number);
        all[here] = sum;
        all[(c * count + a) * fields + f] = sum;
      }
    }
  }
  size[a] = (size[a] as number) + (size[b] as number);
  size[b] = 0;
  for (let c = 0; c < count; c++) {
    if (size[c] === 0) continue;
    const near = best[c] as number;
    if (c === a || near === a || near === b) refresh(groups, c);
    else {
      const bits = between(groups, c, a);
      if (bits > (link[c] as number)) [best[c], link[c]] = [a, bits];
    }
  }
}
