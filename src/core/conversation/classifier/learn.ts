import { sequence, shuffle } from '../../sequence.ts';
import { softmax, sumsOf } from './model.ts';
import type { Classifier } from './model.ts';
import { vectorOf, vocabularyOf } from './vocabulary.ts';
import type { Vector, Vocabulary } from './vocabulary.ts';

export interface Example {
  readonly text: string;
  readonly label: string;
}

/** Found by cross-validation over two public sets of customer questions, and the same for both. */
const TRAINING = { epochs: 20, rate: 1, biasRate: 0.2, dropped: 0.7 } as const;

/** Called after each pass over the examples with the share of the work that is done. */
export type Progress = (done: number) => void;

/**
 * Learns to tell labels apart: multinomial logistic regression by stochastic gradient descent, with terms left out at
 * random (dropout: Wang & Manning 2013, Wager et al. 2013), so that no single term is relied on. The same examples in the
 * same order give the same model.
 *
 * Not `learnSound`, which weighs the same terms: an account's labels exclude each other, its examples are few, so that few of
 * their terms are left out and rare ones weigh more, and what is like none of them has to look strange. That one learns
 * judgements side by side, from texts of which each was judged only in part.
 * @throws Error when there are fewer than two labels.
 */
export function learn(examples: readonly Example[], progress: Progress = () => {}): Classifier {
  const labels = [...new Set(examples.map(({ label }) => label))].toSorted();
  if (labels.length < 2) throw new Error('To tell labels apart there must be examples of at least two.');
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    labels.length,
  );
  const vectors = examples.map(({ text }) => vectorOf(text, vocabulary));
  const wanted = examples.map(({ label }) => labels.indexOf(label));
  return { ...descend(vectors, wanted, labels, vocabulary, progress), temperature: 1 };
}

function descend(
  vectors: readonly Vector[],
  wanted: readonly number[],
  labels: readonly string[],
  vocabulary: Vocabulary,
  progress: Progress,
): Omit<Classifier, 'temperature'> {
  const model = {
    labels,
    vocabulary,
    weights: new Float32Array(vocabulary.hashes.length * labels.length),
    bias: new Float32Array(labels.length),
    temperature: 1,
  };
  const random = sequence(1);
  const order = Int32Array.from(vectors.keys());
  const steps = TRAINING.epochs * vectors.length;
  for (let epoch = 0, step = 0; epoch < TRAINING.epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const vector = vectors[at];
      if (vector) correct(model, thinned(vector, random), wanted[at] ?? 0, 1 - step / steps);
      step++;
    }
    progress((epoch + 1) / TRAINING.epochs);
  }
  return model;
}

/** Errors smaller than this move nothing that matters: of many labels only a few are in question. */
const FELT = 0.001;

/** One step against the error that one example shows. */
function correct(model: Classifier, vector: Vector, wanted: number, slower: number): void {
  const { weights: table, bias } = model;
  const errors = softmax(sumsOf(vector, model), 1);
  errors[wanted] = (errors[wanted] ?? 0) - 1;
  const labels = errors.length;
  const felt = Int32Array.from([...errors.keys()].filter((label) => Math.abs(errors[label] ?? 0) > FELT));
  for (const label of felt) {
    bias[label] = (bias[label] ?? 0) - TRAINING.biasRate * slower * (errors[label] ?? 0);
  }
  for (let i = 0; i < vector.rows.length; i++) {
    const from = (vector.rows[i] ?? 0) * labels;
    const step = TRAINING.rate * slower * (vector.weights[i] ?? 0);
    for (const label of felt) table[from + label] = (table[from + label] ?? 0) - step * (errors[label] ?? 0);
  }
}

/** Some of the terms, the others weighing more instead. */
function thinned({ rows, weights }: Vector, random: () => number): Vector {
  const kept: number[] = [];
  for (let i = 0; i < rows.length; i++) if (random() >= TRAINING.dropped) kept.push(i);
  const more = 1 / (1 - TRAINING.dropped);
  return {
    rows: Int32Array.from(kept, (i) => rows[i] ?? 0),
    weights: Float32Array.from(kept, (i) => (weights[i] ?? 0) * more),
    unknown: 0,
  };
}
