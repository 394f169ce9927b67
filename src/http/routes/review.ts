import { z } from 'zod';
import type { NetworkId } from '../../core/ids.ts';
import { candidateView } from '../../core/record/candidate.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { seal, unlessKnown } from '../etag.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { ReviewPage } from '../shapes.ts';

const query = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

/** What Kith is unsure of and asks a person. The answer is the verdict on the link, as in the record. */
export function reviewRoutes({
  store,
  titles,
  now,
  views,
}: Pick<HttpDeps, 'store' | 'titles' | 'now' | 'views'>): readonly Route[] {
  return [
    scoped(
      {
        id: 'readReview',
        method: 'get',
        path: '/api/v1/review',
        summary: 'Suggested links that wait for a person’s word, those first where asking is worth most',
        answers: {
          200: { says: 'The next ones', schema: ReviewPage },
          304: { says: 'Unchanged since the ETag of If-None-Match' },
        },
        params: z.object({}),
        query,
      },
      async ({ query: { limit }, ifNoneMatch, viewer }, { id }) => {
        const { total, items } = await store.inside(id, (w) => w.review.next(limit));
        const hidden = whereOf(viewer) === 'framed' ? views.unframed : new Map<NetworkId, string>();
        const shown = items.filter(({ link }) => !hidden.has(link.network));
        const context = { titles, now: now() };
        const page = { total, items: shown.map((one) => candidateView(one, context)) };
        return unlessKnown(seal(JSON.stringify(page satisfies z.input<typeof ReviewPage>)), ifNoneMatch);
      },
    ),
  ];
}
