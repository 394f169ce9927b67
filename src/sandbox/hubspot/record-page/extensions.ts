import { existsSync } from 'node:fs';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { notFound } from '../refusal.ts';
import { openBundles } from './bundles.ts';
import { fetchFor } from './fetch.ts';
import { readProject } from './project.ts';
import type { Project } from './project.ts';
import { REP } from './user.ts';

/** The app's developer project, and where its server runs. */
export interface AppProject {
  readonly folder: string;
  /** Without a slash at the end. */
  readonly origin: () => string;
}

interface Deps {
  readonly portalId: number;
  readonly appId: number;
  readonly clientSecret: string;
  readonly now: () => Date;
  /** Cards are shown only where the app is installed. */
  readonly installed: () => boolean;
  readonly app: AppProject | undefined;
  /** Lets a request of this site's own pages through. */
  readonly sameOrigin: RequestHandler;
}

/** One extension as the page's script reads it. */
export interface Placed {
  readonly title: string;
  readonly location: string;
  readonly bundle: string;
  readonly proxy: Project['proxy'];
  readonly context: Readonly<Record<string, unknown>>;
}

export interface Extensions {
  /** Scripts, bundles, and HubSpot's side of `hubspot.fetch`. */
  readonly routes: Router;
  /** What the app shows at this kind of page; nothing when it is not installed. */
  at(page: 'record' | 'settings', contact?: string): readonly Placed[];
  /** Addresses from which images may come. */
  images(): readonly string[];
}

const PLACES = {
  record: ['crm.record.sidebar', 'crm.record.tab'],
  settings: ['settings'],
} as const satisfies Record<string, readonly string[]>;

/** The app's cards and settings in the simulated portal. Read and built when a page first shows them. */
export function openExtensions(deps: Deps): Extensions {
  let known: Project | undefined;
  const project = (): Project | undefined => {
    if (!deps.app || !deps.installed() || !existsSync(deps.app.folder)) return undefined;
    known ??= readProject(deps.app.folder, deps.app.origin());
    return known;
  };
  return {
    routes: routesOf(project, deps),
    at: (page, contact) => {
      const found = project();
      if (!found) return [];
      const places: readonly string[] = PLACES[page];
      return found.extensions
        .filter(({ location }) => places.includes(location))
        .map(({ uid, title, location }) => ({
          ...{ title, location, proxy: found.proxy },
          bundle: `/simulator/extensions/${encodeURIComponent(uid)}.js`,
          context: contextOf(found, title, location, contact, deps),
        }));
    },
    images: () => project()?.permitted.img ?? [],
  };
}

function contextOf(
  { name, variables }: Project,
  cardTitle: string,
  location: string,
  contact: string | undefined,
  { portalId, appId }: Deps,
) {
  return {
    location,
    variables,
    user: {
      ...REP,
      emails: [REP.email],
      roles: [],
      teams: [],
      permissions: [],
      locale: 'en',
      language: 'en',
    },
    portal: { id: portalId, timezone: 'UTC' },
    ...(contact !== undefined && { crm: { objectId: Number(contact), objectTypeId: '0-1' } }),
    extension: { appId, appName: name, cardTitle },
  };
}

function routesOf(project: () => Project | undefined, deps: Deps): Router {
  const bundles = openBundles();
  const ask = fetchFor({ ...deps, user: REP });
  return express
    .Router()
    .get('/simulator/page.js', (_req, res) => send(res, 'js', bundles.page()))
    .get('/simulator/page.css', (_req, res) => send(res, 'css', bundles.css()))
    .get('/simulator/worker.js', withoutNetwork, (_req, res) => send(res, 'js', bundles.worker()))
    .get('/simulator/extensions/:uid.js', (req, res) => {
      const one = project()?.extensions.find(({ uid }) => uid === req.params.uid);
      if (!one) throw notFound('extension');
      return send(res, 'js', bundles.extension(one.entry));
    })
    .post('/simulator/fetch', deps.sameOrigin, (req: Request, res: Response) => {
      const found = project();
      if (!found) throw notFound('app');
      return ask(found, req.body).then((answered) => res.json(answered));
    });
}

async function send(res: Response, type: string, text: Promise<string>): Promise<void> {
  res.type(type).send(await text);
}

/** A card reaches nothing by itself: neither the network nor this server, only what HubSpot does for it. */
const withoutNetwork: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', "default-src 'none'; script-src 'self'");
  next();
};
