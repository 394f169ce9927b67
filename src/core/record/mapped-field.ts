import { z } from 'zod';
import { MappableFact, WriteMode } from '../governance/settings.ts';

/** A field of the CRM's own that an admin mapped, as the record shows it. */
export const MappedField = z.object({
  field: z.string(),
  label: z.string(),
  fact: MappableFact,
  mode: WriteMode,
  /** What the record knows; absent where it knows nothing (any more). */
  value: z.string().optional(),
  source: z.object({ name: z.string(), url: z.string() }).optional(),
  /** `suggested`: a person is asked. `waits`: it will be written. The rest is what came of it. */
  standing: z.enum([
    'suggested',
    'waits',
    'written',
    'there',
    'left',
    'changed',
    'refused',
    'accepted',
    'declined',
    'put back',
  ]),
  /** One line for the rep. */
  says: z.string(),
  /** What would stand there again if Kith put it back; `null`: nothing. Absent where there is nothing to put back. */
  undo: z.object({ to: z.string().nullable() }).optional(),
});
export type MappedField = z.output<typeof MappedField>;
