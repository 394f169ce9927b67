import express from 'express';
import type { Router } from 'express';
import type { HttpDeps } from './deps.ts';
import type { Metrics } from './metrics.ts';

type Deps = Pick<HttpDeps, 'store' | 'queueReady'> & { readonly metrics: Metrics };

/** For whoever watches the process: alive, able to work, and how it fares. No word about anybody in any of them. */
export function health({ store, queueReady, metrics }: Deps): Router {
  return express
    .Router()
    .get('/healthz', (_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'alive' }))
    .get('/readyz', async (_req, res) => {
      const [database, queue] = await Promise.all([works(() => store.ping()), works(queueReady)]);
      const status = database && queue ? 'ready' : 'not ready';
      const body = { status, database: database ? 'ok' : 'unreachable', queue: queue ? 'ok' : 'unreachable' };
      res
        .status(status === 'ready' ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json(body);
    })
    .get('/metrics', async (_req, res) => {
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
}

const works = (ask: () => Promise<void>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  );
