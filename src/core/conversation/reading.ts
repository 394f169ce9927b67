import { z } from 'zod';
import { INTENTS } from './intent/intents.ts';

/** What was understood of one post. Each judgement has a probability and may abstain (`undefined`: not sure). */
export const Reading = z.object({
  language: z.object({ tag: z.string(), probability: z.number().min(0).max(1) }).optional(),
  tone: z
    .object({
      label: z.enum(['negative', 'neutral', 'positive']),
      probability: z.number().min(0).max(1),
      /** The words that decided, strongest first. */
      because: z.array(z.string()),
    })
    .optional(),
  /** The likeliest emotion of an English post, where one is likely. */
  emotion: z
    .object({
      label: z.enum(['joy', 'anger', 'sadness', 'fear', 'surprise', 'disgust']),
      probability: z.number().min(0).max(1),
    })
    .optional(),
  /** How toxic an English post is: it sorts, and never hides. */
  toxicity: z
    .object({
      label: z.enum(['hateful', 'offensive', 'civil']),
      probability: z.number().min(0).max(1),
    })
    .optional(),
  /** What an English post wants, each likely by itself, the likeliest first; absent: not sure. */
  intents: z
    .array(
      z.object({
        label: z.enum(INTENTS),
        probability: z.number().min(0).max(1),
        /** The turns of phrase that spoke for it, weightiest first. */
        because: z.array(z.string()),
      }),
    )
    .min(1)
    .optional(),
  /** What it is in the words that the account itself taught, in any language; absent: not sure, or nothing was taught. */
  labels: z
    .array(
      z.object({
        label: z.string(),
        probability: z.number().min(0).max(1),
        /** The words that spoke for it, weightiest first. */
        because: z.array(z.string()),
      }),
    )
    .min(1)
    .optional(),
  /** The version of the models that read it. */
  model: z.string(),
});
export type Reading = z.output<typeof Reading>;
