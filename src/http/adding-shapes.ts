import { z } from 'zod';
import { ContactId, NetworkId } from '../core/ids.ts';

/** What would be written into the CRM, or why nothing may be. */
export const AdditionPlan = z
  .object({
    fields: z.array(
      z.object({
        ...{ label: z.string(), value: z.string() },
        says: z.string().optional().meta({ description: 'Why it holds what nobody stated' }),
      }),
    ),
    refused: z.string().optional().meta({ description: 'Why nobody is added, in sentences' }),
  })
  .meta({ id: 'AdditionPlan' });
export type AdditionPlan = z.output<typeof AdditionPlan>;

const Named = z.object({
  contact: ContactId,
  name: z.string().optional().meta({ description: 'Absent where Kith does not know the contact' }),
});

export const AdditionLine = z
  .object({
    state: z.enum(['waiting', 'added', 'there already', 'looks like', 'refused']).meta({
      description:
        '`waiting`: the CRM does not answer, and is asked again by itself; `looks like`: its rules for duplicates hold them to be one of `others`',
    }),
    by: z.string().meta({ description: 'Who decided: a person, or a listening rule by its name' }),
    at: z.iso.datetime(),
    contact: Named.optional(),
    others: z.array(Named),
    mayInsist: z.boolean().meta({ description: 'A person may have them added all the same, by `insist`' }),
    says: z.string().optional().meta({ description: 'Why they were not added' }),
  })
  .meta({ id: 'Addition' });
export type AdditionLine = z.output<typeof AdditionLine>;

export const Additions = z
  .object({
    additions: z.array(AdditionLine.extend({ network: NetworkId, networkTitle: z.string() })),
  })
  .meta({ id: 'Additions' });
export type Additions = z.output<typeof Additions>;
