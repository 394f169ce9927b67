import express from 'express';
import type { Express, Request } from 'express';
import { associationRoutes } from './association-routes.ts';
import { batchRoutes } from './batches.ts';
import { deskRoutes } from './desk.ts';
import { listRoutes } from './list-routes.ts';
import { TYPE_NAMES } from './object-types.ts';
import { objectRoutes } from './objects.ts';
import type { PortalOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { pipelineRoutes } from './pipelines.ts';
import { PortalRefusal, answerRefusals } from './refusal.ts';
import { schemaRoutes } from './schemas.ts';
import { searchRoutes } from './search.ts';

/** The portal as a web server: its API, its authorisation page and its pages for people. */
export function appOf(options: PortalOptions, parts: Parts): Express {
  const { portalId, clientSecret, now, recordUrl, appId = 1, app: project } = options;
  const { records, indexes, associations, lists, oauth, traffic } = parts;
  const objects = { records, associations, oauth, now };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.set('X-Simulator', 'HubSpot simulator: sample data');
    next();
  });
  app.use(['/crm', '/oauth/2026-09', '/appinstalls'], traffic.limit);
  app.use(oauth.routes());
  app.use(express.json({ limit: '3mb' }));
  app.use(batchRoutes(objects));
  app.use(searchRoutes(objects, indexes));
  app.use(associationRoutes(objects));
  app.use(objectRoutes(objects));
  app.use(schemaRoutes(objects));
  app.use(pipelineRoutes(oauth));
  app.use(listRoutes(lists, oauth));
  const installed = () => oauth.installed();
  const shown = { portalId, contacts: records.contacts, records, associations, recordUrl };
  app.use(deskRoutes({ ...shown, clientSecret, appId, now, installed, app: project }));
  app.use(unknownPath);
  app.use(answerRefusals);
  return app;
}

const TYPE = TYPE_NAMES.join('|');
/** Paths of the API that exist, so that another method on one is 405 and not 404. */
const EXIST = [
  /^\/oauth\/2026-09\/token(\/revoke|\/introspect)?$/,
  /^\/appinstalls\/2026-09\/external-install$/,
  new RegExp(
    `^/crm/objects/2026-09/(${TYPE})(/batch/(read|update|create|upsert|archive)|/search|/gdpr-delete|/\\d+)?$`,
  ),
  new RegExp(`^/crm/properties/2026-09/(${TYPE})(/groups|/batch/(create|archive)|/[a-z0-9_]+)?$`),
  new RegExp(`^/crm/associations/2026-09/(${TYPE})/(${TYPE})/batch/(read|create)$`),
  /^\/crm\/pipelines\/2026-09\/(deals|tickets)$/,
  /^\/crm\/lists\/2026-09(\/search|\/\d+(\/memberships(\/add)?)?)?$/,
];

function unknownPath(req: Request): never {
  throw EXIST.some((path) => path.test(req.path))
    ? new PortalRefusal(405, 'METHOD_NOT_ALLOWED', `${req.method} is not allowed here`)
    : new PortalRefusal(404, 'NOT_FOUND', 'There is no such path');
}
