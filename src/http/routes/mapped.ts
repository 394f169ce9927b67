import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { PutBack } from '../settings-shapes.ts';
import { AT, params } from './records.ts';

type Deps = Pick<HttpDeps, 'governing'>;

const where = params.extend({ field: z.string().min(1).max(100) });
const query = z.object({});

/** What a person says of fields that an admin mapped: yes or no to a suggestion, and back to what was there before. */
export function mappedRoutes({ governing }: Deps): readonly Route[] {
  return [
    scoped(
      {
        id: 'answerSuggestion',
        method: 'post',
        path: `${AT}/suggestions/{field}`,
        summary: 'Accepts what Kith suggests for a field of the CRM, or declines it until the fact changes',
        answers: {
          202: { says: 'It is remembered, and written soon' },
          404: { says: 'Nothing is suggested there' },
        },
        params: where,
        query,
        body: z.object({ accept: z.boolean() }),
      },
      async ({ params: { contactId: contact, field }, body: { accept } }, { id }) => {
        if (await governing.answer(id, { contact, field, accept })) return { status: 202 };
        throw new Refusal(404, 'Nothing is suggested for this field of this contact.');
      },
    ),
    scoped(
      {
        id: 'putBackField',
        method: 'post',
        path: `${AT}/fields/{field}/undo`,
        summary:
          'Puts back what stood in a field before Kith wrote into it, unless somebody changed it since',
        answers: { 200: { says: 'What became of it', schema: PutBack } },
        params: where,
        query,
      },
      async ({ params: { contactId: contact, field } }, { id }) => ({
        status: 200,
        body: { outcome: await governing.putBack(id, { contact, field }) },
      }),
    ),
  ];
}
