import { z } from 'zod';
import type { Installation } from '../../ports/store.ts';
import type { Surroundings } from '../around.ts';
import type { HttpDeps } from '../deps.ts';
import { openOnce } from '../once.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { Added } from '../shapes.ts';
import { AT, NOBODY, params } from './records.ts';

type Deps = Pick<HttpDeps, 'acts' | 'crms'> & { readonly surroundings: Surroundings };

const Item = z
  .object({
    kind: z.enum(['task', 'ticket', 'note']),
    title: z.string().trim().min(1).max(200),
    body: z.string().max(10_000).meta({ description: 'Plain text' }),
    due: z.iso.datetime({ offset: true }).optional().meta({ description: 'Of a task' }),
    key: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'letters, digits, - and _, at most 64')
      .meta({ description: 'One for each press: sent again under the same key, nothing more is added' }),
  })
  .refine(({ kind, due }) => kind === 'task' || due === undefined, {
    path: ['due'],
    message: 'only a task is due',
  });

/** What a person puts into the CRM from the record. */
export function itemRoutes({ acts, crms, surroundings }: Deps): readonly Route[] {
  // A sender that lost its connection sends again while the first is still under way.
  const once = openOnce<Awaited<ReturnType<Deps['acts']['add']>>>();
  return [
    scoped(
      {
        id: 'addItem',
        method: 'post',
        path: `${AT}/items`,
        summary: 'Adds a task, a ticket or a note to the contact in the CRM',
        answers: {
          201: { says: 'It is there; the same answer for the same key', schema: Added },
          403: { says: 'The right was not granted in the CRM' },
          404: { says: 'No such contact' },
          409: { says: 'No admin has let Kith write into the CRM yet' },
        },
        params,
        query: z.object({}),
        body: Item,
      },
      async ({ params: { contactId: contact }, body: { due, ...item } }, installation) => {
        const wanted = { ...item, contact, ...(due !== undefined && { due: new Date(due) }) };
        const key = `${installation.id} ${contact} ${item.kind} ${item.key}`;
        const added = await once(key, () => acts.add(installation.id, wanted));
        if (added === 'no such contact') throw new Refusal(404, NOBODY);
        if (added === 'not approved') throw new Refusal(409, NOT_APPROVED);
        if (added === 'not granted') throw new Refusal(403, notGranted(item.kind, installation, crms));
        surroundings.forget(installation.id, contact);
        return { status: 201, body: Added.parse(added) };
      },
    ),
  ];
}

const NOT_APPROVED =
  'No admin has let Kith write into the CRM yet. An administrator can do that in Kith’s settings: /settings';

function notGranted(kind: string, { crm }: Installation, crms: Deps['crms']): string {
  const title = crms.get(crm)?.connector.title ?? crm;
  return `${title} has not granted Kith the right to add a ${kind}. An administrator can grant it by connecting Kith again: /install/${crm}`;
}
