import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { DeliveryId, InstallationId } from '../core/ids.ts';
import type { Push, Pushed } from '../ports/push.ts';
import type { Delivery } from '../ports/store.ts';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { openFlood } from './flood.ts';
import type { Budget } from './flood.ts';
import { inboundOf } from './inbound.ts';
import type { Inbox } from './inbox.ts';
import type { Keyring } from './keyring.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problem.ts';
import { LIMIT, keepAll } from './webhooks.ts';

type Deps = Pick<HttpDeps, 'pushes' | 'log' | 'now'> & {
  readonly inbox: Inbox;
  readonly directory: Directory;
  readonly keyring: Keyring;
  readonly metrics: Metrics;
};

/** Each sender's, at each installation and network: whoever floods one spends nobody else's. */
const BUDGET: Budget = { requests: 600, perSeconds: 10 };

/** Who calls, as far as the address says. */
interface Called {
  readonly network: string;
  readonly push: Push;
  readonly installation: InstallationId;
  readonly secrets: readonly string[];
}

/**
 * `/webhooks/{network}/{installation}`: what networks post, and their handshakes, which are answered at once. Deliveries
 * are verified over their raw bytes with the installation's own secrets, kept durably, and answered 204; the work comes
 * later. 401 for anything not genuine, 404 for a network that is not set up there, 413 and 429 before anything is
 * computed over the body, 503 when it was not kept.
 */
export function pushes(deps: Deps, budget = BUDGET): Router {
  const flood = openFlood(budget);
  const raw = express.raw({ type: () => true, limit: LIMIT });
  const router = express.Router({ caseSensitive: true });
  router.all('/webhooks/:network/:installation', (req, res, next) => {
    const network = String(req.params['network']);
    const push = deps.pushes.of(network);
    return push ? take({ network, push }, req, res) : next('route');
  });
  return router;

  async function take(named: Pick<Called, 'network' | 'push'>, req: Request, res: Response): Promise<void> {
    res.locals['route'] = 'push';
    const called = await whoCalls(req, named, deps);
    const { network, installation } = called;
    await flood(`${installation} ${network} ${req.ip ?? ''}`).catch((refusal: unknown) => {
      deps.metrics.refused(network, 'flood');
      throw refusal;
    });
    await read(raw, req, res);
    await receive(called, req, res, deps);
  }
}

export async function whoCalls(
  req: Request,
  { network, push }: Pick<Called, 'network' | 'push'>,
  { directory, keyring, metrics }: Deps,
): Promise<Called> {
  if (req.method !== 'POST' && req.method !== 'GET') {
    throw new Refusal(405, 'Webhooks are posted here.', { headers: { Allow: 'GET, POST' } });
  }
  const installation = InstallationId.safeParse(req.params['installation']).data;
  const there = installation && (await directory.find(installation));
  const secrets = there?.status === 'active' ? await keyring.secrets(there.id, network) : [];
  if (!there || secrets.length === 0) {
    metrics.refused(network, 'installation');
    throw new Refusal(404, 'This network is not set up to call here.');
  }
  return { network, push, installation: there.id, secrets };
}

/** Reads the body by this parser. @throws the parser's error with its status, 413 among them. */
export function read(raw: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    raw(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}

async function receive(called: Called, req: Request, res: Response, deps: Deps): Promise<void> {
  const { network, push, installation, secrets } = called;
  const receivedAt = deps.now();
  const pushed = push.receive(secrets, inboundOf(req), receivedAt);
  if (!pushed) {
    deps.metrics.refused(network, 'signature');
    throw new Refusal(401, 'This request is not signed as this network signs, or it is too old.');
  }
  if (pushed.kind === 'answer') return answer(res, pushed);
  // The same id at two networks is two deliveries.
  const id = DeliveryId.parse(`${network}:${pushed.id}`);
  const delivery: Delivery = { installation, id, connector: network, receivedAt, body: pushed.body };
  await keepAll(network, [delivery], deps);
  deps.metrics.acknowledged(network);
  res.status(204).end();
}

/** What a challenge made us say is text, whatever it looks like. */
function answer(res: Response, { status, headers, body }: Extract<Pushed, { kind: 'answer' }>): void {
  res.status(status).set({ 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff', ...headers });
  res.end(body ?? '');
}
