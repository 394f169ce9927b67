import { z } from 'zod';

/** Something worth acting on. It is derived from the links, and gone with the link it rests on. */
export const Signal = z.object({
  kind: z.enum([
    'job change',
    'complaint',
    'buying question',
    'churn risk',
    'idea',
    'praise',
    'press',
    'crisis',
    'spike',
  ]),
  network: z.string(),
  profile: z.string(),
  since: z.iso.datetime(),
  /** One sentence that a sales rep can act on. */
  says: z.string(),
  url: z.string(),
  /** `done` once the CRM says the same. */
  status: z.enum(['open', 'done']),
});
export type Signal = z.output<typeof Signal>;
