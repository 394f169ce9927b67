import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Actor } from './changes.ts';
import { bearerOf } from './identity.ts';
import type { Parts } from './parts.ts';
import { OrgRefusal, noResource } from './refusal.ts';
import { Ambiguous } from './upserting.ts';

const VERSION = /^\/v(\d+)\.0(?=\/|$)/;
const [OLDEST, NEWEST] = [31, 67];
const VERSIONS = Array.from({ length: NEWEST - OLDEST + 1 }, (_none, at) => ({
  ...{
    label: `Version ${OLDEST + at}`,
    url: `/services/data/v${OLDEST + at}.0`,
    version: `${OLDEST + at}.0`,
  },
}));

/** Everything below `/services/data`: versions for anybody, the rest for a live session. */
export function apiRoutes(parts: Parts, before: readonly Router[]): Router {
  const routes = express
    .Router()
    .get('/services/data', (_req, res) => void res.json(VERSIONS))
    .use('/services/data', withVersion, withSession(parts), parts.traffic.limit);
  for (const router of before) routes.use('/services/data', router);
  return routes.use('/services/data', express.json({ limit: '50mb', strict: false }), (req, res) =>
    perform(req, res, parts),
  );
}

/** Any version of the API is answered as the newest; one that does not exist yet is not there. */
const withVersion: RequestHandler = (req, _res, next) => {
  const version = Number(VERSION.exec(req.path)?.[1]);
  if (!(version >= OLDEST && version <= NEWEST)) throw noResource();
  req.url = req.url.replace(VERSION, '') || '/';
  if (!req.url.startsWith('/')) req.url = `/${req.url}`;
  next();
};

function withSession({ sessions }: Parts): RequestHandler {
  return (req, res, next) => {
    const userId = sessions.userOf(bearerOf(req) ?? '');
    if (userId === undefined) throw new OrgRefusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const client = /(?:^|[,\s])client=([^,\s]+)/.exec(req.get('Sforce-Call-Options') ?? '')?.[1];
    const origin = `com/salesforce/api/rest/67.0${client === undefined ? '' : `;client=${client}`}`;
    const allowsDuplicates = /\ballowSave=true\b/.test(req.get('Sforce-Duplicate-Rule-Header') ?? '');
    const actor: Actor = { userId, changeOrigin: origin, allowsDuplicates };
    res.locals['actor'] = actor;
    next();
  };
}

/** Who makes a call. @throws Error when nobody was let in before, which is a bug */
export function actorOf(res: Response): Actor {
  const { actor } = res.locals;
  if (typeof actor !== 'object') throw new Error('no session was looked for');
  return actor;
}

function perform(req: Request, res: Response, parts: Parts): void {
  const { pathname, searchParams } = new URL(req.url, 'http://org');
  const path = pathname.replace(/\/$/, '');
  const unmodifiedSince = req.get('If-Unmodified-Since');
  const call = { method: req.method, path, query: searchParams, body: req.body as unknown, unmodifiedSince };
  try {
    const reply = parts.transact(actorOf(res), (tx) => parts.perform({ ...call, tx }));
    res.status(reply.status);
    if (reply.body === undefined) res.end();
    else res.json(reply.body);
  } catch (error) {
    if (!(error instanceof Ambiguous)) throw error;
    res.status(300).json(error.urls);
  }
}
