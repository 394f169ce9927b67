import { z } from 'zod';
import { base64, Bytes, copied } from '../classifier/bytes.ts';
import { FACTS } from './features.ts';
import type { SoundModel } from './model.ts';
import { TermTable } from './term-table.ts';

/** The model as it is kept in a file: weights as bytes between the extremes of each head. */
const Kept = z
  .object({
    format: z.literal('kith sound 1'),
    version: z.string(),
    heads: z.int().positive(),
    scales: z.array(z.number()),
    facts: z.array(z.number()),
    hashes: Bytes,
    weights: Bytes,
  })
  .refine(
    ({ heads, scales, facts, hashes, weights }) =>
      scales.length === heads &&
      facts.length === (FACTS + 1) * heads &&
      weights.length === (hashes.length / 4) * heads,
    { error: 'its parts do not fit together: train it again' },
  );

/** What is put into a file; read again it says the same. */
export function keptForm(
  { heads, table, weights, facts }: SoundModel,
  version: string,
): z.input<typeof Kept> {
  const { steps, scales } = weights;
  return {
    ...{ format: 'kith sound 1', version, heads, scales: [...scales] },
    facts: Array.from(facts, (fact) => Number(fact.toPrecision(4))),
    hashes: base64(table.terms),
    weights: base64(steps),
  };
}

/** @throws ZodError for what is no such model, or was cut. */
export function readKept(kept: unknown): SoundModel & { readonly version: string } {
  const { version, heads, scales, facts, hashes, weights } = Kept.parse(kept);
  return {
    ...{ version, heads },
    table: new TermTable(new Uint32Array(copied(hashes))),
    weights: { steps: new Int8Array(copied(weights)), scales },
    facts: Float32Array.from(facts),
  };
}
