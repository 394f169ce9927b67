import { Failure } from '../../../src/core/failure.ts';
import type { CrmApp, Grant, Refreshed } from '../../../src/ports/crm.ts';
import type { ConsentAnswer, ConsentAsk } from '../../../src/ports/crm-consent.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import { Refusal } from './refusals.ts';
import { OPTIONAL_SCOPES, SCOPES } from './scopes.ts';
import { VERSION, clientOf, replyOf } from './talk.ts';
import type { Reply } from './talk.ts';
import { WireGrant, read, toGrant } from './wire.ts';

/** The app is no longer installed, or the code was used, is too old or was never given. */
const DEAD: ReadonlySet<string> = new Set(['BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'invalid_grant']);

export function authorizeUrl(app: CrmApp, ask: ConsentAsk): string {
  const url = new URL(`${app.authorizeBase}/oauth/authorize`);
  url.search = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: ask.redirectUri,
    scope: SCOPES.join(' '),
    optional_scope: OPTIONAL_SCOPES.join(' '),
    state: ask.state,
    code_challenge: ask.challenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

export async function redeem(app: CrmApp, pass: Pass, answer: ConsentAnswer, now: Date): Promise<Grant> {
  const form = {
    grant_type: 'authorization_code',
    code: answer.code,
    code_verifier: answer.verifier,
    redirect_uri: answer.redirectUri,
  };
  return toGrant(await token(app, pass, form, now), now);
}

export async function refresh(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<Refreshed> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const wire = read(WireGrant, 'the token', await token(app, pass, form, now));
  return {
    accessToken: wire.access_token,
    refreshToken: wire.refresh_token ?? refreshToken,
    expiresAt: new Date(now.getTime() + wire.expires_in * 1000),
  };
}

/**
 * Uninstalls Kith from the portal and gives the grant back. HubSpot has a call for each, and the first needs a live
 * token, so it comes first. What is dead already is as it should be.
 */
export async function revoke(app: CrmApp, pass: Pass, refreshToken: string, now: Date): Promise<void> {
  try {
    const { accessToken } = await refresh(app, pass, refreshToken, now);
    await uninstall(app, pass, accessToken, now);
  } catch (error) {
    if (!(error instanceof Failure) || !NOT_OURS.has(error.kind)) throw error;
  }
  const form = { token: refreshToken, token_type_hint: 'refresh_token' };
  const reply = await post(app, pass, 'token/revoke', form, now);
  if (reply.status < 300 || reply.status === 404) return;
  const code = codeOf(reply);
  if (!DEAD.has(code) && code !== 'INVALID_TOKEN') throw refusedApp(reply.status, code);
}

/** The grant is dead, or it does not reach as far as an uninstallation. */
const NOT_OURS: ReadonlySet<Failure['kind']> = new Set(['unauthorized', 'forbidden']);

/** HubSpot tells the portal's super administrators by mail. */
async function uninstall(app: CrmApp, pass: Pass, accessToken: string, now: Date): Promise<void> {
  const { status } = await pass(LANE, async () => {
    const path = `/appinstalls/${VERSION}/external-install`;
    const client = await clientOf(app.apiBase, accessToken);
    return replyOf(await client.apiRequest({ method: 'DELETE', path }), now);
  });
  if (status >= 400 && status !== 404) throw refusedApp(status, 'UNINSTALL');
}

/** Of the calls that belong to no portal. */
const LANE = 'hubspot-oauth';

async function token(app: CrmApp, pass: Pass, form: Record<string, string>, now: Date): Promise<unknown> {
  const reply = await post(app, pass, 'token', form, now);
  if (reply.status < 300) return reply.body;
  const code = codeOf(reply);
  if (DEAD.has(code)) throw new Failure('unauthorized', `HubSpot no longer knows this permission (${code})`);
  throw refusedApp(reply.status, code);
}

/** The token endpoint takes a form and answers 415 to JSON. It has a budget of its own, whoever's token it is. */
function post(
  app: CrmApp,
  pass: Pass,
  what: 'token' | 'token/revoke',
  form: Record<string, string>,
  now: Date,
): Promise<Reply> {
  const own = { client_id: app.clientId, client_secret: app.clientSecret };
  return pass(LANE, async () => {
    const client = await clientOf(app.apiBase);
    const response = await client.apiRequest({
      method: 'POST',
      path: `/oauth/${VERSION}/${what}`,
      authType: 'none',
      defaultJson: false,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, ...own }).toString(),
    });
    // 401 here is about our own credentials, not about the grant: nobody was uninstalled.
    if (response.status === 401) return { status: 401, body: undefined };
    return replyOf(response, now);
  });
}

function codeOf({ body }: Reply): string {
  const refusal = Refusal.safeParse(body).data;
  return refusal?.status ?? refusal?.error ?? 'UNKNOWN';
}

function refusedApp(status: number, code: string): Failure {
  return new Failure('rejected', `HubSpot refused the app itself (${status} ${code}): ${CURE}`);
}

const CURE = 'check the client id, the client secret and the redirect URL';
