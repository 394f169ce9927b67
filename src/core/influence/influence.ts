import { z } from 'zod';

const Percentile = z.number().min(0).max(100);

/** One thing an influence rests on, in a sentence. */
const Because = z.object({
  part: z.enum(['reach', 'resonance', 'attention', 'relevance']),
  says: z.string(),
  percentile: Percentile,
});
export type Because = z.output<typeof Because>;

/**
 * How far a profile reaches, what echo it has and who turns to it, as percentiles among the profiles of its network that this
 * installation knows.
 */
export const Influence = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    /** With the interval that what is known allows. */
    percentile: Percentile,
    interval: z.tuple([z.number(), z.number()]),
    among: z.number().int().positive(),
    because: z.array(Because),
    /** What should be known before the percentile is relied on; absent where nothing. */
    warning: z.string().optional(),
    /** The same on what the admin's listening rules name, most first; absent where it is not known, or there is none. */
    topics: z
      .array(
        z.object({
          name: z.string(),
          percentile: Percentile,
          interval: z.tuple([z.number(), z.number()]),
          because: z.array(Because),
        }),
      )
      .min(1)
      .optional(),
  }),
  z.object({ known: z.literal(false), says: z.string() }),
]);
export type Influence = z.output<typeof Influence>;
export type KnownInfluence = Extract<Influence, { known: true }>;
