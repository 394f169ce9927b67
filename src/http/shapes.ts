import { z } from 'zod';
import { ContactId, InstallationId } from '../core/ids.ts';
import { Candidate } from '../core/record/candidate.ts';
import { Reaches } from '../core/influence/neighbourhood/brief.ts';
import { CustomerRecord, RecordPost } from '../core/record/record.ts';

/** What the API answers, besides the record itself. The console imports these as types. */

const When = z.iso.datetime();
const Count = z.number().int().nonnegative();

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(z.object({ where: z.string(), says: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.output<typeof Problem>;

export const ContactLine = z
  .object({
    id: ContactId,
    name: z.string().optional(),
    company: z.string().optional(),
    linked: Count.meta({ description: 'Profiles joined, by Kith or by a person' }),
    suggested: Count.meta({ description: 'Candidates a person should look at' }),
    refused: Count.meta({ description: 'Candidates looked at and refused' }),
  })
  .meta({ id: 'ContactLine' });
export type ContactLine = z.output<typeof ContactLine>;

export const ContactPage = z
  .object({
    contacts: z.array(ContactLine),
    total: Count.meta({ description: 'All contacts of the installation' }),
    next: ContactId.optional().meta({ description: 'Ask with after=… for the following page' }),
  })
  .meta({ id: 'ContactPage' });
export type ContactPage = z.output<typeof ContactPage>;

export const ReviewPage = z
  .object({
    total: Count.meta({
      description: 'Suggested links that nobody has decided, those left out of `items` too',
    }),
    items: z.array(Candidate).meta({ description: 'Those first where asking is worth most' }),
  })
  .meta({ id: 'ReviewPage' });
export type ReviewPage = z.output<typeof ReviewPage>;

export const InstallationLine = z
  .object({
    id: InstallationId,
    crm: z.string(),
    crmTitle: z.string(),
    account: z.string(),
    status: z.enum(['active', 'uninstalled']),
    sample: z.boolean(),
    installedAt: When,
  })
  .meta({ id: 'Installation' });
export type InstallationLine = z.output<typeof InstallationLine>;

export const Workspace = z
  .object({
    installation: InstallationLine.optional(),
    sample: z.boolean(),
    simulatorUrl: z.string().optional().meta({ description: 'Where the sample contacts are edited' }),
    others: z
      .array(InstallationLine)
      .meta({ description: 'Further installations in use that this viewer may see' }),
    progress: z.object({ contacts: Count, resolved: Count, waiting: Count }),
    connectable: z
      .array(z.object({ crm: z.string(), title: z.string() }))
      .meta({ description: 'CRMs that can be connected at /install/{crm}' }),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.output<typeof Workspace>;

const CrmItemLine = z
  .object({
    kind: z.enum(['deal', 'ticket', 'task', 'company', 'note', 'campaign']),
    id: z.string(),
    title: z.string(),
    status: z.string().optional().meta({ description: 'In the CRM’s own words' }),
    open: z.boolean().meta({ description: 'Whether it is done, won, lost or closed' }),
    at: When,
    url: z.string().meta({ description: 'Where a person sees it in the CRM' }),
  })
  .meta({ id: 'CrmItem' });
export type CrmItemLine = z.output<typeof CrmItemLine>;

/** The record, with what the CRM itself knows around the contact where that was asked for. */
export const RecordAnswer = CustomerRecord.extend({
  conversations: z.array(
    RecordPost.extend({
      thread: z
        .string()
        .optional()
        .meta({ description: 'With ?with=…: Kith’s own page of the conversation in which it stands' }),
    }),
  ),
  around: z
    .array(CrmItemLine)
    .optional()
    .meta({ description: 'With ?with=around: deals, tickets, tasks and so on, newest first' }),
  abilities: z
    .array(z.enum(['contacts', 'tickets', 'lists', 'deals', 'companies', 'tasks', 'notes']))
    .optional()
    .meta({ description: 'With ?with=around: what the rights granted in the CRM allow' }),
  reaches: Reaches.optional().meta({
    description: 'With ?with=…: whom of the contacts they reach; absent where nobody is known',
  }),
}).meta({ id: 'RecordAnswer' });
export type RecordAnswer = z.output<typeof RecordAnswer>;

export const Added = z
  .object({ id: z.string(), url: z.string().meta({ description: 'Where a person sees it in the CRM' }) })
  .meta({ id: 'Added' });

export const Erased = z.object({ contacts: Count, profiles: Count, posts: Count }).meta({ id: 'Erased' });
export type Erased = z.output<typeof Erased>;

export const Says = z.enum(['confirmed', 'rejected', 'withdrawn']);
export type Says = z.output<typeof Says>;
