import { join } from 'node:path';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { apexRoutes } from './apex.ts';
import type { ApexCall } from './apex-class.ts';
import { asPackage } from './as-package.ts';
import { openComponents } from './components.ts';
import type { OrgRows, RecordPageOptions, Row } from './options.ts';
import { readPackageWords } from './package-words.ts';
import type { PackageWords } from './package-words.ts';
import { pageOf } from './page.ts';
import { OBJECTS, isOf } from './person-pages.ts';
import type { ObjectName } from './person-pages.ts';
import { scriptRoutes } from './scripts.ts';

/**
 * The record pages of the simulated org, `/lightning/r/{object}/{id}/view`, with the package's real panel in Lightning's
 * real base components; and the server's side of the panel, `/aura/apex/{class}/{method}`.
 * @throws with the file's name when the project lacks what the pages need
 */
export function recordPage(options: RecordPageOptions): Router {
  const { project, cache, viewer, installed } = options;
  const words = readPackageWords(project);
  const components = join(project, 'force-app/main/default/lwc');
  const org = asPackage(options.org);
  return express
    .Router()
    .use(apexRoutes(() => (installed() ? callOf(options, words, org) : undefined)))
    .use(scriptRoutes(openComponents({ components, labels: words.labels }, cache)))
    .get('/lightning/r/:object/:id/view', ownScriptsOnly, (req, res, next) => {
      const found = recordOf(String(req.params['object']), String(req.params['id']), org);
      if (!found) return next();
      const extended = installed();
      res.type('html').send(pageOf({ ...found, org, viewer: viewer(), words, extended }));
    });
}

interface Found {
  readonly object: ObjectName;
  readonly row: Row;
}

function recordOf(named: string, id: string, org: OrgRows): Found | undefined {
  const object = OBJECTS.find((one) => one === named && isOf(one, id));
  const row = object && org.find(id);
  return object && row && { object, row };
}

function callOf(options: RecordPageOptions, { settings, labels }: PackageWords, org: OrgRows): ApexCall {
  const asksLive = options.asksLive?.() ?? settings.asksLive;
  return {
    ...{ org, labels },
    viewer: options.viewer(),
    credential: options.credential(),
    settings: { ...settings, asksLive },
  };
}

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** As Lightning: components bring style of their own, and nothing comes from elsewhere. */
const ownScriptsOnly: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', POLICY);
  next();
};
