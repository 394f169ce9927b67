import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { openFlood } from './flood.ts';
import type { Budget } from './flood.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problem.ts';
import { read } from './pushes.ts';

type Deps = Pick<HttpDeps, 'webmentions'> & { readonly directory: Directory; readonly metrics: Metrics };

/** Each sender's, at each installation: a page mentions another now and then. */
const BUDGET: Budget = { requests: 60, perSeconds: 60 };

const NAME = 'webmention';

/** A field that is there twice is none. */
const Form = z.object({
  source: z.string().optional().catch(undefined),
  target: z.string().optional().catch(undefined),
});

/**
 * `POST /webmention/{installation}`: somebody tells that a page of theirs links to one of the customer's (W3C Webmention).
 * 202 once it is kept; the page is looked at later. 400 for what cannot be a mention of these pages, 404 where none are
 * received, 413 and 429 before anything is read, 503 while too many wait.
 */
export function webmention(deps: Deps, budget = BUDGET): Router {
  const flood = openFlood(budget);
  const form = express.urlencoded({ extended: false, limit: '10kb', parameterLimit: 20 });
  const router = express.Router({ caseSensitive: true });
  router
    .route('/webmention/:installation')
    .post((req, res) => answer(req, res))
    .all((_req, res) => {
      res.locals['route'] = NAME;
      throw new Refusal(405, 'Mentions are posted here, as a form.', { headers: { Allow: 'POST' } });
    });
  return router;

  async function answer(req: Request, res: Response): Promise<void> {
    res.locals['route'] = NAME;
    await flood(`${String(req.params['installation'])} ${req.ip ?? ''}`).catch((refusal: unknown) => {
      deps.metrics.refused(NAME, 'flood');
      throw refusal;
    });
    await read(form, req, res);
    await receive(req, res, deps);
  }
}

async function receive(
  req: Request,
  res: Response,
  { directory, webmentions, metrics }: Deps,
): Promise<void> {
  const there = await directory.find(String(req.params['installation']));
  const told = Form.safeParse(req.body ?? {}).data ?? {};
  const received = there?.status === 'active' ? await webmentions.receive(there.id, told) : 'closed';
  if (received === 'closed') {
    metrics.refused(NAME, 'installation');
    throw new Refusal(404, 'No mentions are received here.');
  }
  if (received === 'too many') {
    metrics.refused(NAME, 'store');
    throw new Refusal(503, 'Too many mentions wait. Send it again later.', {
      headers: { 'Retry-After': '600' },
    });
  }
  if (received !== 'kept') throw new Refusal(400, received.refused);
  metrics.acknowledged(NAME);
  res.status(202).type('text/plain').send('It is kept, and your page will be looked at.');
}
