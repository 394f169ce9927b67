import { z } from 'zod';
import { base64, Bytes, copied } from './bytes.ts';
import type { Classifier } from './model.ts';
import { fromSteps, inSteps } from './steps.ts';
import { withRows } from './vocabulary.ts';

/** A classifier as it is kept in a file: numbers as base64, weights of each label as bytes between its extremes. */
const Kept = z
  .object({
    format: z.literal('kith classifier 2'),
    labels: z.array(z.string()).min(2),
    temperature: z.number().positive(),
    bias: z.array(z.number()),
    scales: z.array(z.number()),
    hashes: Bytes,
    rarity: Bytes,
    weights: Bytes,
  })
  .refine(
    (kept) => {
      const terms = kept.hashes.length / 4;
      const labels = kept.labels.length;
      return (
        Number.isInteger(terms) &&
        kept.rarity.length === kept.hashes.length &&
        kept.weights.length === terms * labels &&
        kept.bias.length === labels &&
        kept.scales.length === labels
      );
    },
    { error: 'its parts do not fit together: train it again' },
  );

/** What is put into a file. Read again it says nearly the same: weights lose what is beyond their eighth bit. */
export function keptForm(model: Classifier): z.input<typeof Kept> {
  const { labels, bias, temperature, vocabulary, weights } = model;
  const { steps, scales } = inSteps(weights, labels.length);
  return {
    format: 'kith classifier 2',
    ...{ labels: [...labels], temperature, bias: [...bias], scales: [...scales] },
    hashes: base64(vocabulary.hashes),
    rarity: base64(vocabulary.rarity),
    weights: base64(steps),
  };
}

/** @throws ZodError for what is no classifier, or was cut. */
export function readKept(kept: unknown): Classifier {
  const { labels, temperature, bias, scales, hashes, rarity, weights } = Kept.parse(kept);
  return {
    ...{ labels, temperature, bias: Float32Array.from(bias) },
    vocabulary: withRows(new Uint32Array(copied(hashes)), new Float32Array(copied(rarity))),
    weights: fromSteps({ steps: new Int8Array(copied(weights)), scales }),
  };
}
