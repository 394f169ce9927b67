import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { hostGuard, keyDoor, sameOriginGuard } from './access.ts';
import { openSurroundings } from './around.ts';
import { automations } from './automations.ts';
import type { Console } from './console.ts';
import type { HttpDeps } from './deps.ts';
import { openDirectory } from './directory.ts';
import { erasures } from './erasures.ts';
import { health } from './health.ts';
import { hubs } from './hubs.ts';
import { openInbox } from './inbox.ts';
import { installs } from './installs.ts';
import { openMetrics } from './metrics.ts';
import { openOpenDeals } from './open-deals.ts';
import { openKeyring } from './keyring.ts';
import { mount } from './mount.ts';
import { nowhere } from './nowhere.ts';
import { documentOf } from './openapi.ts';
import { problems } from './problem.ts';
import { pushes } from './pushes.ts';
import type { Route } from './route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { consentRoutes } from './routes/consents.ts';
import { contactRoutes } from './routes/contacts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { chatRoutes } from './routes/chats.ts';
import { endpointRoutes } from './routes/endpoints.ts';
import { itemRoutes } from './routes/items.ts';
import { leavingRoutes } from './routes/leaving.ts';
import { listeningRoutes } from './routes/listening.ts';
import { mappedRoutes } from './routes/mapped.ts';
import { neighbourhoodRoutes } from './routes/neighbourhood.ts';
import { ownLabelRoutes } from './routes/own-labels.ts';
import { peopleHeardRoutes } from './routes/people-heard.ts';
import { pushRoutes } from './routes/pushes.ts';
import { recordRoutes } from './routes/records.ts';
import { replyRoutes } from './routes/reply-draft.ts';
import { reviewRoutes } from './routes/review.ts';
import { ruleRoutes } from './routes/rules.ts';
import { settingsRoutes } from './routes/settings.ts';
import { toldRoutes } from './routes/told.ts';
import { warningRoutes } from './routes/warning.ts';
import { workspaceRoutes } from './routes/workspace.ts';
import { webhooks } from './webhooks.ts';
import { webmention } from './webmention.ts';

/** Every part of the API, in the order in which its document tells of them. */
const PARTS = [
  recordRoutes,
  neighbourhoodRoutes,
  consentRoutes,
  conversationRoutes,
  itemRoutes,
  replyRoutes,
  reviewRoutes,
  contactRoutes,
  workspaceRoutes,
  settingsRoutes,
  mappedRoutes,
  endpointRoutes,
  chatRoutes,
  ruleRoutes,
  listeningRoutes,
  peopleHeardRoutes,
  warningRoutes,
  ownLabelRoutes,
  pushRoutes,
  toldRoutes,
  deliveryRoutes,
  leavingRoutes,
  accountRoutes,
] as const;

type DepsOf<P> = P extends readonly [(deps: infer D) => unknown, ...infer Rest] ? D & DepsOf<Rest> : unknown;

/** The API as a table: what is mounted, and what `/openapi.json` says. */
export function tableOf(deps: DepsOf<typeof PARTS>): readonly Route[] {
  return PARTS.flatMap((routes) => routes(deps));
}

/**
 * Everything Kith answers over HTTP. What networks and CRMs send comes first, before any parser and any guard but its signature; then
 * what watches the process; then, behind the guards, the API, the installs and the console.
 */
export function openHttp(deps: HttpDeps, page: Console): Express {
  const { settings } = deps;
  const metrics = openMetrics();
  const directory = openDirectory(deps.store, deps.now);
  const inbox = openInbox(deps.store, { onFlush: metrics.flushed });
  const surroundings = openSurroundings(deps);
  const openDeals = openOpenDeals(deps);
  const keyring = openKeyring(deps.pushes, deps.now);
  const parts = { ...deps, metrics, directory, keyring, inbox, surroundings, openDeals, css: page.css };
  const table = tableOf(parts);
  const document = JSON.stringify(documentOf(table, settings.publicUrl));

  const app = express();
  app.set('query parser', 'simple').set('etag', false).disable('x-powered-by');
  if (settings.trustProxy !== undefined) app.set('trust proxy', settings.trustProxy);
  app.use(metrics.timing);
  app.use(pushes(parts));
  app.use(erasures(parts));
  app.use(hubs(parts));
  app.use(webmention(parts));
  app.use(webhooks(parts));
  app.use(automations(parts));
  app.use(health(parts));
  app.use(headers(settings.publicUrl), hostGuard(settings), sameOriginGuard(deps.crms));
  app.get('/', keyDoor(settings, page.css));
  app.get('/openapi.json', (_req, res) => void res.type('application/json').send(document));
  app.use(mount(table, parts));
  app.use(installs(parts));
  app.use(page.router);
  app.use(nowhere(page.css));
  app.use(problems(deps.log));
  return app;
}

/** Nothing inline, nothing from elsewhere but pictures: avatars come from the networks. */
function headers(publicUrl: string | undefined) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'https:', 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl?.startsWith('https:') === true,
    xFrameOptions: { action: 'deny' },
  });
}
