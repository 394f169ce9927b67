import { vectorOf } from './vocabulary.ts';
import type { Vector, Vocabulary } from './vocabulary.ts';

/** A linear classifier of texts: multinomial logistic regression over the terms of a vocabulary. */
export interface Classifier {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Row after row, one weight per label. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** By which the sums are divided before they become probabilities (Guo et al. 2017). */
  readonly temperature: number;
}

export interface Classified {
  /** The likeliest label; undefined for a model without labels. */
  readonly label: string | undefined;
  readonly probability: number;
  /**
   * How little the text is like anything the model has seen: words it never saw count for it, a strong answer (the largest
   * logit: Hendrycks et al. 2022) against it. Only its order means something: the higher the stranger.
   */
  readonly strangeness: number;
}

/** What a text is, as likely as the model thinks. */
export function classify(text: string, model: Classifier): Classified {
  return judged(vectorOf(text, model.vocabulary), model);
}

export function judged(vector: Vector, model: Classifier): Classified {
  const sums = sumsOf(vector, model);
  const probabilities = softmax(sums, model.temperature);
  const best = indexOfLargest(probabilities);
  return {
    label: model.labels[best],
    probability: probabilities[best] ?? 0,
    strangeness: 1.5 * vector.unknown - (sums[best] ?? 0) / 4,
  };
}

/** One sum per label, before they become probabilities. */
export function sumsOf({ rows, weights }: Vector, { bias, weights: table }: Classifier): Float32Array {
  const sums = Float32Array.from(bias);
  const labels = sums.length;
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * labels;
    const weight = weights[i] ?? 0;
    for (let label = 0; label < labels; label++)
      sums[label] = (sums[label] ?? 0) + (table[from + label] ?? 0) * weight;
  }
  return sums;
}

export function softmax(sums: Float32Array, temperature: number): Float32Array {
  const largest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp((sum - largest) / temperature));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

export function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
