import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { digestOf } from '../core/signature.ts';
import type { HubWord } from '../core/subscription/confirm.ts';
import { isSignedByHub } from '../core/subscription/hub-signature.ts';
import { DeliveryId } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import { HUB, hubDelivery } from '../flows/subscriptions-heard.ts';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { openFlood } from './flood.ts';
import type { Budget } from './flood.ts';
import { inboundOf } from './inbound.ts';
import type { Inbox } from './inbox.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problem.ts';
import { read } from './pushes.ts';
import { LIMIT, keepAll } from './webhooks.ts';

type Deps = Pick<HttpDeps, 'subscriptions' | 'log' | 'now'> & {
  readonly inbox: Inbox;
  readonly directory: Directory;
  readonly metrics: Metrics;
};

/** Each sender's, at each installation. */
const BUDGET: Budget = { requests: 600, perSeconds: 10 };

const Named = z.object({
  'hub.topic': z.string().max(4_000),
  'hub.challenge': z.string().min(1).max(4_000).optional(),
  'hub.lease_seconds': z.coerce.number().int().nonnegative().optional().catch(undefined),
  'hub.reason': z.string().optional().catch(undefined),
});
const Word = Named.extend({ 'hub.mode': z.enum(['subscribe', 'unsubscribe', 'denied']) });

/**
 * `/webhooks/{network}/{installation}/{subscription}`: where a hub verifies what it was asked for (GET) and delivers
 * (POST), as W3C WebSub says. The last part is known to the hub alone. 404 for a verification of what was not asked for,
 * 410 for a delivery that nobody wants, 401 for one that is not signed with the subscription's own secret.
 */
export function hubs(deps: Deps, budget = BUDGET): Router {
  const flood = openFlood(budget);
  const raw = express.raw({ type: () => true, limit: LIMIT });
  const router = express.Router({ caseSensitive: true });
  router.all('/webhooks/:network/:installation/:subscription', (req, res) => answer(req, res));
  return router;

  async function answer(req: Request, res: Response): Promise<void> {
    res.locals['route'] = 'hub';
    if (req.method !== 'GET' && req.method !== 'POST') {
      throw new Refusal(405, 'Hubs verify and deliver here.', { headers: { Allow: 'GET, POST' } });
    }
    const named = String(req.params['installation']);
    await flood(`${named} ${req.ip ?? ''}`).catch((refusal: unknown) => {
      deps.metrics.refused(HUB, 'flood');
      throw refusal;
    });
    const there = await deps.directory.find(named);
    if (req.method === 'GET') return verify(req, res, there?.id, deps);
    if (there?.status !== 'active') throw gone(deps);
    await read(raw, req, res);
    await take(req, res, there.id, deps);
  }
}

/** Also where Kith was uninstalled: a hub that is left asks whether that is meant. */
async function verify(
  req: Request,
  res: Response,
  at: InstallationId | undefined,
  { subscriptions }: Deps,
): Promise<void> {
  const asked = Word.safeParse(req.query).data;
  const word = asked && wordOf(asked);
  const meant = at && word && (await subscriptions.confirm(at, String(req.params['subscription']), word));
  if (!meant) throw new Refusal(404, 'This was not asked for here.');
  const challenge = asked?.['hub.mode'] === 'denied' ? '' : (asked?.['hub.challenge'] ?? '');
  res.status(200).set({ 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' }).end(challenge);
}

/** Undefined for a verification without a challenge. */
function wordOf(asked: z.output<typeof Word>): HubWord | undefined {
  const { 'hub.mode': mode, 'hub.topic': topic } = asked;
  if (mode === 'denied') return { mode, topic, reason: asked['hub.reason'] };
  if (asked['hub.challenge'] === undefined) return undefined;
  return { mode, topic, leaseSeconds: asked['hub.lease_seconds'] };
}

async function take(req: Request, res: Response, at: InstallationId, deps: Deps): Promise<void> {
  const subscription = String(req.params['subscription']);
  const secret = await deps.subscriptions.secret(at, subscription);
  if (secret === undefined) throw gone(deps);
  const inbound = inboundOf(req);
  const { headers, body } = inbound;
  if (!isSignedByHub([secret], inbound)) {
    deps.metrics.refused(HUB, 'signature');
    throw new Refusal(401, 'This delivery is not signed with the secret that the hub was given.');
  }
  // The same bytes for the same subscription are the same delivery.
  const id = DeliveryId.parse(
    `${HUB}:${digestOf(
      `${subscription}
`,
      body,
    )}`,
  );
  const kept = hubDelivery(subscription, headers['content-type'], body);
  const delivery = { installation: at, id, connector: HUB, receivedAt: deps.now(), body: kept };
  await keepAll(HUB, [delivery], deps);
  deps.metrics.acknowledged(HUB);
  res.status(204).end();
}

function gone({ metrics }: Deps): Refusal {
  metrics.refused(HUB, 'installation');
  return new Refusal(410, 'Nobody here wants to be told of this any more.');
}
