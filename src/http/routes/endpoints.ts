import { z } from 'zod';
import { WantedEndpoint } from '../../core/outgoing/endpoint.ts';
import { HEARD } from '../../core/outgoing/event.ts';
import type { HttpDeps } from '../deps.ts';
import { EndpointLine, endpointLine, EndpointList, NewEndpoint, NewSecret } from '../endpoint-shapes.ts';
import { SendingLog, sendingLine } from '../endpoint-shapes.ts';
import { NOT_IN_CRM, ownPanelOnly } from '../own-panel.ts';
import { Refusal } from '../problem.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'endpoints'>;

const AT = '/api/v1/webhooks';
const nothing = { params: z.object({}), query: z.object({}) };
const one = { params: z.object({ webhookId: z.uuid() }), query: z.object({}) };
const NONE = { 404: { says: 'No such webhook' } };

const noSuch = (there: unknown) => {
  if (!there) throw new Refusal(404, 'There is no such webhook.');
};

/** The customer's own addresses that are told of what happens, signed as Standard Webhooks says. */
export function endpointRoutes(deps: Deps): readonly Route[] {
  return [list(deps), make(deps), change(deps), remove(deps), ...turning(deps), rotate(deps), ...log(deps)];
}

const list = ({ endpoints }: Deps) =>
  scoped(
    {
      id: 'listWebhooks',
      method: 'get',
      path: AT,
      summary: 'The outgoing webhooks, and what one can hear of',
      answers: { 200: { says: 'All of them', schema: EndpointList }, ...NOT_IN_CRM },
      ...nothing,
    },
    async ({ viewer }, { id }) => {
      ownPanelOnly(viewer, 'Webhooks');
      const webhooks = (await endpoints.list(id)).map(endpointLine);
      return { status: 200, body: { webhooks, events: [...HEARD] } };
    },
  );

const make = ({ endpoints }: Deps) =>
  scoped(
    {
      id: 'makeWebhook',
      governs: true,
      method: 'post',
      path: AT,
      summary: 'Tells an address of events from now on; the secret that signs them is shown this once',
      answers: { 201: { says: 'It is told', schema: NewEndpoint } },
      ...nothing,
      body: WantedEndpoint,
    },
    async ({ body }, { id }) => {
      const made = await endpoints.make(id, body);
      if ('refused' in made) throw new Refusal(400, made.refused);
      return { status: 201, body: { ...endpointLine(made.endpoint), secret: made.secret } };
    },
  );

const change = ({ endpoints }: Deps) =>
  scoped(
    {
      id: 'changeWebhook',
      governs: true,
      method: 'put',
      path: `${AT}/{webhookId}`,
      summary: 'Changes where it is and what it hears; its secret stays',
      answers: { 200: { says: 'As it is now', schema: EndpointLine }, ...NONE },
      ...one,
      body: WantedEndpoint,
    },
    async ({ params: { webhookId }, body }, { id }) => {
      const changed = await endpoints.change(id, webhookId, body);
      if (!changed) throw new Refusal(404, 'There is no such webhook.');
      if ('refused' in changed) throw new Refusal(400, changed.refused);
      return { status: 200, body: endpointLine(changed) };
    },
  );

const remove = ({ endpoints }: Deps) =>
  scoped(
    {
      id: 'removeWebhook',
      governs: true,
      method: 'delete',
      path: `${AT}/{webhookId}`,
      summary: 'Tells it nothing any more, and forgets what it was told',
      answers: { 204: { says: 'It is gone' }, ...NONE },
      ...one,
    },
    async ({ params: { webhookId } }, { id }) => {
      noSuch(await endpoints.remove(id, webhookId));
      return { status: 204 };
    },
  );

const TURNS = [
  ['stop', 'stopWebhook', 'Sends it nothing until it is resumed'],
  ['resume', 'resumeWebhook', 'Tells it again, and sends what waited for it'],
  ['ping', 'pingWebhook', 'Sends it a ping; how it went stands in its log'],
] as const;

const turning = ({ endpoints }: Deps) =>
  TURNS.map(([turn, id, summary]) =>
    scoped(
      {
        ...{ id, summary, governs: true, method: 'post', path: `${AT}/{webhookId}/${turn}` },
        answers: { 202: { says: 'It is on its way' }, ...NONE },
        ...one,
      },
      async ({ params: { webhookId } }, installation) => {
        noSuch(await endpoints[turn](installation.id, webhookId));
        return { status: 202 };
      },
    ),
  );

const rotate = ({ endpoints }: Deps) =>
  scoped(
    {
      id: 'rotateWebhookSecret',
      governs: true,
      method: 'post',
      path: `${AT}/{webhookId}/secret`,
      summary: 'A new secret, shown this once; for a day messages are signed with the one before it too',
      answers: { 200: { says: 'The new one', schema: NewSecret }, ...NONE },
      ...one,
    },
    async ({ params: { webhookId } }, { id }) => {
      const secret = await endpoints.rotate(id, webhookId);
      noSuch(secret);
      return { status: 200, body: { secret } };
    },
  );

const log = ({ endpoints }: Deps) => [
  scoped(
    {
      id: 'listWebhookDeliveries',
      method: 'get',
      path: `${AT}/{webhookId}/deliveries`,
      summary: 'What it was told in the last 30 days and how each attempt went, newest first',
      answers: { 200: { says: 'The newest', schema: SendingLog }, ...NOT_IN_CRM },
      params: one.params,
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    },
    async ({ params: { webhookId }, query: { limit }, viewer }, { id }) => {
      ownPanelOnly(viewer, 'Webhooks');
      const deliveries = (await endpoints.log(id, webhookId, limit)).map(sendingLine);
      return { status: 200, body: { deliveries } };
    },
  ),
  scoped(
    {
      id: 'sendWebhookAgain',
      governs: true,
      method: 'post',
      path: `${AT}/{webhookId}/deliveries/{deliveryId}/again`,
      summary: 'Sends one event once more, under the same webhook-id',
      answers: { 202: { says: 'It is on its way' }, 404: { says: 'No such delivery' } },
      params: one.params.extend({ deliveryId: z.uuid() }),
      query: one.query,
    },
    async ({ params: { webhookId, deliveryId } }, { id }) => {
      if (await endpoints.sendAgain(id, webhookId, deliveryId)) return { status: 202 };
      throw new Refusal(404, 'There is no such delivery to this webhook.');
    },
  ),
];
