import { z } from 'zod';

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
  /** The version of the models that read it. */
  model: z.string(),
});
export type Reading = z.output<typeof Reading>;
