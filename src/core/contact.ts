import { z } from 'zod';
import { ContactId } from './ids.ts';

/** A person as the CRM knows them, cut down to what matching needs. Everything but the id may be missing. */
export const Contact = z.object({
  id: ContactId,
  name: z.string().optional(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  company: z.string().optional(),
  title: z.string().optional(),
  location: z.string().optional(),
  /** The person's or the company's website, as typed into the CRM. */
  website: z.string().optional(),
  /** URLs, `network:handle` or `@user@host`, as typed into the CRM; not yet canonical. */
  handles: z.array(z.string()),
  /** When the CRM last changed it: an older version never replaces a newer one. */
  changedAt: z.coerce.date(),
});
export type Contact = z.output<typeof Contact>;
