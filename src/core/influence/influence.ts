import { z } from 'zod';

/** How far a profile reaches and what echo it has, as percentiles among the profiles of its network that this installation knows. */
export const Influence = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    /** 0 to 100, with the interval that the number of known profiles allows. */
    percentile: z.number().min(0).max(100),
    interval: z.tuple([z.number(), z.number()]),
    among: z.number().int().positive(),
    because: z.array(
      z.object({
        part: z.enum(['reach', 'resonance', 'relevance']),
        says: z.string(),
        percentile: z.number(),
      }),
    ),
  }),
  z.object({ known: z.literal(false), says: z.string() }),
]);
export type Influence = z.output<typeof Influence>;
