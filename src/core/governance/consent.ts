import { z } from 'zod';
import { ContactId, NetworkId } from '../ids.ts';

/** That a person agreed to be looked for on a network: when, to whom, and in which words. */
export const Consent = z.object({
  contact: ContactId,
  network: NetworkId,
  at: z.coerce.date(),
  /** Who recorded it. */
  by: z.string().min(1),
  /** What the person agreed to, in the words that were put to them. */
  says: z.string().min(1).max(2_000),
  /** Their handle or id there, where they named it: then what is told of it may be kept before it is known otherwise. */
  account: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .transform((written) => written.replace(/^@/, '').toLowerCase())
    .optional(),
});
export type Consent = z.output<typeof Consent>;
