import { sequence, shuffle } from '../../sequence.ts';
import type { Progress } from '../classifier/learn.ts';
import { inSteps } from '../classifier/steps.ts';
import { FACTS } from './features.ts';
import type { Heard } from './features.ts';
import { logistic, softmax } from './model.ts';
import type { SoundModel } from './model.ts';
import { TermTable } from './term-table.ts';

/** A text, and what is known of it. */
export interface Taught {
  readonly heard: Pick<Heard, 'terms' | 'facts'>;
  /** For each head the wanted probability; undefined where nobody judged it. */
  readonly wanted: readonly (number | undefined)[];
  readonly weight: number;
}

/** Heads of one group exclude each other (their probabilities add up to 1); others stand alone. */
export interface Shape {
  readonly heads: number;
  readonly exclusive: readonly (readonly number[])[];
}

export interface Training {
  readonly epochs: number;
  readonly rate: number;
  /** The share of terms left out of each step at random, so that no single one is relied on. */
  readonly dropped: number;
  /** Terms seen in fewer texts are not learnt. */
  readonly seenIn: number;
  /** So many terms are kept, those that move judgements most. */
  readonly kept: number;
}

export const TRAINING: Training = { epochs: 4, rate: 0.1, dropped: 0.4, seenIn: 6, kept: 45_000 };

/**
 * Learns linear judgements by AdaGrad (Duchi et al. 2011) with dropout; then keeps the terms that matter and learns these
 * again. The same texts in the same order give the same model.
 */
export function learnSound(
  taught: readonly Taught[],
  shape: Shape,
  training: Training,
  progress: Progress = () => {},
): SoundModel {
  const all = tableOf(taught, training.seenIn);
  const first = descend(taught, shape, all, training, (done) => progress(done / 2));
  const kept = mostMoving(taught, first, training.kept);
  const { table, weights, facts } = descend(taught, shape, kept, training, (done) =>
    progress((1 + done) / 2),
  );
  return { heads: shape.heads, table, weights: inSteps(weights, shape.heads), facts };
}

/** A model whose weights are as fine as they were learnt. */
interface Learnt extends Omit<SoundModel, 'weights'> {
  readonly weights: Float32Array;
}

function tableOf(taught: readonly Taught[], seenIn: number): TermTable {
  const counts = new Map<number, number>();
  for (const { heard } of taught)
    for (const group of heard.terms)
      for (const term of new Set(group)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new TermTable(
    Uint32Array.from([...counts].flatMap(([term, count]) => (count >= seenIn ? [term] : []))),
  );
}

/** The terms that, over all texts, move sums most. */
function mostMoving(taught: readonly Taught[], { table, weights, heads }: Learnt, kept: number): TermTable {
  const counts = new Float64Array(table.terms.length);
  for (const { heard } of taught)
    for (const group of heard.terms)
      for (const row of table.rowsOf(group)) counts[row] = (counts[row] ?? 0) + 1;
  const moves = counts.map((count, row) => {
    const own = weights.subarray(row * heads, (row + 1) * heads);
    return Math.sqrt(count) * Math.hypot(...own);
  });
  const rows = Int32Array.from(moves.keys()).toSorted((a, b) => (moves[b] ?? 0) - (moves[a] ?? 0));
  return new TermTable(Uint32Array.from(rows.subarray(0, kept), (row) => table.terms[row] ?? 0));
}

function descend(
  taught: readonly Taught[],
  shape: Shape,
  table: TermTable,
  training: Training,
  progress: Progress,
): Learnt {
  const { heads } = shape;
  const terms = table.terms.length * heads;
  const weights = new Float32Array(terms + (FACTS + 1) * heads);
  const squares = weights.map((_, at) => (at < terms ? 0.1 : 1));
  const random = sequence(1);
  const vectors = taught.map((one) => vectorOf(one, table));
  const order = Int32Array.from(taught.keys());
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const example = taught[at];
      const vector = vectors[at];
      if (!example || !vector) continue;
      const thinned = thin(vector, training.dropped, random);
      step({ weights, squares, heads }, thinned, example, shape, training.rate);
    }
    progress((epoch + 1) / training.epochs);
  }
  return { heads, table, weights: weights.slice(0, terms), facts: weights.slice(terms) };
}

interface Vector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** How many of them are terms of each kind; the rest are facts. */
  readonly groups: readonly number[];
}

function vectorOf({ heard }: Taught, table: TermTable): Vector {
  const groups = heard.terms.map((group) => [...table.rowsOf(group)]);
  const facts = [...heard.facts, 1];
  return {
    rows: Int32Array.from([...groups.flat(), ...facts.map((_, fact) => table.terms.length + fact)]),
    values: Float32Array.from([...groups.flatMap((group) => group.map(() => 1)), ...facts]),
    groups: groups.map(({ length }) => length),
  };
}

/** Some of the terms, each kind as strong as before; all facts. */
function thin({ rows, values, groups }: Vector, dropped: number, random: () => number): Vector {
  const thinned = { rows: new Int32Array(rows.length), values: new Float32Array(rows.length) };
  let from = 0;
  let to = 0;
  for (const length of groups) {
    const start = to;
    for (let i = from; i < from + length; i++) if (random() >= dropped) thinned.rows[to++] = rows[i] ?? 0;
    thinned.values.fill(1 / Math.sqrt(to - start || 1), start, to);
    from += length;
  }
  for (; from < rows.length; from++, to++) {
    thinned.rows[to] = rows[from] ?? 0;
    thinned.values[to] = values[from] ?? 0;
  }
  return { rows: thinned.rows.subarray(0, to), values: thinned.values.subarray(0, to), groups };
}

/** Heads that somebody judged: together those that exclude each other, each other one alone. */
function judgedIn({ wanted }: Taught, { heads, exclusive }: Shape): readonly (readonly number[])[] {
  const grouped = new Set(exclusive.flat());
  const alone = Array.from({ length: heads }, (_, head) => [head]).filter(([head = 0]) => !grouped.has(head));
  return [...exclusive, ...alone].filter(([head = 0]) => wanted[head] !== undefined);
}

interface Table {
  readonly weights: Float32Array;
  /** The sum of squared slopes of each weight. */
  readonly squares: Float32Array;
  readonly heads: number;
}

/** One step against the errors that one example shows. */
function step(table: Table, vector: Vector, example: Taught, shape: Shape, rate: number): void {
  const { weights, squares, heads } = table;
  const { rows, values } = vector;
  const groups = judgedIn(example, shape);
  const judged = Int32Array.from(groups.flat());
  const errors = errorsOf(groups, sumsIn(table, vector, judged), example.wanted);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * heads;
    const value = example.weight * (values[i] ?? 0);
    if (value === 0) continue;
    for (let j = 0; j < judged.length; j++) {
      const at = from + (judged[j] ?? 0);
      const slope = value * (errors[j] ?? 0);
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(square);
    }
  }
}

function sumsIn({ weights, heads }: Table, { rows, values }: Vector, judged: Int32Array): Float64Array {
  const sums = new Float64Array(judged.length);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * heads;
    const value = values[i] ?? 0;
    for (let j = 0; j < judged.length; j++)
      sums[j] = (sums[j] ?? 0) + value * (weights[from + (judged[j] ?? 0)] ?? 0);
  }
  return sums;
}

/** By how much the probability of each judged head is too high, group after group. */
function errorsOf(
  groups: readonly (readonly number[])[],
  sums: Float64Array,
  wanted: Taught['wanted'],
): readonly number[] {
  let from = 0;
  return groups.flatMap((group) => {
    const own = [...sums.subarray(from, (from += group.length))];
    const said = own.length > 1 ? softmax(own) : own.map(logistic);
    return said.map((probability, i) => probability - (wanted[group[i] ?? 0] ?? 0));
  });
}
