import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { people } from '../../tests/browser/people.ts';
import { serve } from '../../tests/browser/serve.ts';
import type { CrmApp, CrmConnector } from '../ports/crm.ts';
import { Problem } from './shapes.ts';

const APP: CrmApp = {
  clientId: 'client',
  clientSecret: 'hush',
  apiBase: 'http://127.0.0.1:9',
  authorizeBase: 'http://127.0.0.1:9',
  publicUrl: 'https://kith.example',
};
const mac = (method: string, path: string, body: string | Buffer) =>
  createHmac('sha256', APP.clientSecret).update(`${method} ${path} `).update(body).digest('hex');

/** A CRM that names account, user and name in the address, and signs it with method and raw body. */
const connector = {
  id: 'hubspot',
  title: 'HubSpot',
  signedBy: ['x-mac', 'x-mac-time'],
  visitor: (_app, { method, path, headers, body }) => {
    if (headers['x-mac'] !== mac(method, path, body)) return undefined;
    const query = new URLSearchParams(path.split('?')[1]);
    const [account, user, name] = ['account', 'user', 'name'].map((key) => query.get(key) ?? undefined);
    if (!account || !user) return undefined;
    return { account, user, ...(name !== undefined && { name }) };
  },
} as Partial<CrmConnector> as CrmConnector;

const KEY = 'the access key of this test';
const RECORD = '/api/v1/records/101';
const VERDICT = `${RECORD}/links/bluesky/${encodeURIComponent('did:plc:mara/1')}/verdict`;
const REP = 'account=4711&user=7&name=rep%40example.com';
const ELSEWHERE = { ...SAMPLE, id: 'hubspot-2' as typeof SAMPLE.id, account: '2', sample: false };

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  const settings = { secret: 's'.repeat(32), accessKey: KEY, publicUrl: APP.publicUrl };
  w = world(people(), { settings, crms: new Map([['hubspot', { connector, app: APP }]]) });
  w.installed.splice(0, 1, { ...SAMPLE, sample: false }, ELSEWHERE);
  app = await serve(w.deps);
});
afterEach(() => app.close());

type Told = NonNullable<Parameters<typeof app.ask>[1]>;

/** Asks as the CRM's proxy does: by the public name, without cookies, signed. */
function ask(path: string, { method = 'GET', body, headers }: Told = {}) {
  const told = { host: 'kith.example', 'x-mac': mac(method, path, body ?? ''), ...headers };
  return app.ask(path, { method, headers: told, ...(body !== undefined && { body }) });
}
const say = (says: string, query = REP) =>
  ask(`${VERDICT}?${query}`, {
    method: 'POST',
    body: `{ "says":\t"${says}" }`,
    headers: { 'content-type': 'application/json' },
  });

describe('a person on a page in the CRM', () => {
  it('sees a contact of their account, by the CRM’s signature alone', async () => {
    expect((await ask(`${RECORD}?${REP}`)).status).toBe(200);
    expect((await ask(`${RECORD}?${REP}&installation=hubspot-4711`)).status).toBe(200);
    expect((await app.ask(`${RECORD}?${REP}`)).status).toBe(401);
  });

  it.each(['export', 'deliveries', 'webhooks', 'given-up'])(
    'is shown nothing that is looked at in Kith’s own panel only: %s',
    async (what) => {
      const refused = await ask(`/api/v1/${what}?${REP}`);
      expect([refused.status, Problem.parse(refused.json).detail]).toEqual([
        403,
        expect.stringContaining('own panel'),
      ]);
    },
  );

  it('sees no other account, whether it is there or not', async () => {
    const [other, nowhere] = await Promise.all([
      ask(`${RECORD}?${REP}&installation=hubspot-2`),
      ask(`${RECORD}?${REP}&installation=hubspot-3`),
    ]);
    expect(other.status).toBe(403);
    expect(nowhere).toMatchObject({ status: 403, text: other.text });
    const { json } = await ask(`/api/v1/installations?${REP}`);
    expect(json['installations']).toMatchObject([{ id: 'hubspot-4711' }]);
    const workspace = (await ask(`/api/v1/workspace?${REP}&installation=hubspot-2`)).json;
    expect(workspace['installation']).toMatchObject({ id: 'hubspot-4711' });
  });

  it.each(['9999', 'gone', '../4711'])(
    'of account %s, where Kith is not, is told how to connect it',
    async (account) => {
      w.installed.push({ ...ELSEWHERE, id: 'hubspot-gone' as typeof SAMPLE.id, status: 'uninstalled' });
      const answer = await ask(`${RECORD}?account=${encodeURIComponent(account)}&user=7`);
      expect(answer.status).toBe(403);
      expect(Problem.parse(answer.json).detail).toContain('/install/hubspot');
    },
  );

  it('decides under the name by which the CRM knows them, or by their number there', async () => {
    expect((await say('confirmed')).status).toBe(200);
    expect((await say('rejected', 'account=4711&user=7')).status).toBe(200);
    expect(w.verdicts.map(({ by }) => by)).toEqual(['rep@example.com', 'User 7 in HubSpot']);
  });

  it('may act without a cookie, an origin or a page of ours', async () => {
    for (const headers of [{}, { origin: 'https://app.crm.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await ask(`${RECORD}/refresh?${REP}`, { method: 'POST', headers })).status).toBe(202);
    }
  });

  it('is asked by our public name: a signature excuses no other', async () => {
    const answer = await ask(`${RECORD}?${REP}`, { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(421);
  });
});

describe('the CRM’s signature', () => {
  const forged = { 'x-mac': 'f'.repeat(64) };

  it('that is not genuine is 401, with the cure, even where the request would be let in without', async () => {
    w.installed.splice(0, 2, SAMPLE);
    const open = await app.ask(RECORD);
    expect(open.status).toBe(200);
    const keyed = { authorization: `Bearer ${KEY}` };
    for (const headers of [forged, { 'x-mac': '' }, { 'x-mac-time': '1' }, { ...forged, ...keyed }]) {
      const answer = await app.ask(RECORD, { headers });
      expect(answer.status).toBe(401);
      expect(Problem.parse(answer.json).detail).toContain('KITH_PUBLIC_URL');
    }
  });

  it('that is genuine counts alone: the access key beside it opens nothing more', async () => {
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await ask(`${RECORD}?${REP}&installation=hubspot-2`, { headers })).status).toBe(403);
  });

  it('is asked for on every address of the API, those about no installation too', async () => {
    for (const path of ['/api/v1/installations', '/api/v1/workspace', '/api/v1/contacts', '/api/v1/review']) {
      expect((await app.ask(path, { headers: forged })).status, path).toBe(401);
      expect((await ask(`${path}?${REP}`)).status, path).toBe(200);
    }
    expect((await app.ask(RECORD, { method: 'DELETE', headers: forged })).status).toBe(401);
  });

  it('is verified over the bytes, before anything is made of them', async () => {
    const path = `${VERDICT}?${REP}`;
    const type = { 'content-type': 'application/json' };
    const rewritten = { 'x-mac': mac('POST', path, '{"says":"confirmed"}'), ...type };
    const post = (body: string | Buffer, headers: Record<string, string>) =>
      ask(path, { method: 'POST', body, headers });
    expect((await post('{"says": "confirmed"}', rewritten)).status).toBe(401);
    expect((await post('{ no json', { ...type, ...forged })).status).toBe(401);
    expect((await post('{ no json', type)).status).toBe(400);
    expect(w.verdicts).toEqual([]);
  });

  it('covers what was inside a compressed body, and a body that no route reads', async () => {
    const plain = '{"says":"confirmed"}';
    const path = `${VERDICT}?${REP}`;
    const headers = {
      'x-mac': mac('POST', path, plain),
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    };
    expect((await ask(path, { method: 'POST', body: gzipSync(plain), headers })).status).toBe(200);
    const refresh = `${RECORD}/refresh?${REP}`;
    expect((await ask(refresh, { method: 'POST', body: '{}' })).status).toBe(202);
    const swapped = { 'x-mac': mac('POST', refresh, '{}') };
    expect((await ask(refresh, { method: 'POST', body: '[]', headers: swapped })).status).toBe(401);
  });

  it('is no way to install: that takes the access key', async () => {
    const answer = await ask(`/install/hubspot?moved=1&${REP}`);
    expect(answer.status).toBe(401);
  });
});

describe('deciding for the whole account from a page in the CRM', () => {
  const ADMIN = 'account=4711&user=1&name=admin%40example.com';
  const approve = (query: string) =>
    ask(`/api/v1/approval?${query}`, {
      method: 'POST',
      body: '{"approve":true}',
      headers: { 'content-type': 'application/json' },
    });

  it('is for the first who does: a signature says who somebody is, not what they may', async () => {
    expect((await approve(ADMIN)).status).toBe(200);
    const refused = await approve(REP);
    expect(refused.status).toBe(403);
    expect(Problem.parse(refused.json).detail).toContain('admin@example.com');
    expect((await approve(ADMIN)).status).toBe(200);
  });

  it.each([
    ['PUT', '/api/v1/settings', '{"off":[],"mappings":[],"callsPerDay":500,"basis":"consent","graceDays":3}'],
    ['POST', '/api/v1/uninstall', '{"keepFields":true}'],
    ['DELETE', RECORD, undefined],
  ] as const)('is what %s %s does too', async (method, path, body) => {
    await approve(ADMIN);
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(`${path}?${REP}`, { method, headers, ...(body !== undefined && { body }) });
    expect(answer.status).toBe(403);
  });

  it('passes to somebody else by the access key alone', async () => {
    await approve(ADMIN);
    expect((await ask(`/api/v1/governor?${REP}`, { method: 'DELETE' })).status).toBe(403);
    const headers = { host: 'kith.example', authorization: `Bearer ${KEY}` };
    const path = '/api/v1/governor?installation=hubspot-4711';
    expect((await app.ask(path, { method: 'DELETE', headers })).status).toBe(200);
    expect((await approve(REP)).status).toBe(200);
    expect((await approve(ADMIN)).status).toBe(403);
  });

  it('is for everybody in the sample workspace, whose people are made up', async () => {
    w.installed.splice(0, 1, SAMPLE);
    expect((await approve(ADMIN)).status).toBe(200);
    expect((await approve(REP)).status).toBe(200);
  });
});
