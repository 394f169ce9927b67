import { createHash, verify } from 'node:crypto';
import { z } from 'zod';
import type { Consents } from './consents.ts';
import { OAuthRefusal, invalidGrant } from './oauth-refusal.ts';
import type { Issued, Sessions } from './sessions.ts';

export type Form = Readonly<Record<string, string>>;

export interface GrantDeps {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly certificate: string | undefined;
  readonly clientCredentialsUser: string | undefined;
  readonly audience: () => readonly string[];
  readonly now: () => Date;
  readonly sessions: Sessions;
  readonly consents: Consents;
  /** By username, of somebody who may log in. */
  readonly userId: (username: string) => string | undefined;
}

/** Gives tokens for a grant of one of four kinds. @throws OAuthRefusal in the platform's words */
export function issue(form: Form, deps: GrantDeps): Issued {
  const kind = form['grant_type'] ?? '';
  const grant = GRANTS[kind];
  if (!grant) throw new OAuthRefusal('unsupported_grant_type', 'grant type not supported');
  return grant(form, deps);
}

const GRANTS: Readonly<Record<string, (form: Form, deps: GrantDeps) => Issued>> = {
  authorization_code: byCode,
  refresh_token: byRefresh,
  client_credentials: byCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': byAssertion,
};

function checkClient(form: Form, { clientId, clientSecret }: GrantDeps): void {
  if (form['client_id'] !== clientId)
    throw new OAuthRefusal('invalid_client_id', 'client identifier invalid');
  if (form['client_secret'] !== clientSecret) {
    throw new OAuthRefusal('invalid_client', 'invalid client credentials');
  }
}

function byCode(form: Form, deps: GrantDeps): Issued {
  checkClient(form, deps);
  const consent = deps.consents.redeem(form['code'] ?? '');
  if (!consent) throw invalidGrant('expired authorization code');
  if (consent.redirectUri !== form['redirect_uri']) {
    throw new OAuthRefusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  if (consent.challenge !== undefined && consent.challenge !== challengeOf(form['code_verifier'] ?? '')) {
    throw invalidGrant('invalid code verifier');
  }
  return deps.sessions.consent(consent.userId, consent.scope);
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function byRefresh(form: Form, deps: GrantDeps): Issued {
  checkClient(form, deps);
  const issued = deps.sessions.refresh(form['refresh_token'] ?? '');
  if (!issued) throw invalidGrant('expired access/refresh token');
  return issued;
}

function byCredentials(form: Form, deps: GrantDeps): Issued {
  checkClient(form, deps);
  const userId =
    deps.clientCredentialsUser === undefined ? undefined : deps.userId(deps.clientCredentialsUser);
  if (userId === undefined) throw invalidGrant('no client credentials user enabled');
  return deps.sessions.open(userId, 'api');
}

const Claims = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });

function byAssertion(form: Form, deps: GrantDeps): Issued {
  const assertion = form['assertion'] ?? '';
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const claims = claimsIn(payload);
  if (!claims || deps.certificate === undefined) throw invalidGrant('invalid assertion');
  if (claims.iss !== deps.clientId) throw new OAuthRefusal('invalid_client_id', 'client identifier invalid');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('RSA-SHA256', signed, deps.certificate, Buffer.from(signature, 'base64url'))) {
    throw invalidGrant('invalid assertion');
  }
  if (!deps.audience().includes(claims.aud.replace(/\/$/, ''))) throw invalidGrant('audience is invalid');
  // Far moments are let in: Salesforce's own command line sends milliseconds here.
  if (claims.exp <= deps.now().getTime() / 1000) throw invalidGrant('token validity expired');
  const userId = deps.userId(claims.sub);
  if (userId === undefined) throw invalidGrant("user hasn't approved this consumer");
  return deps.sessions.open(userId, 'api');
}

function claimsIn(payload: string): z.output<typeof Claims> | undefined {
  try {
    return Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
