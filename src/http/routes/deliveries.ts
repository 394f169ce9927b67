import { z } from 'zod';
import { DeliveryId, NetworkId } from '../../core/ids.ts';
import type { NotAgain } from '../../flows/deliveries.ts';
import { Again, DeliveryList, DeliveryPlace, DeliveryStatus, OneDelivery } from '../delivery-shapes.ts';
import { deliveryLine, placeOf } from '../delivery-lines.ts';
import type { HttpDeps } from '../deps.ts';
import { NOT_IN_CRM, ownPanelOnly } from '../own-panel.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';
import { givenUpRoutes } from './given-up.ts';

type Deps = Pick<HttpDeps, 'deliveries' | 'titles' | 'crms'>;

const AT = '/api/v1/deliveries';
const query = z.object({});
const one = { params: z.object({ deliveryId: DeliveryId }), query };
const connector = NetworkId.optional();
const NONE = 'There is no such delivery.';

/** What networks and CRMs sent, as they sent it, and what became of it. */
export function deliveryRoutes(deps: Deps): readonly Route[] {
  return [list(deps), find(deps), again(deps), allAgain(deps), ...givenUpRoutes(deps)];
}

const titleIn =
  ({ titles, crms }: Deps) =>
  (connector: string): string =>
    titles.get(connector) ?? crms.get(connector)?.connector.title ?? connector;

const list = (deps: Deps) =>
  scoped(
    {
      id: 'listDeliveries',
      method: 'get',
      path: AT,
      summary: 'What networks and the CRM sent and what became of it, newest first',
      answers: { 200: { says: 'A page of them', schema: DeliveryList }, ...NOT_IN_CRM },
      params: z.object({}),
      query: z.object({
        status: DeliveryStatus.optional(),
        connector,
        limit: z.coerce.number().int().min(1).max(500).default(50),
        after: DeliveryPlace.optional(),
      }),
    },
    async ({ query: asked, viewer }, { id }) => {
      ownPanelOnly(viewer, 'Deliveries');
      const { deliveries, more, connectors, ...counts } = await deps.deliveries.list(id, asked);
      const [titleOf, last] = [titleIn(deps), deliveries.at(-1)];
      return {
        status: 200,
        body: {
          deliveries: deliveries.map((line) => deliveryLine(line, titleOf)),
          ...counts,
          connectors: connectors.map((each) => ({ connector: each, title: titleOf(each) })),
          ...(more && last && { next: placeOf(last) }),
        },
      };
    },
  );

const find = (deps: Deps) =>
  scoped(
    {
      id: 'getDelivery',
      method: 'get',
      path: `${AT}/{deliveryId}`,
      summary: 'One delivery with what it said, as text; secrets in it are left out',
      answers: { 200: { says: 'It', schema: OneDelivery }, 404: { says: NONE }, ...NOT_IN_CRM },
      ...one,
    },
    async ({ params: { deliveryId }, viewer }, { id }) => {
      ownPanelOnly(viewer, 'Deliveries');
      const found = await deps.deliveries.find(id, deliveryId);
      if (!found) throw new Refusal(404, NONE);
      return {
        status: 200,
        body: { ...deliveryLine(found.delivery, titleIn(deps)), payload: found.payload },
      };
    },
  );

const REFUSED: Readonly<Record<NotAgain, readonly [number, string]>> = {
  'no such delivery': [404, NONE],
  'not failed': [
    409,
    'It did not fail: what waits is taken in by itself, and what is done takes effect once.',
  ],
  emptied: [409, 'What it said is not kept any more, so it cannot be taken in again.'],
};

const again = ({ deliveries }: Deps) =>
  scoped(
    {
      id: 'takeDeliveryInAgain',
      governs: true,
      method: 'post',
      path: `${AT}/{deliveryId}/again`,
      summary: 'Takes a delivery in again that failed',
      answers: {
        202: { says: 'It waits to be taken in' },
        404: { says: NONE },
        409: { says: 'It did not fail, or what it said is not kept any more' },
      },
      ...one,
    },
    async ({ params: { deliveryId } }, { id }) => {
      const came = await deliveries.again(id, deliveryId);
      if (came !== 'waits') throw new Refusal(...REFUSED[came]);
      return { status: 202 };
    },
  );

const allAgain = ({ deliveries }: Deps) =>
  scoped(
    {
      id: 'takeDeliveriesInAgain',
      governs: true,
      method: 'post',
      path: '/api/v1/inbox/again',
      summary:
        'Takes in again all that failed, of one connector or of all; those are left of which nothing is kept',
      answers: { 202: { says: 'How many wait to be taken in', schema: Again } },
      ...{ params: z.object({}), query },
      body: z.object({ connector }),
    },
    async ({ body }, { id }) => ({
      status: 202,
      body: { again: await deliveries.allAgain(id, body.connector) },
    }),
  );
