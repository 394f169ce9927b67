import { z } from 'zod';
import { ContactId } from '../../core/ids.ts';
import type { HttpDeps } from '../deps.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { ContactPage } from '../shapes.ts';

const query = z.object({
  search: z.string().trim().max(200).optional().meta({ description: 'Part of a name, company or e-mail' }),
  after: ContactId.optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The contacts, by name, with how many profiles were found for each. */
export function contactRoutes({ store }: Pick<HttpDeps, 'store'>): readonly Route[] {
  return [
    scoped(
      {
        id: 'listContacts',
        method: 'get',
        path: '/api/v1/contacts',
        summary: 'Contacts, by name, with what was found for each',
        answers: { 200: { says: 'One page', schema: ContactPage } },
        params: z.object({}),
        query,
      },
      async ({ query: { search, after, limit } }, { id }) => {
        const page = { limit, ...(after && { after }), ...(search && { search }) };
        const { rows, total } = await store.inside(id, async (w) => ({
          rows: await w.contacts.list(page),
          total: await w.contacts.count(),
        }));
        const contacts = rows.map(({ contact, linked, suggested, refused }) => ({
          id: contact.id,
          name: contact.name,
          company: contact.company,
          linked,
          suggested,
          refused,
        }));
        const next = rows.length === limit ? contacts.at(-1)?.id : undefined;
        return { status: 200, body: { contacts, total, next } satisfies z.input<typeof ContactPage> };
      },
    ),
  ];
}
