import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';

const KEY = 'the access key of this test';
const RECORD = '/api/v1/records/101';
const REFRESH = `${RECORD}/refresh`;

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  const settings = { secret: 's'.repeat(32), accessKey: KEY, publicUrl: 'https://kith.example' };
  w = world(people(), { settings });
  app = await serve(w.deps);
});
afterEach(() => app.close());

const real = () => w.installed.splice(0, 1, { ...SAMPLE, sample: false });
const cookieFrom = async () => {
  const { headers } = await app.ask(`/?key=${encodeURIComponent(KEY)}`);
  return String(headers['set-cookie']).split(';')[0] ?? '';
};

describe('the sample workspace', () => {
  it('is open on this machine', async () => {
    expect((await app.ask(RECORD)).status).toBe(200);
  });

  it.each([
    ['another name', { host: 'kith.example' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.9' }],
  ])('is closed to who comes by %s', async (_, headers) => {
    expect((await app.ask(RECORD, { headers })).status).toBe(401);
  });
});

describe('a real installation', () => {
  it('is closed without the key, on this machine too', async () => {
    real();
    for (const path of [RECORD, '/api/v1/contacts', '/api/v1/deliveries', '/api/v1/workspace']) {
      expect((await app.ask(path)).status, path).toBe(401);
    }
    expect((await app.ask('/api/v1/installations')).json).toEqual({ installations: [] });
  });

  it('opens with the key as a bearer token, and with no other', async () => {
    real();
    const ask = (token: string) => app.ask(RECORD, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask(KEY)).status).toBe(200);
    expect((await ask(`${KEY}x`)).status).toBe(401);
    expect((await ask('')).status).toBe(401);
  });

  it('opens with the cookie that the key in the address becomes; the key leaves the address', async () => {
    real();
    const entered = await app.ask(`/?installation=hubspot-4711&key=${encodeURIComponent(KEY)}`);
    expect(entered).toMatchObject({ status: 303, headers: { location: '/?installation=hubspot-4711' } });
    const cookie = String(entered.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(encodeURIComponent(KEY));
    expect((await app.ask(RECORD, { headers: { cookie: await cookieFrom() } })).status).toBe(200);
    expect((await app.ask(RECORD, { headers: { cookie: 'kith_access=guess' } })).status).toBe(401);
  });

  it('is given a cookie that goes over encrypted lines only, where it is reached by its public https name', async () => {
    const enter = (host: string) => app.ask(`/?key=${encodeURIComponent(KEY)}`, { headers: { host } });
    expect(String((await enter('kith.example')).headers['set-cookie'])).toMatch(/; Secure/);
    expect(String((await enter('localhost:3000')).headers['set-cookie'])).not.toMatch(/Secure/);
  });

  it('stays closed to a wrong key, with a page that says what to do', async () => {
    const wrong = await app.ask('/?key=guess');
    expect(wrong.status).toBe(401);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(wrong.text).toContain('<h1>This is not the access key</h1>');
  });

  it('is not told apart from one that is not there', async () => {
    w.installed.push({ ...SAMPLE, id: 'hubspot-2' as typeof SAMPLE.id, sample: false });
    const [hidden, nowhere] = await Promise.all([
      app.ask(`${RECORD}?installation=hubspot-2`),
      app.ask(`${RECORD}?installation=hubspot-3`),
    ]);
    expect(hidden.status).toBe(401);
    expect(nowhere).toMatchObject({ status: hidden.status, text: hidden.text });
  });
});

describe('another site', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'cannot point its own name, %s, at this machine',
    async (host) => {
      expect([400, 421]).toContain((await app.ask(RECORD, { headers: { host } })).status);
    },
  );

  it.each(['localhost:3000', '127.0.0.1', '[::1]:8080'])('is not %s', async (host) => {
    expect((await app.ask(RECORD, { headers: { host } })).status).toBe(200);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    // A proxy in front asks for a password, which the browser brings along whoever sends it there.
    { origin: 'https://evil.example', authorization: `Basic ${btoa('ada:lovelace')}` },
  ])('cannot change anything: %o', async (headers) => {
    const cookie = await cookieFrom();
    expect((await app.ask(REFRESH, { method: 'POST', headers: { cookie, ...headers } })).status).toBe(403);
    expect((await app.ask(RECORD, { method: 'DELETE', headers })).status).toBe(403);
    expect(w.facts.has([...w.facts.keys()][0] as never)).toBe(true);
  });

  it.each([{ 'sec-fetch-site': 'same-origin' }, {}])(
    'is not our own page or a program: %o',
    async (headers) => {
      expect((await app.ask(REFRESH, { method: 'POST', headers })).status).toBe(202);
    },
  );

  it('cannot frame, script or be told where we are', async () => {
    const { headers } = await app.ask(RECORD);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
