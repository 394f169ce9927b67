import { createHash, randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { sendAuthorizePage } from './authorize-page.ts';
import { PortalRefusal } from './refusal.ts';

export interface OAuthOptions {
  readonly portalId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the browser may be sent back to; when there is no list: anywhere on this machine. */
  readonly redirectUrls: readonly string[] | undefined;
  readonly now: () => Date;
  readonly tokenSeconds: number;
  /** Optional scopes that whoever approves does not have. */
  readonly withholds: ReadonlySet<string>;
  /** The page waits for a person's word. */
  readonly asks: boolean;
}

interface Given {
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}
interface Code extends Given {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
}

const CODE_MS = 600_000;
const secret = () => randomBytes(24).toString('base64url');
const text = (value: unknown) => (typeof value === 'string' ? value : '');

type Form = Readonly<Record<string, string>>;
interface Renewable {
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/** HubSpot's side of the installation. Unless told to ask, the page approves by itself: a sample portal has nobody else. */
export class OAuth {
  readonly #options: OAuthOptions;
  readonly #codes = new Map<string, Code>();
  readonly #refreshTokens = new Map<string, readonly string[]>();
  readonly #accessTokens = new Map<string, Given>();

  constructor(options: OAuthOptions) {
    this.#options = options;
  }

  /** The authorisation page and the token endpoint. */
  routes(): Router {
    return express
      .Router()
      .get('/oauth/authorize', (req, res) => this.#authorize(req, res, !this.#options.asks))
      .post('/oauth/authorize', (req, res) => this.#authorize(req, res, true))
      .post('/oauth/2026-09/token', express.urlencoded({ extended: false }), (req, res) =>
        this.#token(req, res),
      )
      .post('/oauth/2026-09/token/revoke', express.urlencoded({ extended: false }), (req, res) =>
        this.#revoke(req, res),
      )
      .post('/oauth/2026-09/token/introspect', express.urlencoded({ extended: false }), (req, res) =>
        this.#introspect(req, res),
      )
      .delete('/appinstalls/2026-09/external-install', this.needs('oauth'), (_req, res) => {
        this.uninstall();
        res.status(204).end();
      });
  }

  /** Lets a request through that carries a live token with this scope. */
  needs(scope: string): RequestHandler {
    return (req, _res, next) => {
      const token = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1] ?? '';
      const given = this.#accessTokens.get(token);
      if (!given)
        throw new PortalRefusal(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found');
      if (given.expiresAt <= this.#nowMs()) {
        throw new PortalRefusal(401, 'EXPIRED_AUTHENTICATION', 'The token is expired');
      }
      if (!given.scopes.includes(scope)) {
        throw new PortalRefusal(403, 'MISSING_SCOPES', `This app has not been granted ${scope}`);
      }
      next();
    };
  }

  /** Whether the app is installed. */
  installed(): boolean {
    return this.#refreshTokens.size > 0;
  }

  /** The app is removed: its tokens are dead. */
  uninstall(): void {
    for (const kept of [this.#codes, this.#refreshTokens, this.#accessTokens]) kept.clear();
  }

  #nowMs(): number {
    return this.#options.now().getTime();
  }

  #authorize(req: Request, res: Response, approved: boolean): void {
    const ask = (name: string) => text(req.query[name]);
    if (ask('client_id') !== this.#options.clientId) throw bad('BAD_CLIENT_ID', 'no app has this client id');
    const redirectUri = ask('redirect_uri');
    if (!mayReturnTo(redirectUri, this.#options)) {
      throw bad('BAD_REDIRECT_URI', 'the app has not stated this redirect URL');
    }
    const required = ask('scope').split(' ').filter(Boolean);
    if (required.length === 0) throw bad('MISSING_SCOPES', 'the app asks for no scope');
    const optional = ask('optional_scope').split(' ').filter(Boolean);
    const granted = optional.filter((scope) => !this.#options.withholds.has(scope));
    const scopes = [...new Set([...required, ...granted])];
    const back = new URL(redirectUri);
    if (!approved) {
      const { portalId } = this.#options;
      return sendAuthorizePage(res, { portalId, required, granted, action: req.originalUrl, back });
    }
    const code = secret();
    const challenge = ask('code_challenge') || undefined;
    this.#codes.set(code, { redirectUri, challenge, scopes, expiresAt: this.#nowMs() + CODE_MS });
    back.searchParams.set('code', code);
    if (req.query['state'] !== undefined) back.searchParams.set('state', ask('state'));
    res.redirect(302, back.href);
  }

  /** A form of the app's own. @throws PortalRefusal for another app, and for anything that is no form. */
  #formOf(req: Request): Form {
    const { clientId, clientSecret } = this.#options;
    if (!req.is('application/x-www-form-urlencoded')) {
      throw new PortalRefusal(415, 'VALIDATION_ERROR', 'Unsupported media type: send a form');
    }
    const form = req.body as Form;
    if (form['client_id'] !== clientId) throw bad('BAD_CLIENT_ID', 'missing or unknown client id');
    if (form['client_secret'] !== clientSecret) {
      throw bad('BAD_CLIENT_SECRET', 'missing or wrong client secret');
    }
    return form;
  }

  /** Whoever revokes what is dead is told of no error (RFC 7009 §2.2). Live access tokens live to their end. */
  #revoke(req: Request, res: Response): void {
    this.#refreshTokens.delete(this.#formOf(req)['token'] ?? '');
    res.status(204).end();
  }

  #introspect(req: Request, res: Response): void {
    const token = this.#formOf(req)['token'] ?? '';
    const access = this.#accessTokens.get(token);
    const live = access && access.expiresAt > this.#nowMs() ? access.scopes : undefined;
    const scopes = live ?? this.#refreshTokens.get(token);
    if (!scopes) return void res.json({ active: false });
    const { clientId: client_id, portalId: hub_id } = this.#options;
    res.json({ active: true, client_id, hub_id, scopes, token_use: live ? 'access_token' : 'refresh_token' });
  }

  #token(req: Request, res: Response): void {
    const { tokenSeconds, portalId } = this.#options;
    const form = this.#formOf(req);
    const { refreshToken, scopes } = this.#grant(form);
    const accessToken = secret();
    this.#accessTokens.set(accessToken, { scopes, expiresAt: this.#nowMs() + tokenSeconds * 1000 });
    res.set('Cache-Control', 'no-store').json({
      token_type: 'bearer',
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: tokenSeconds,
      hub_id: portalId,
      scopes,
    });
  }

  #grant(form: Form): Renewable {
    if (form['grant_type'] === 'authorization_code') return this.#redeem(form);
    if (form['grant_type'] !== 'refresh_token') throw bad('BAD_GRANT_TYPE', 'missing or unknown grant type');
    const refreshToken = form['refresh_token'] ?? '';
    const scopes = this.#refreshTokens.get(refreshToken);
    if (!scopes) throw bad('BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
    return { refreshToken, scopes };
  }

  #redeem(form: Form): Renewable {
    const given = form['code'] ?? '';
    const code = this.#codes.get(given);
    this.#codes.delete(given);
    const fits = code && code.expiresAt >= this.#nowMs() && code.redirectUri === form['redirect_uri'];
    if (
      !fits ||
      (code.challenge !== undefined && code.challenge !== challengeOf(form['code_verifier'] ?? ''))
    ) {
      throw bad('BAD_AUTH_CODE', 'missing or unknown auth code');
    }
    const refreshToken = secret();
    this.#refreshTokens.set(refreshToken, code.scopes);
    return { refreshToken, scopes: code.scopes };
  }
}

/** As the token endpoint says it: the code is in `status`. */
function bad(status: string, message: string): PortalRefusal {
  return new PortalRefusal(400, status, message, { status });
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function mayReturnTo(redirectUri: string, { redirectUrls }: OAuthOptions): boolean {
  if (redirectUrls) return redirectUrls.includes(redirectUri);
  const url = URL.parse(redirectUri);
  return (
    url !== null && url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  );
}
