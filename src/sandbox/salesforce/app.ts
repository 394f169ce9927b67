import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { apiRoutes } from './api.ts';
import { bulkRoutes } from './bulk.ts';
import { deployRoutes } from './deploy.ts';
import { oauthRoutes } from './oauth.ts';
import type { OrgOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { answerRefusals, noResource } from './refusal.ts';

interface AppDeps {
  readonly options: OrgOptions;
  readonly parts: Parts;
  readonly baseUrl: () => string;
  readonly adminId: string;
  /** By username, of an active user. */
  readonly userId: (username: string) => string | undefined;
}

/** The org as a web server: its API, its authorisation page and its pages for people. */
export function appOf({ options, parts, baseUrl, adminId, userId }: AppDeps): Express {
  const { clientId, clientSecret, certificate, clientCredentialsUser, redirectUrls, now } = options;
  const { installation, orgId, sessions, consents, traffic } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.set('X-Simulator', 'Salesforce simulator: sample data');
    next();
  });
  app.use(traffic.watch);
  app.use(tooLong);
  app.use(
    oauthRoutes({
      ...{
        clientId,
        clientSecret,
        certificate,
        clientCredentialsUser,
        redirectUrls,
        now,
        sessions,
        consents,
      },
      ...{ state: installation.state, orgId, baseUrl, adminId, userId },
      packagedApp: options.externalClientApp === 'packaged',
      audience: () => ['https://login.salesforce.com', 'https://test.salesforce.com', baseUrl()],
    }),
  );
  app.use(apiRoutes(parts, [bulkRoutes(parts), deployRoutes(parts)]));
  return app;
}

/** The platform reads so many characters of an address. */
const LONGEST_URI = 16_384;

function tooLong(req: Request, res: Response, next: NextFunction): void {
  if (req.originalUrl.length <= LONGEST_URI) return next();
  res.status(414).type('html').send('<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>');
}

/** What comes last, when everything else has been mounted. */
export function closeApp(app: Express): void {
  app.use(() => {
    throw noResource();
  });
  app.use(answerRefusals);
}
