import express from 'express';
import type { Request, Response, Router } from 'express';
import { InstallationId } from '../core/ids.ts';
import type { HttpDeps } from './deps.ts';
import { openFlood } from './flood.ts';
import { inboundOf } from './inbound.ts';
import { sendPage } from './page.ts';
import { Refusal } from './problem.ts';
import { read, whoCalls } from './pushes.ts';

type Deps = Pick<HttpDeps, 'pushes' | 'erasures' | 'titles' | 'now' | 'settings'> &
  Parameters<typeof whoCalls>[2] & {
    /** The stylesheet's path. */
    readonly css: string;
  };

/** Whoever removes an app does so once: more than so many are no people. */
const BUDGET = { requests: 60, perSeconds: 10 };
/** A form with one field. */
const LIMIT = '64kb';

/**
 * `POST /webhooks/{network}/{installation}/erasure`: a person told their network that everything of theirs is to be
 * erased here, or took back what they allowed; it is, before the answer, which says where they can look. 401 for
 * anything not genuine or stale, 404 where the network has no such thing or is not set up.
 * `GET …/erasure/{code}`: what became of it, for whoever has the code.
 */
export function erasures(deps: Deps): Router {
  const flood = openFlood(BUDGET);
  return express
    .Router({ caseSensitive: true })
    .post('/webhooks/:network/:installation/erasure', (req, res) => erase(req, res, flood, deps))
    .get('/webhooks/:network/:installation/erasure/:code', (req, res) => tell(req, res, deps));
}

const raw = express.raw({ type: () => true, limit: LIMIT });

async function erase(
  req: Request,
  res: Response,
  flood: ReturnType<typeof openFlood>,
  deps: Deps,
): Promise<void> {
  res.locals['route'] = 'erasure';
  const network = String(req.params['network']);
  const push = deps.pushes.of(network);
  if (!push?.erasure) throw new Refusal(404, 'This network tells of no such request.');
  const { installation, secrets } = await whoCalls(req, { network, push }, deps);
  await flood(`${installation} ${network} ${req.ip ?? ''}`);
  await read(raw, req, res);
  const asked = push.erasure(secrets, inboundOf(req), deps.now());
  if (!asked) {
    deps.metrics.refused(network, 'signature');
    throw new Refusal(401, 'This request is not signed as this network signs, or it is too old.');
  }
  await deps.erasures.erase(installation, asked);
  const url = `${deps.settings.publicUrl ?? ''}/webhooks/${network}/${installation}/erasure/${asked.code}`;
  res.status(200).json({ url, confirmation_code: asked.code });
}

async function tell(req: Request, res: Response, { erasures, directory, titles, css }: Deps): Promise<void> {
  res.locals['route'] = 'erasure';
  const { network, code } = req.params;
  const installation = InstallationId.safeParse(req.params['installation']).data;
  const there = installation && (await directory.find(installation));
  const done = there && (await erasures.find(there.id, String(code)));
  if (!done || done.network !== network)
    return sendPage(
      res,
      {
        ...{ status: 404, title: 'There is no such request' },
        says: [
          'Nothing was asked under this code, or the account it was asked of is gone with all its data.',
        ],
      },
      css,
    );
  const title = titles.get(String(network)) ?? String(network);
  const says = [
    `What was kept of you from ${title} was erased on ${done.at.toUTCString()}.`,
    'That it was asked is remembered under this code, without your name or number.',
  ];
  sendPage(res, { status: 200, title: 'It is erased', says }, css);
}
