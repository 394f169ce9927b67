import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import type { Installation } from '../ports/store.ts';
import { maySee, viewerOf } from './access.ts';
import type { Viewer } from './access.ts';
import type { HttpDeps, HttpSettings } from './deps.ts';
import type { Directory } from './directory.ts';
import { admitted } from './governor.ts';
import { jsonIn } from './json-body.ts';
import { fileIn } from './file-body.ts';
import { Refusal, refusalOf } from './problem.ts';
import type { Reply, Route } from './route.ts';
import type { Vouched } from './vouched.ts';

type Deps = Pick<HttpDeps, 'settings' | 'crms' | 'now' | 'governing'> & { readonly directory: Directory };

/** The table as an Express router; a known path with another method is a 405 that says which it takes. */
export function mount(table: readonly Route[], deps: Deps): Router {
  const router = express.Router({ caseSensitive: true });
  // Raw: a CRM signs the bytes, and they are verified before anything is made of them.
  const raw = express.raw({ limit: '100kb', type: () => true });
  for (const [path, routes] of Map.groupBy(table, (route) => route.path)) {
    const at = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const route of routes) {
      at[route.method](route.upload ? fileOf(route.upload) : raw, (req: Request, res: Response) =>
        answer(route, req, res, deps),
      );
    }
    at.all(otherMethod(routes));
  }
  return router;
}

/** A file may be larger than what is said in JSON. */
const fileOf = ({ bytes }: NonNullable<Route['upload']>) => express.raw({ limit: bytes, type: () => true });

function otherMethod(routes: readonly Route[]): RequestHandler {
  const names = routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const headers = { Allow: names.join(', ') };
  return (req, res) => {
    if (req.method === 'OPTIONS') return void res.set(headers).sendStatus(204);
    throw new Refusal(405, `This address takes ${headers.Allow}.`, { headers });
  };
}

async function answer(route: Route, req: Request, res: Response, deps: Deps): Promise<void> {
  res.locals['route'] = route.id;
  const viewer = viewerOf(req, deps);
  const call = {
    params: read(route.params, req.params, 'path'),
    query: read(route.query, req.query, 'query'),
    body: route.body && read(route.body, route.upload ? fileIn(req, route.upload) : jsonIn(req), 'body'),
    viewer,
    ifNoneMatch: req.headers['if-none-match'],
  };
  const installation = route.scoped ? await chosen(req.query['installation'], viewer, deps) : undefined;
  if (route.governs && installation) await admitted(viewer, installation, deps);
  await send(res, await route.handle(call, installation));
}

function read(schema: z.ZodType, input: unknown, place: string): unknown {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw refusalOf(parsed.error, place);
  return parsed.data;
}

async function send(res: Response, { status, body, text, lines, headers }: Reply): Promise<void> {
  res.status(status).set({ 'Cache-Control': 'private, no-cache', ...headers });
  if (lines) {
    res.type('application/x-ndjson');
    // Whoever stops listening is no error of ours.
    return pipeline(Readable.from(lines), res).catch((error: unknown) => {
      if (!res.destroyed && !res.headersSent) throw error;
      res.destroy();
    });
  }
  const json = text ?? (body === undefined ? undefined : JSON.stringify(body));
  if (json === undefined) res.end();
  else res.type('application/json').send(json);
}

/** The named installation, or the only active one the viewer may see. One he may not see is as if it were not there. */
async function chosen(named: unknown, viewer: Viewer, { directory, settings }: Deps): Promise<Installation> {
  const all = await directory.all();
  const seen = all.filter((one) => maySee(viewer, one));
  if (viewer.visitor) return visited(viewer.visitor, named, seen);
  if (seen.length === 0 && all.length > 0) throw new Refusal(401, howToEnter(settings), CHALLENGE);
  if (named !== undefined) {
    const one = seen.find(({ id }) => id === named);
    if (one) return one;
    if (!viewer.keyed) throw new Refusal(401, howToEnter(settings), CHALLENGE);
    throw new Refusal(404, 'There is no such installation.');
  }
  const active = seen.filter(({ status }) => status === 'active');
  const [only] = active;
  if (!only) throw new Refusal(404, 'No CRM is connected yet. Open /install/{crm} to connect one.');
  if (active.length > 1) throw new Refusal(400, 'There are several installations: add ?installation=<id>.');
  return only;
}

/** The visitor's own account, and no other. */
function visited(visitor: Vouched, named: unknown, [own]: readonly Installation[]): Installation {
  if (named !== undefined && named !== visitor.installation) {
    throw new Refusal(403, 'A page in the CRM sees its own account only: leave ?installation= out.');
  }
  if (own) return own;
  throw new Refusal(
    403,
    `Kith is not connected to this account. An administrator can connect it: /install/${visitor.crm}`,
  );
}

const CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="Kith"' } };

const howToEnter = (settings: HttpSettings) =>
  settings.accessKey
    ? 'This needs the access key: open the address that Kith printed at its start, or send it as a bearer token.'
    : 'This needs an access key, and Kith was started without one.';
