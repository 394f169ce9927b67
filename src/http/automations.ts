import express from 'express';
import type { Request, Response, Router } from 'express';
import { InstallationId } from '../core/ids.ts';
import type { HttpDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { inboundOf } from './inbound.ts';
import { Refusal } from './problem.ts';

type Deps = Pick<HttpDeps, 'crms' | 'acts' | 'now'> & { readonly directory: Directory };

const LIMIT = '1mb';

/**
 * `POST /automations/{crm}`: a step of a customer's automation calls Kith, signed by the platform, and goes on with the
 * answer. 401 for anything not genuine or not understood, 404 for an account that is not installed, 503 when the CRM
 * could not be asked for a contact that is not known here: the platform calls again.
 */
export function automations(deps: Deps): Router {
  const raw = express.raw({ type: () => true, limit: LIMIT });
  const router = express.Router({ caseSensitive: true });
  router
    .route('/automations/:crm')
    .post(raw, (req, res) => step(req, res, deps))
    .all((_req, res) => {
      res.locals['route'] = 'automation';
      throw new Refusal(405, 'Steps of automations are posted here.', { headers: { Allow: 'POST' } });
    });
  return router;
}

async function step(req: Request, res: Response, { crms, acts, directory, now }: Deps): Promise<void> {
  res.locals['route'] = 'automation';
  const crm = crms.get(String(req.params['crm']));
  if (!crm) throw new Refusal(404, 'No such connector.');
  const { connector, app } = crm;
  const call = connector.automation(app, inboundOf(req), now());
  if (!call)
    throw new Refusal(401, 'This is no step of an automation that the CRM signed, or it is too old.');
  const id = InstallationId.safeParse(`${connector.id}-${call.account}`).data;
  const there = id && (await directory.find(id));
  if (there?.status !== 'active') throw new Refusal(404, 'Kith is not installed in this account.');
  const outcome = await acts.automate(there.id, call);
  res.set('Cache-Control', 'no-store').json(connector.automationReply(outcome));
}
