import { z } from 'zod';
import type { Contact } from '../contact.ts';
import { present, profileView } from './profiles.ts';
import type { Linked, ViewContext } from './profiles.ts';
import { CustomerRecord, RecordProfile } from './record.ts';

/**
 * A suggested link as a person is asked about it: what the CRM knows beside what the profile shows, so that the two
 * can be read against each other.
 */
export const Candidate = z
  .object({
    contact: CustomerRecord.shape.contact.extend({
      /** As typed into the CRM. */
      handles: z.array(z.string()),
    }),
    profile: RecordProfile.extend({
      title: z.string().optional(),
      emails: z.array(z.string()),
      /** Pages it says are its person's too. */
      websites: z.array(z.string()),
    }),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.output<typeof Candidate>;

export function candidateView(one: Linked & { readonly contact: Contact }, context: ViewContext): Candidate {
  const { contact, profile } = one;
  return {
    contact: { ...contactView(contact), handles: [...contact.handles] },
    profile: {
      ...profileView(one, context),
      ...present({ title: profile.title }),
      emails: [...profile.emails],
      websites: [...new Set(profile.states.map(({ url }) => url))],
    },
  };
}

/** The contact as the CRM knows it, as far as a panel shows it. */
export function contactView(contact: Contact): CustomerRecord['contact'] {
  return {
    id: contact.id,
    ...present({ name: contact.name, company: contact.company, title: contact.title }),
    ...present({ location: contact.location, website: contact.website }),
    emails: [...contact.emails],
  };
}
