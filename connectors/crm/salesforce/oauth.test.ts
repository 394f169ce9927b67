import { createVerify, generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { expectKind, straight } from '../../../tests/contract/crm/session.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import grant from './fixtures/grant.json' with { type: 'json' };
import { salesforce } from './index.ts';
import { kit } from './kit.ts';
import { signInBase } from './sign-in.ts';
import { keyFor, visitor } from './visitor.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const app = { ...kit.app, privateKey: PEM };
const OWN = 'https://analytical--uat.sandbox.my.salesforce.com';
const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The connector has this');
  return value;
};
const claim = required(salesforce.claim);
const later = new Date(kit.now.getTime() + 60_000);

announcedOnly();

/** A token endpoint that answers once; what it was sent is kept. */
function endpoint(base: string, status: number, body: object): URLSearchParams[] {
  const sent: URLSearchParams[] = [];
  nock(base)
    .post(
      '/services/oauth2/token',
      (form: Record<string, string>) => sent.push(new URLSearchParams(form)) > 0,
    )
    .reply(status, body);
  return sent;
}

describe('the page on which an org signs in', () => {
  it.each([
    ['login.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com/', 'https://test.salesforce.com'],
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://Acme--UAT.sandbox.my.salesforce.com/?ec=302', 'https://acme--uat.sandbox.my.salesforce.com'],
    [
      'https://acme-dev-ed.develop.my.salesforce.com/lightning',
      'https://acme-dev-ed.develop.my.salesforce.com',
    ],
    ['https://acme.lightning.force.com/lightning/page/home', 'https://acme.my.salesforce.com'],
    ['acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    [
      'https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home',
      'https://acme.my.salesforce.com',
    ],
  ])('is known from %s', (typed, base) => {
    expect(signInBase(kit.app, typed)).toBe(base);
  });

  it.each([
    '',
    'acme',
    'salesforce.com',
    'https://acme.my.salesforce.com.evil.example',
    'https://evil.example/acme.my.salesforce.com',
    'https://evil.example#.my.salesforce.com',
    'https://acme.my.salesforce.com@evil.example',
    'https://user:pass@acme.my.salesforce.com',
    'https://acme.my.salesforce.com:8443',
    'http://acme.my.salesforce.com',
    'javascript://acme.my.salesforce.com',
    'https://-.my.salesforce.com',
    'http://127.0.0.1:3000',
  ])('is none where Salesforce does not sit: %s', (typed) => {
    expect(signInBase(kit.app, typed)).toBeUndefined();
  });

  it('is the simulator’s where that stands for Salesforce, and only as a whole', () => {
    const simulated = { ...kit.app, authorizeBase: 'http://127.0.0.1:3000' };
    expect(signInBase(simulated, 'http://127.0.0.1:3000/')).toBe('http://127.0.0.1:3000');
    expect(signInBase(simulated, 'http://127.0.0.1:3000/x')).toBeUndefined();
    expect(signInBase(simulated, 'http://127.0.0.1:30001')).toBeUndefined();
  });
});

describe('the consent of an org with a page of its own', () => {
  it('is asked for and redeemed there, and renewed there for ever after', async () => {
    const ask = { state: 's', challenge: 'c', redirectUri: 'https://kith.example.com/back', signIn: OWN };
    expect(salesforce.authorizeUrl(app, ask).startsWith(`${OWN}/services/oauth2/authorize?`)).toBe(true);
    endpoint(OWN, 200, grant);
    const answer = { code: 'c', verifier: 'v', redirectUri: ask.redirectUri, signIn: OWN };
    const given = await salesforce.redeem(app, straight, answer, kit.now);
    expect(given.base).toBe('https://analytical.my.salesforce.com');
    const sent = endpoint(OWN, 200, { ...grant, refresh_token: 'rotated' });
    const fresh = await salesforce.refresh(app, straight, given.refreshToken, kit.now);
    expect(sent[0]?.get('refresh_token')).toBe(grant.refresh_token);
    const again = endpoint(OWN, 200, { ...grant, refresh_token: undefined });
    const kept = await salesforce.refresh(app, straight, fresh.refreshToken, kit.now);
    expect(again[0]?.get('refresh_token')).toBe('rotated');
    // Where Salesforce gives no other, the one at hand goes on.
    expect(kept.refreshToken).toBe(fresh.refreshToken);
  });

  it('tells where the org’s API is now, by an address that is no page', async () => {
    endpoint(kit.app.authorizeBase, 200, { ...grant, instance_url: 'https://moved.lightning.force.com' });
    const fresh = await salesforce.refresh(app, straight, 'refresh', kit.now);
    expect(fresh.base).toBe('https://moved.my.salesforce.com');
  });

  it.each([
    ['id', 'https://login.salesforce.com/id/00DWs0000000001XXX/005Ws0000000001IAA'],
    ['id', 'https://login.salesforce.com/id/003Ws0000000900IAA/005Ws0000000001IAA'],
    ['id', undefined],
    ['instance_url', 'javascript:alert(1)'],
    ['access_token', ''],
  ])('is malformed when its %s is %s', async (name, value) => {
    endpoint(kit.app.authorizeBase, 200, { ...grant, [name]: value });
    const answer = { code: 'c', verifier: 'v', redirectUri: 'https://kith.example.com/back' };
    await expectKind('redeem', () => salesforce.redeem(app, straight, answer, kit.now), 'malformed');
  });
});

describe('a grant without a person at a browser', () => {
  it('is claimed by an assertion that the app’s key signs, and claimed again when it ends', async () => {
    const sent = endpoint(OWN, 200, { ...grant, refresh_token: undefined });
    const given = await claim(app, straight, { signIn: OWN, user: 'kith@analytical.example' }, kit.now);
    const [header = '', claims = '', signature = ''] = (sent[0]?.get('assertion') ?? '').split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      iss: app.clientId,
      sub: 'kith@analytical.example',
      aud: 'https://test.salesforce.com',
      exp: kit.now.getTime() / 1000 + 180,
    });
    const verified = createVerify('RSA-SHA256').update(`${header}.${claims}`);
    expect(verified.verify(publicKey, signature, 'base64url')).toBe(true);
    expect(given.account).toBe(kit.account);
    const again = endpoint(OWN, 200, { ...grant, refresh_token: undefined });
    const fresh = await salesforce.refresh(app, straight, given.refreshToken, later);
    expect(again[0]?.get('assertion')).not.toBe(sent[0]?.get('assertion'));
    expect(fresh.refreshToken).toBe(given.refreshToken);
    // There is nothing to give back.
    await salesforce.revoke(app, straight, given.refreshToken, later);
  });

  it.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://quick-fox-1.scratch.my.salesforce.com', 'https://test.salesforce.com'],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
  ])('is meant for the right one of Salesforce’s two doors: %s', async (signIn, aud) => {
    const sent = endpoint(signIn, 200, { ...grant, refresh_token: undefined });
    await claim(app, straight, { signIn, user: 'u@example.com' }, kit.now);
    const claims = (sent[0]?.get('assertion') ?? '').split('.')[1] ?? '';
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud });
  });

  it('is claimed by the app’s secret where it has no key, or no user is named', async () => {
    for (const [one, user] of [
      [kit.app, 'u@example.com'],
      [app, undefined],
    ] as const) {
      const sent = endpoint(OWN, 200, { ...grant, refresh_token: undefined });
      await claim(one, straight, { signIn: OWN, ...(user !== undefined && { user }) }, kit.now);
      expect(Object.fromEntries(sent[0] ?? [])).toEqual({
        grant_type: 'client_credentials',
        client_id: app.clientId,
        client_secret: app.clientSecret,
      });
    }
  });

  it.each([
    ['invalid_grant', "user hasn't approved this consumer", 'unauthorized'],
    ['invalid_app_access', 'user is not admin approved to access this app', 'unauthorized'],
    ['invalid_client', 'invalid client credentials', 'rejected'],
    ['invalid_client', 'OAUTH_EC_APP_NOT_FOUND: not in this org', 'rejected'],
    ['OAUTH_EC_APP_NOT_FOUND', 'external client app is not installed in this org', 'rejected'],
  ] as const)('is refused with %s, "%s": %s', async (error, error_description, kind) => {
    endpoint(OWN, 400, { error, error_description });
    const failure = await expectKind('claim', () => claim(app, straight, { signIn: OWN }, kit.now), kind);
    expect(failure.message).not.toContain(error_description);
    if (`${error}${error_description}`.includes('OAUTH_EC'))
      expect(failure.message).toMatch(/install the package/);
  });

  it('says that the key is none, without the key', async () => {
    const broken = { ...app, privateKey: 'not a key' };
    const call = () => claim(broken, straight, { signIn: OWN, user: 'u@example.com' }, kit.now);
    expect((await expectKind('claim', call, 'rejected')).message).not.toContain('not a key');
  });
});

describe('the key of an org', () => {
  const request = (headers: Record<string, string>) => ({
    method: 'GET',
    path: '/api',
    headers,
    body: Buffer.alloc(0),
  });
  const told = { 'x-kith-org': kit.account, 'x-kith-user': '005Ws0000000042IAA' };

  it('is the same for its id in 15 and in 18 characters, and another for each org and each Kith', () => {
    const own = keyFor(app, kit.account);
    expect(own).toMatch(/^[\w-]{43}$/);
    expect(keyFor(app, kit.account.slice(0, 15))).toBe(own);
    expect(keyFor(app, '00DWs0000000002MAA')).not.toBe(own);
    expect(keyFor({ ...app, keySecret: 'other' }, kit.account)).not.toBe(own);
  });

  it('is asked of everybody, also where no key can be made', () => {
    const authorization = `Bearer ${keyFor(app, kit.account)}`;
    expect(visitor(app, request({ ...told, authorization }))).toEqual({
      account: kit.account,
      user: '005Ws0000000042IAA',
    });
    expect(visitor({ ...app, keySecret: '' }, request({ ...told, authorization }))).toBeUndefined();
    expect(visitor(app, request({ ...told, authorization: authorization.slice(0, -1) }))).toBeUndefined();
    expect(
      visitor(app, request({ ...told, authorization, 'x-kith-user': '003Ws0000000900IAA' })),
    ).toBeUndefined();
    expect(
      visitor(app, request({ ...told, authorization, 'x-kith-user': '005Ws0000000042XXX' })),
    ).toBeUndefined();
  });
});
