import { createHmac } from 'node:crypto';
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { guardPage } from '../page-guard.ts';
import { consentPage, oauthErrorPage } from './consent-page.ts';
import { issue } from './grants.ts';
import type { Form, GrantDeps } from './grants.ts';
import { identityRoutes } from './identity.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import type { Issued } from './sessions.ts';
import type { OrgState } from './state.ts';

export interface OAuthDeps extends GrantDeps {
  readonly state: OrgState;
  readonly orgId: string;
  readonly baseUrl: () => string;
  readonly redirectUrls: readonly string[] | undefined;
  readonly packagedApp: boolean;
  /** Who sits at the browser. */
  readonly adminId: string;
}

/** Salesforce's side of the connection: the page for a person, the token endpoint, and who is who. */
export function oauthRoutes(deps: OAuthDeps): Router {
  const form = express.urlencoded({ extended: false });
  return express
    .Router()
    .get('/services/oauth2/authorize', (req, res) => showConsent(textsOf(req.query), res, deps))
    .post('/services/oauth2/authorize', form, (req, res) => decide(textsOf(req.body), res, deps))
    .post('/services/oauth2/token', form, (req, res) => {
      const issued = issue(withBasic(req), checkedApp(deps));
      res.set('Cache-Control', 'no-store').json(tokenAnswer(issued, deps));
    })
    .all('/services/oauth2/revoke', form, (req, res) => {
      const token = textsOf(req.body)['token'] ?? textsOf(req.query)['token'] ?? '';
      if (!deps.sessions.revoke(token))
        throw new OAuthRefusal('unsupported_token_type', 'this token type is not supported');
      res.status(200).end();
    })
    .use(identityRoutes(deps))
    .use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
      if (!(error instanceof OAuthRefusal)) return next(error);
      res.status(400).json({ error: error.error, error_description: error.message });
    });
}

function textsOf(from: unknown): Form {
  if (typeof from !== 'object' || from === null) return {};
  return Object.fromEntries(
    Object.entries(from).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
  );
}

/** Client id and secret may stand in the Authorization header. */
function withBasic(req: Request): Form {
  const form = textsOf(req.body);
  const basic = /^Basic (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
  if (basic === undefined) return form;
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { client_id: id, client_secret: secret, ...form };
}

/** An external client app of a package is known only where the package is. @throws OAuthRefusal */
function checkedApp(deps: OAuthDeps): OAuthDeps {
  if (deps.packagedApp && !deps.state.installed()) {
    throw new OAuthRefusal('OAUTH_EC_APP_NOT_FOUND', 'external client app is not installed in this org');
  }
  return deps;
}

function showConsent(asked: Form, res: Response, deps: OAuthDeps): void {
  if (refused(asked, res, deps)) return;
  const username = String(deps.state.rows.get(deps.adminId)?.['Username'] ?? '');
  guardPage(res, new URL(asked['redirect_uri'] ?? '').origin);
  res.type('html').send(consentPage({ asked, username, scope: asked['scope'] ?? 'api' }));
}

/** Whether the person was shown an error page instead. */
function refused(asked: Form, res: Response, deps: OAuthDeps): boolean {
  const wrong = wrongWith(asked, deps);
  if (!wrong) return false;
  guardPage(res);
  res
    .status(400)
    .type('html')
    .send(oauthErrorPage(...wrong));
  return true;
}

/** What makes the page an error page; errors after it go back to the app. */
function wrongWith(asked: Form, deps: OAuthDeps): readonly [string, string] | undefined {
  try {
    checkedApp(deps);
  } catch (error) {
    if (error instanceof OAuthRefusal) return [error.error, error.message];
    throw error;
  }
  if (asked['client_id'] !== deps.clientId) return ['invalid_client_id', 'client identifier invalid'];
  if (!mayReturnTo(asked['redirect_uri'] ?? '', deps)) {
    return ['redirect_uri_mismatch', 'redirect_uri must match configuration'];
  }
  if (asked['response_type'] !== 'code') return ['unsupported_response_type', 'response type not supported'];
  if ((asked['code_challenge_method'] ?? 'S256') !== 'S256') {
    return ['invalid_request', 'code challenge method must be S256'];
  }
  return undefined;
}

function decide(asked: Form, res: Response, deps: OAuthDeps): void {
  if (refused(asked, res, deps)) return;
  const back = new URL(asked['redirect_uri'] ?? '');
  if (asked['decision'] === 'allow') {
    const consent = { userId: deps.adminId, redirectUri: asked['redirect_uri'] ?? '' };
    const more = { scope: asked['scope'] ?? 'api', challenge: asked['code_challenge'] };
    back.searchParams.set('code', deps.consents.give({ ...consent, ...more }));
  } else {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'end-user denied authorization');
  }
  if (asked['state'] !== undefined) back.searchParams.set('state', asked['state']);
  res.redirect(302, back.href);
}

function mayReturnTo(redirectUri: string, { redirectUrls }: OAuthDeps): boolean {
  if (redirectUrls) return redirectUrls.includes(redirectUri);
  const url = URL.parse(redirectUri);
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** There is no `expires_in`: the platform does not say how long a session lasts. */
function tokenAnswer({ accessToken, refreshToken, userId, scope }: Issued, deps: OAuthDeps): object {
  const id = `${deps.baseUrl()}/id/${deps.orgId}/${userId}`;
  const issued_at = String(deps.now().getTime());
  return {
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature: createHmac('sha256', deps.clientSecret).update(`${id}${issued_at}`).digest('base64'),
    ...{ scope, instance_url: deps.baseUrl(), id, token_type: 'Bearer', issued_at },
  };
}
