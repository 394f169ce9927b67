import express from 'express';
import type { Request, Response, Router } from 'express';
import { InstallationId } from '../core/ids.ts';
import type { CrmConnector, Opened } from '../ports/crm.ts';
import type { Delivery } from '../ports/store.ts';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { inboundOf } from './inbound.ts';
import type { Inbox } from './inbox.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problem.ts';

type Deps = Pick<HttpDeps, 'crms' | 'log' | 'now'> & {
  readonly inbox: Inbox;
  readonly directory: Directory;
  readonly metrics: Metrics;
};

/** What a platform may send at once. Checked before anything is computed over the body. */
export const LIMIT = '1mb';

/**
 * `POST /webhooks/{connector}[/{installation}]`: verify the raw bytes, keep them durably, answer 204; the work comes
 * later. 401 for anything not genuine, 404 for a CRM or an account that is not installed, 503 when it was not kept.
 */
export function webhooks(deps: Deps): Router {
  const raw = express.raw({ type: () => true, limit: LIMIT });
  const router = express.Router({ caseSensitive: true });
  router
    .route('/webhooks/:connector{/:installation}')
    .post(raw, (req, res) => receive(req, res, deps))
    .all((_req, res) => {
      res.locals['route'] = 'webhook';
      throw new Refusal(405, 'Webhooks are posted here.', { headers: { Allow: 'POST' } });
    });
  return router;
}

async function receive(req: Request, res: Response, deps: Deps): Promise<void> {
  res.locals['route'] = 'webhook';
  const crm = deps.crms.get(String(req.params['connector']));
  if (!crm) throw new Refusal(404, 'No such connector.');
  const { id } = crm.connector;
  const opened = crm.connector.open(crm.app, inboundOf(req), deps.now());
  if (!opened) {
    deps.metrics.refused(id, 'signature');
    throw new Refusal(401, 'This request is not signed as this CRM signs, or it is too old.');
  }
  const deliveries = await addressed(crm.connector, opened, req.params['installation'], deps);
  if (deliveries.length === 0 && opened.length > 0) {
    deps.metrics.refused(id, 'installation');
    throw new Refusal(404, 'Kith is not installed in this account.');
  }
  await keepAll(id, deliveries, deps);
  deps.metrics.acknowledged(id);
  res.status(204).end();
}

/** Ends when all are committed. @throws Refusal 503, which asks the sender to send them again. */
export async function keepAll(
  connector: string,
  deliveries: readonly Delivery[],
  deps: Pick<Deps, 'inbox' | 'metrics' | 'log'>,
): Promise<void> {
  try {
    await Promise.all(deliveries.map((delivery) => deps.inbox.keep(delivery)));
  } catch (error) {
    deps.metrics.refused(connector, 'store');
    if (error instanceof Refusal) throw error;
    deps.log.error({ connector, name: error instanceof Error ? error.name : 'unknown' }, 'webhook.not-kept');
    throw new Refusal(503, 'This delivery could not be kept. Send it again.', {
      headers: { 'Retry-After': '5' },
    });
  }
}

/** The deliveries for installations that are here; those for others are dropped. */
async function addressed(
  connector: CrmConnector,
  opened: readonly Opened[],
  named: unknown,
  { directory, now }: Deps,
): Promise<readonly Delivery[]> {
  const receivedAt = now();
  const deliveries = opened.map(async ({ account, id, body }): Promise<Delivery | undefined> => {
    const installation = InstallationId.safeParse(`${connector.id}-${account}`).data;
    if (!installation || (named !== undefined && named !== installation)) return undefined;
    const there = await directory.find(installation);
    if (there?.status !== 'active') return undefined;
    return { installation, id, connector: connector.id, receivedAt, body };
  });
  return (await Promise.all(deliveries)).filter((delivery) => delivery !== undefined);
}
