import { Failure } from '../../../src/core/failure.ts';
import type { CrmApp, Grant } from '../../../src/ports/crm.ts';
import type { Pass } from '../../../src/ports/outgoing.ts';
import { VERSION, clientOf, replyOf } from './talk.ts';
import { Refusal, WireGrant, read, toGrant } from './wire.ts';

/** Exactly what the app's manifest requires: HubSpot blocks an install whose scopes differ from it. */
export const SCOPES = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
] as const;

/** The app is no longer installed, or the code was used, is too old or was never given. */
const DEAD: ReadonlySet<string> = new Set(['BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'invalid_grant']);

export function authorizeUrl(
  app: CrmApp,
  ask: { readonly state: string; readonly challenge: string; readonly redirectUri: string },
): string {
  const url = new URL(`${app.authorizeBase}/oauth/authorize`);
  url.search = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: ask.redirectUri,
    scope: SCOPES.join(' '),
    state: ask.state,
    code_challenge: ask.challenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

export async function redeem(
  app: CrmApp,
  pass: Pass,
  answer: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
  now: Date,
): Promise<Grant> {
  const form = {
    grant_type: 'authorization_code',
    code: answer.code,
    code_verifier: answer.verifier,
    redirect_uri: answer.redirectUri,
  };
  return toGrant(await token(app, pass, form, now), now);
}

export async function refresh(
  app: CrmApp,
  pass: Pass,
  refreshToken: string,
  now: Date,
): Promise<Omit<Grant, 'account' | 'scopes'>> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const wire = read(WireGrant, 'the token', await token(app, pass, form, now));
  return {
    accessToken: wire.access_token,
    refreshToken: wire.refresh_token ?? refreshToken,
    expiresAt: new Date(now.getTime() + wire.expires_in * 1000),
  };
}

/** The token endpoint takes a form and answers 415 to JSON. It has a budget of its own, whoever's token it is. */
async function token(app: CrmApp, pass: Pass, form: Record<string, string>, now: Date): Promise<unknown> {
  const own = { client_id: app.clientId, client_secret: app.clientSecret };
  const { status, body } = await pass('hubspot-oauth', async () => {
    const response = await clientOf(app.apiBase).apiRequest({
      method: 'POST',
      path: `/oauth/${VERSION}/token`,
      authType: 'none',
      defaultJson: false,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, ...own }).toString(),
    });
    // 401 here is about our own credentials, not about the grant: nobody was uninstalled.
    if (response.status === 401) return { status: 401, body: undefined };
    return replyOf(response, now);
  });
  if (status < 300) return body;
  const refusal = Refusal.safeParse(body).data;
  const code = refusal?.status ?? refusal?.error ?? 'UNKNOWN';
  if (DEAD.has(code)) throw new Failure('unauthorized', `HubSpot no longer knows this permission (${code})`);
  throw new Failure('rejected', `HubSpot refused the app itself (${status} ${code}): ${CURE}`);
}

const CURE = 'check the client id, the client secret and the redirect URL';
