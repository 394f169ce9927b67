import type { Compare } from './comparisons.ts';

/** Two records each, and what speaks for one person, in bits, the prior included. */
export interface Pairs {
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
  readonly bits: Float32Array;
}

/** Two pairs that speak louder than this do not speak louder still: one certain pair must not outvote many doubts. */
const LOUDEST = 12;

/** Components up to this size are looked at pair by pair; larger ones by the pairs that were compared. */
const WHOLE = 220;

/**
 * Groups records into people: average linkage (Sokal & Michener 1958) within each connected component. A chain of
 * look-alikes falls apart, because two groups are joined only while all of their pairs together speak for it.
 * @param score the bits of any two records, the prior included.
 * @returns for each record the number of its group.
 */
export function clusters({ firsts, seconds, bits }: Pairs, size: number, score: Compare): Int32Array {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  for (let p = 0; p < bits.length; p++) {
    if ((bits[p] ?? 0) > 0) join(parent, firsts[p] ?? 0, seconds[p] ?? 0);
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < size; i++) {
    const root = find(parent, i);
    const group = members.get(root);
    if (group) group.push(i);
    else members.set(root, [i]);
  }
  const group = Int32Array.from({ length: size }, (_, i) => i);
  for (const component of members.values()) {
    if (component.length > 1) settle(component, group, score);
  }
  return group;
}

function find(parent: Int32Array, one: number): number {
  let at = one;
  while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? 0] ?? 0;
  return at;
}

function join(parent: Int32Array, a: number, b: number): void {
  const [rootA, rootB] = [find(parent, a), find(parent, b)];
  parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}

/** Large components are cut into runs of neighbours first: nobody has so many records. */
function settle(component: readonly number[], group: Int32Array, score: Compare): void {
  for (let from = 0; from < component.length; from += WHOLE) {
    link(component.slice(from, from + WHOLE), group, score);
  }
}

/** Groups of one component while they are joined: sums of bits between groups, their sizes, and who still stands. */
interface Linkage {
  readonly n: number;
  readonly sums: Float64Array;
  readonly sizes: Int32Array;
  readonly alive: Set<number>;
}

function link(records: readonly number[], group: Int32Array, score: Compare): void {
  const linkage = linkageOf(records, score);
  const { alive } = linkage;
  const best: Partner[] = records.map((_, a) => bestPartner(a, linkage));
  for (;;) {
    const from = surest(alive, best);
    if (from === undefined) return;
    const into = best[from]?.partner ?? 0;
    merge(linkage, from, into);
    const [gone, stays] = [records[from] ?? 0, records[into] ?? 0];
    for (const record of records) if (group[record] === gone) group[record] = stays;
    for (const a of alive) {
      const partner = best[a]?.partner;
      if (a === into || partner === from || partner === into) best[a] = bestPartner(a, linkage);
    }
  }
}

interface Partner {
  readonly partner: number;
  readonly mean: number;
}

/** The group that has most reason to join another; none when no two have any. */
function surest(alive: ReadonlySet<number>, best: readonly Partner[]): number | undefined {
  let [from, most]: [number | undefined, number] = [undefined, 0];
  for (const a of alive) {
    const mean = best[a]?.mean ?? 0;
    if (mean > most) [from, most] = [a, mean];
  }
  return from;
}

function linkageOf(records: readonly number[], score: Compare): Linkage {
  const n = records.length;
  const sums = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const bits = score(records[a] ?? 0, records[b] ?? 0);
      sums[a * n + b] = sums[b * n + a] = Math.max(-LOUDEST, Math.min(LOUDEST, bits));
    }
  }
  return { n, sums, sizes: new Int32Array(n).fill(1), alive: new Set(records.keys()) };
}

function merge({ n, sums, sizes, alive }: Linkage, from: number, into: number): void {
  alive.delete(from);
  for (const other of alive) {
    if (other === into) continue;
    const sum = (sums[into * n + other] ?? 0) + (sums[from * n + other] ?? 0);
    sums[into * n + other] = sums[other * n + into] = sum;
  }
  sizes[into] = (sizes[into] ?? 0) + (sizes[from] ?? 0);
}

function bestPartner(a: number, { n, sums, sizes, alive }: Linkage): Partner {
  let [partner, mean] = [-1, 0];
  for (const b of alive) {
    if (b === a) continue;
    const own = (sums[a * n + b] ?? 0) / ((sizes[a] ?? 1) * (sizes[b] ?? 1));
    if (own > mean) [partner, mean] = [b, own];
  }
  return { partner, mean };
}
