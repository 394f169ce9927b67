import type { CrmApp, Grant, Refreshed } from '../../../src/ports/crm.ts';
import type { ConsentAnswer, ConsentAsk } from '../../../src/ports/crm-consent.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import { claimForm, inWords, keptOf } from './kept-grant.ts';
import type { Kept } from './kept-grant.ts';
import { SCOPES } from './scopes.ts';
import { apiBase } from './sign-in.ts';
import { WireGrant } from './token-answer.ts';
import { askForToken, giveBack } from './token-endpoint.ts';
import { read } from './wire.ts';

/**
 * Salesforce does not say when a token ends: an org's sessions last two hours unless its administrator set another time,
 * and each call prolongs one. So this is a guess; a token that is refused before its time is renewed.
 */
const LIVES_MS = 2 * 60 * 60 * 1000;

export function authorizeUrl(app: CrmApp, { state, challenge, redirectUri, signIn }: ConsentAsk): string {
  const url = new URL(`${signIn ?? app.authorizeBase}/services/oauth2/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
    scope: SCOPES.join(' '),
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

export async function redeem(app: CrmApp, pass: Pass, answer: ConsentAnswer, now: Date): Promise<Grant> {
  const signIn = answer.signIn ?? app.authorizeBase;
  const form = {
    grant_type: 'authorization_code',
    code: answer.code,
    code_verifier: answer.verifier,
    redirect_uri: answer.redirectUri,
    ...credentials(app),
  };
  const wire = read(
    WireGrant.required({ refresh_token: true }),
    'the token',
    await askForToken(pass, signIn, form, now),
  );
  return grantOf(app, wire, { signIn, refreshToken: wire.refresh_token }, now);
}

/**
 * A grant for an org whose administrator admitted the app: by an assertion that the app's key signs, for a named user, or
 * else as the user whom the app's settings in that org name.
 */
export async function claim(
  app: CrmApp,
  pass: Pass,
  { signIn, user }: { readonly signIn: string; readonly user?: string },
  now: Date,
): Promise<Grant> {
  const kept: Kept =
    app.privateKey !== undefined && user !== undefined
      ? { jwt: { signIn, user } }
      : { credentials: { signIn } };
  const wire = read(WireGrant, 'the token', await askForToken(pass, signIn, claimForm(app, kept, now), now));
  return grantOf(app, wire, kept, now);
}

export async function refresh(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<Refreshed> {
  const kept = keptOf(app, refreshToken);
  const form =
    'refreshToken' in kept
      ? { grant_type: 'refresh_token', refresh_token: kept.refreshToken, ...credentials(app) }
      : claimForm(app, kept, now);
  const wire = read(WireGrant, 'the token', await askForToken(pass, signInOf(kept), form, now));
  const rotated =
    'refreshToken' in kept && wire.refresh_token ? { ...kept, refreshToken: wire.refresh_token } : kept;
  return {
    accessToken: wire.access_token,
    refreshToken: inWords(app, rotated),
    expiresAt: new Date(now.getTime() + LIVES_MS),
    base: apiBase(app, wire.instance_url),
  };
}

/** Gives the grant back. What was claimed is claimed again whenever it is needed, so there is nothing to give back. */
export async function revoke(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<void> {
  const kept = keptOf(app, refreshToken);
  if ('refreshToken' in kept) await giveBack(pass, kept.signIn, kept.refreshToken, now);
}

const credentials = (app: CrmApp) => ({ client_id: app.clientId, client_secret: app.clientSecret });

function signInOf(kept: Kept): string {
  if ('refreshToken' in kept) return kept.signIn;
  return 'jwt' in kept ? kept.jwt.signIn : kept.credentials.signIn;
}

function grantOf(app: CrmApp, wire: WireGrant, kept: Kept, now: Date): Grant {
  return {
    account: wire.id,
    accessToken: wire.access_token,
    refreshToken: inWords(app, kept),
    expiresAt: new Date(now.getTime() + LIVES_MS),
    scopes: wire.scope?.split(' ') ?? [],
    base: apiBase(app, wire.instance_url),
  };
}
