import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import jsforce from 'jsforce';
import { afterEach, describe, expect, it } from 'vitest';
import { installInBrowser } from '../browser.ts';
import { ADMIN, CLIENT, openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
afterEach(() => bed.close());

const REDIRECT = 'http://127.0.0.1:3000/install/salesforce/callback';
const verifier = randomBytes(48).toString('base64url');

function client(): InstanceType<typeof jsforce.OAuth2> {
  const { clientId, clientSecret } = CLIENT;
  const oauth2 = new jsforce.OAuth2({ loginUrl: bed.org.url, clientId, clientSecret, redirectUri: REDIRECT });
  oauth2.codeVerifier = verifier;
  return oauth2;
}

/** What a person at the page does. @returns where the browser is sent */
async function decide(decision: 'allow' | 'deny'): Promise<URL> {
  const page = client().getAuthorizationUrl({
    ...{ scope: 'api refresh_token', state: 's', code_challenge_method: 'S256' },
  });
  const form = new URLSearchParams([...new URL(page).searchParams, ['decision', decision]]);
  const answer = await fetch(`${bed.org.url}/services/oauth2/authorize`, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
  });
  return new URL(answer.headers.get('location') ?? '');
}

const codeOf = async () => (await decide('allow')).searchParams.get('code') ?? '';
const form = (fields: Record<string, string>) =>
  fetch(`${bed.org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) });

describe('the authorisation page', () => {
  it('asks a person, names what is asked for, and comes back with a code or with a no', async () => {
    bed = await openBed();
    const url = client().getAuthorizationUrl({ scope: 'api refresh_token', state: 's' });
    const page = await (await fetch(url)).text();
    for (const word of [
      'Salesforce simulator: sample data',
      'Manage user data via APIs',
      'Allow',
      'Deny',
      ADMIN,
    ]) {
      expect(page).toContain(word);
    }
    const denied = await decide('deny');
    expect(denied.searchParams.get('error')).toBe('access_denied');
    const allowed = await decide('allow');
    expect([allowed.searchParams.get('state'), allowed.origin]).toEqual(['s', 'http://127.0.0.1:3000']);
    expect(allowed.searchParams.get('code')).toBeTruthy();
  });

  it('stands in no frame, and its form leads to the app that asked and nowhere else', async () => {
    bed = await openBed();
    const url = client().getAuthorizationUrl({ scope: 'api', state: 's' });
    const policy = (await fetch(url)).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' http://127.0.0.1:3000;");
    expect(policy).toContain("frame-ancestors 'none'");
    const wrong = await fetch(url.replace(CLIENT.clientId, 'another'));
    expect([wrong.status, wrong.headers.get('content-security-policy')]).toEqual([
      400,
      expect.stringContaining("form-action 'self';"),
    ]);
  });

  it('is allowed by the browser of the sample workspace, as a person would', async () => {
    bed = await openBed();
    const came: string[] = [];
    const kith = createServer((req, res) => {
      came.push(req.url ?? '');
      if (req.url !== '/install') return void res.end('<title>Connected</title>');
      const page = client().getAuthorizationUrl({ scope: 'api refresh_token', state: 'a&b"' });
      res
        .writeHead(302, {
          location: page.replace('127.0.0.1%3A3000', encodeURIComponent(req.headers.host ?? '')),
        })
        .end();
    });
    kith.listen(0, '127.0.0.1');
    await once(kith, 'listening');
    const address = kith.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await installInBrowser(`http://127.0.0.1:${port}/`, '/install');
    kith.close();
    const back = new URL(came.at(-1) ?? '', 'http://kith');
    expect([back.pathname, back.searchParams.get('state')]).toEqual(['/install/salesforce/callback', 'a&b"']);
    expect(back.searchParams.get('code')).toBeTruthy();
  });

  it('sends nobody to an address that the app has not stated', async () => {
    bed = await openBed({ redirectUrls: ['https://kith.example/callback'] });
    const page = await fetch(client().getAuthorizationUrl({ scope: 'api' }), { redirect: 'manual' });
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('redirect_uri_mismatch')]);
  });

  it('does not know an app of a package where the package is not installed', async () => {
    bed = await openBed({ externalClientApp: 'packaged', installed: false });
    const page = await fetch(client().getAuthorizationUrl({ scope: 'api' }));
    expect([page.status, await page.text()]).toEqual([
      400,
      expect.stringContaining('OAUTH_EC_APP_NOT_FOUND'),
    ]);
    bed.org.install();
    expect((await fetch(client().getAuthorizationUrl({ scope: 'api' }))).status).toBe(200);
  });
});

describe('the token endpoint', () => {
  it('gives tokens for a code and its verifier, and does not say how long they last', async () => {
    bed = await openBed();
    const token = await client().requestToken(await codeOf());
    expect(token).toMatchObject({
      instance_url: bed.org.url,
      token_type: 'Bearer',
      scope: 'api refresh_token',
    });
    expect(Object.keys(token)).not.toContain('expires_in');
    const conn = new jsforce.Connection({
      instanceUrl: bed.org.url,
      accessToken: token.access_token,
      version: '67.0',
    });
    const me = await conn.identity();
    expect([me.organization_id, me.username]).toEqual([bed.org.orgId, ADMIN]);
    expect(bed.org.connected()).toBe(true);
  });

  it('refuses a code a second time, after fifteen minutes, and with another verifier', async () => {
    bed = await openBed();
    const code = await codeOf();
    await client().requestToken(code);
    await expect(client().requestToken(code)).rejects.toThrow('expired authorization code');
    const late = await codeOf();
    bed.advance(15 * 60_000 + 1);
    await expect(client().requestToken(late)).rejects.toThrow('expired authorization code');
    const other = client();
    other.codeVerifier = randomBytes(48).toString('base64url');
    await expect(other.requestToken(await codeOf())).rejects.toThrow('invalid code verifier');
  });

  it('rotates refresh tokens; a used one ends the whole consent, access tokens and all', async () => {
    bed = await openBed();
    const first = await client().requestToken(await codeOf());
    const second = await client().refreshToken(first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const conn = new jsforce.Connection({
      instanceUrl: bed.org.url,
      accessToken: second.access_token,
      version: '67.0',
    });
    expect((await conn.query('SELECT Id FROM Contact')).totalSize).toBe(0);
    await expect(client().refreshToken(first.refresh_token ?? '')).rejects.toThrow(
      'expired access/refresh token',
    );
    await expect(client().refreshToken(second.refresh_token ?? '')).rejects.toThrow(
      'expired access/refresh token',
    );
    await expect(conn.query('SELECT Id FROM Contact')).rejects.toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
    });
  });

  it('takes a signed assertion of a user, and none that another key signed or that is for somebody else', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    bed = await openBed({ certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const assertion = (claims: object, key = privateKey) => {
      const exp = Math.floor(bed.now().getTime() / 1000) + 180;
      const head = `${part({ alg: 'RS256' })}.${part({ iss: CLIENT.clientId, sub: ADMIN, aud: bed.org.url, exp, ...claims })}`;
      return `${head}.${sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`;
    };
    const conn = new jsforce.Connection({ oauth2: { loginUrl: bed.org.url }, version: '67.0' });
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    await conn.authorize({ grant_type, assertion: assertion({ aud: 'https://login.salesforce.com' }) });
    expect([conn.userInfo?.organizationId, conn.refreshToken ?? null]).toEqual([bed.org.orgId, null]);
    const said = async (text: string) => (await form({ grant_type, assertion: text })).json();
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect(await said(assertion({}, other))).toMatchObject({ error_description: 'invalid assertion' });
    expect(await said(assertion({ sub: 'x@y.z' }))).toMatchObject({
      error_description: "user hasn't approved this consumer",
    });
    expect(await said(assertion({ aud: 'https://x.y' }))).toMatchObject({
      error_description: 'audience is invalid',
    });
    expect(await said(assertion({ exp: 1 }))).toMatchObject({ error: 'invalid_grant' });
  });

  it('knows the app by its id and secret', async () => {
    bed = await openBed();
    const said = async (fields: Record<string, string>) => (await form(fields)).json();
    const grant_type = 'refresh_token';
    expect(await said({ grant_type, client_id: 'x' })).toMatchObject({ error: 'invalid_client_id' });
    expect(await said({ grant_type, client_id: CLIENT.clientId, client_secret: 'x' })).toMatchObject({
      error: 'invalid_client',
    });
    expect(await said({ grant_type: 'password' })).toMatchObject({ error: 'unsupported_grant_type' });
  });
});

describe('a session', () => {
  it('ends two hours after it was last used, or when it is given back', async () => {
    bed = await openBed();
    const conn = await bed.connect();
    const used = () => conn.query('SELECT Id FROM Contact');
    await used();
    bed.advance(7_000_000);
    await used();
    bed.advance(7_000_000);
    await used();
    bed.advance(7_200_000);
    await expect(used()).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' });
    const token = await client().requestToken(await codeOf());
    await client().revokeToken(token.refresh_token ?? '');
    expect([bed.org.userOf(token.access_token), bed.org.connected()]).toEqual([undefined, false]);
  });

  it('that is none gets nothing but the reason', async () => {
    bed = await openBed();
    const data = await fetch(`${bed.org.url}/services/data/v67.0/limits`, {
      headers: { authorization: 'Bearer x' },
    });
    expect([data.status, await data.json()]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
    const info = await fetch(`${bed.org.url}/services/oauth2/userinfo`, {
      headers: { authorization: 'Bearer x' },
    });
    expect([info.status, await info.text()]).toEqual([403, 'Bad_OAuth_Token']);
    const versions = await fetch(`${bed.org.url}/services/data`);
    expect(await versions.json()).toContainEqual(expect.objectContaining({ version: '67.0' }));
  });

  it('is not needed to prove a challenge: the page takes S256 alone', async () => {
    bed = await openBed();
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const ask = {
      ...{ response_type: 'code', client_id: CLIENT.clientId, redirect_uri: REDIRECT },
      code_challenge: challenge,
    };
    const page = (method: string) =>
      fetch(
        `${bed.org.url}/services/oauth2/authorize?${new URLSearchParams({ ...ask, code_challenge_method: method })}`,
      );
    expect([(await page('S256')).status, (await page('plain')).status]).toEqual([200, 400]);
  });
});
