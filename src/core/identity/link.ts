import { z } from 'zod';
import { ContactId, NetworkId, ProfileId } from '../ids.ts';
import { Evidence, Start } from './evidence.ts';

/** A person's word on a link. It outlives every derivation; the newest of one link counts, `withdrawn` ends it. */
export const Verdict = z.object({
  contact: ContactId,
  network: NetworkId,
  profile: ProfileId,
  says: z.enum(['confirmed', 'rejected', 'withdrawn']),
  by: z.string(),
  at: z.coerce.date(),
});
export type Verdict = z.output<typeof Verdict>;

/** The edge contact ↔ profile, derived from evidence and verdicts; deriving again from the same gives the same. */
export const Link = z.object({
  contact: ContactId,
  network: NetworkId,
  profile: ProfileId,
  status: z.enum(['auto', 'suggested', 'confirmed', 'rejected']),
  /** Belief that both are one person, 0 to 1. */
  probability: z.number().min(0).max(1),
  evidence: z.array(Evidence),
  /** Who decided the status: Kith from the evidence, or a person. */
  decidedBy: z.string(),
  /** The version of the rules that derived it. */
  model: z.string(),
  /** Where the weighing began; `start` and the bits of the evidence add up to the log-odds of the probability. */
  start: Start.optional(),
  /** What asking a person about it is expected to be worth; absent where nothing is to be asked. */
  asking: z.number().positive().optional(),
});
export type Link = z.output<typeof Link>;
