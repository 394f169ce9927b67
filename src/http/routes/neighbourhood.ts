import { z } from 'zod';
import { Neighbourhood } from '../../core/influence/neighbourhood/neighbourhood.ts';
import { whereOf } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { seal, unlessKnown } from '../etag.ts';
import type { OpenDeals } from '../open-deals.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { AT, NOBODY, params } from './records.ts';

type Deps = Pick<HttpDeps, 'neighbourhoods' | 'crms'> & { readonly openDeals: OpenDeals };

/** Influence on the customer's own accounts. */
export function neighbourhoodRoutes({ neighbourhoods, crms, openDeals }: Deps): readonly Route[] {
  return [
    scoped(
      {
        id: 'readNeighbourhood',
        method: 'get',
        path: `${AT}/neighbourhood`,
        summary: 'Which contacts and open deals this person reaches, and by which posts that is seen',
        answers: {
          200: { says: 'The neighbourhood; where too little is known it says so', schema: Neighbourhood },
          304: { says: 'Unchanged since the ETag of If-None-Match' },
          404: { says: 'No such contact' },
        },
        params,
        query: z.object({}),
      },
      async ({ params: { contactId }, ifNoneMatch, viewer }, { id, crm }) => {
        const title = crms.get(crm)?.connector.title ?? crm;
        const found = await neighbourhoods.read(id, contactId, {
          framed: whereOf(viewer) === 'framed',
          deals: (contacts) => openDeals.of(id, contacts, title),
        });
        if (!found) throw new Refusal(404, NOBODY);
        return unlessKnown(seal(JSON.stringify(found)), ifNoneMatch);
      },
    ),
  ];
}
