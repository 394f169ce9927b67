import { z } from 'zod';

/**
 * One reason for or against a link. `tier` says how far it can be trusted: `verified` (both sides state it, or the
 * network proved it), `stated` (one side says so), `agrees` and `differs` (the fields were compared).
 */
export const Evidence = z.object({
  tier: z.enum(['verified', 'stated', 'agrees', 'differs']),
  /** What was compared or stated. */
  field: z.enum([
    'address',
    'e-mail',
    'website',
    'domain',
    'name',
    'handle',
    'employer',
    'title',
    'location',
    'phone',
    'namesakes',
    'rivals',
    'age',
  ]),
  /** One sentence that a sales rep can read and check. */
  says: z.string(),
  /** The page that shows it, where there is one. */
  url: z.string().optional(),
  /** Weight of evidence in bits (log2 of the likelihood ratio), negative against; verified evidence needs none. */
  bits: z.number().optional(),
});
export type Evidence = z.output<typeof Evidence>;

/** Where the weighing begins, before any field was looked at: the bits of all reasons are added to these. */
export const Start = z.object({ says: z.string(), bits: z.number() });
export type Start = z.output<typeof Start>;
