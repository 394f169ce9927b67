import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const CONTACTS = '/crm/objects/2026-09/contacts';
const FIELDS = '/crm/properties/2026-09/contacts';

let bed: Testbed;
let token: string;
beforeEach(async () => {
  bed = await openTestbed({ contacts: [{ firstname: 'Ada', email: 'ada@x.example' }, { firstname: 'Eve' }] });
  token = (await bed.install(hubspot)).accessToken;
});
afterEach(() => bed.close());

interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Said> {
  const response = await fetch(bed.portal.url + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : { text };
  return { status: response.status, body: json, headers: response.headers };
}

const first = () => String(bed.portal.list()[0]?.id);
const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: String(i + 1) }));
const update = (properties: unknown) => ({ inputs: [{ id: first(), properties }] });

describe('the simulated API refuses, as HubSpot does,', () => {
  it.each([
    ['a call without a token', 'GET', CONTACTS, undefined, { authorization: '' }, 401],
    ['an unknown token', 'GET', CONTACTS, undefined, { authorization: 'Bearer guess' }, 401],
    ['the old path', 'GET', '/crm/v3/objects/contacts', undefined, {}, 404],
    ['the wrong method', 'DELETE', CONTACTS, undefined, {}, 405],
    ['101 rows', 'POST', `${CONTACTS}/batch/read`, { inputs: rows(101), properties: [] }, {}, 400],
    ['no rows', 'POST', `${CONTACTS}/batch/read`, { inputs: [], properties: [] }, {}, 400],
    [
      'an unknown key',
      'POST',
      `${CONTACTS}/batch/read`,
      { inputs: rows(1), properties: [], colour: 1 },
      {},
      400,
    ],
    ['a page of 101', 'GET', `${CONTACTS}?limit=101`, undefined, {}, 400],
    ['half a body', 'POST', `${CONTACTS}/batch/read`, '{"inputs":', {}, 400],
    ['a contact without a name', 'POST', CONTACTS, { properties: { city: 'Rome' } }, {}, 400],
    ['an address that another has', 'POST', CONTACTS, { properties: { email: 'ADA@x.example' } }, {}, 409],
    [
      'a property without a group',
      'POST',
      FIELDS,
      { name: 'x', label: 'X', type: 'string', fieldType: 'text' },
      {},
      400,
    ],
    ['a contact nobody knows', 'GET', `${CONTACTS}/1`, undefined, {}, 404],
  ])('%s', async (_what, method, path, body, headers, status) => {
    const said = await ask(method, path, body, headers as Record<string, string>);
    expect(said.status).toBe(status);
    expect(said.body).toMatchObject({
      status: 'error',
      correlationId: expect.any(String),
      category: expect.any(String),
    });
  });

  it.each([
    ['a number as a value', { city: 7 }],
    ['null as a value', { city: null }],
    ['a property that does not exist', { shoe_size: '7' }],
    ['a property that only HubSpot writes', { createdate: '2026-01-01' }],
    ['what is no e-mail address', { email: 'ada' }],
  ])('%s, and writes nothing of the batch', async (_what, properties) => {
    const inputs = [
      { id: String(bed.portal.list()[1]?.id), properties: { city: 'Rome' } },
      ...update(properties).inputs,
    ];
    expect((await ask('POST', `${CONTACTS}/batch/update`, { inputs })).status).toBe(400);
    expect(bed.portal.list().every((one) => one.properties['city'] === undefined)).toBe(true);
  });

  it('a value that is not of its property’s type', async () => {
    await ask('POST', `${FIELDS}/groups`, { name: 'own', label: 'Own' });
    const property = { label: 'N', groupName: 'own' };
    const number = { ...property, name: 'own_n', type: 'number', fieldType: 'number' };
    const date = { ...property, name: 'own_d', type: 'datetime', fieldType: 'date' };
    expect((await ask('POST', `${FIELDS}/batch/create`, { inputs: [number, date] })).status).toBe(201);
    const wrong = [{ own_n: 'many' }, { own_d: 'yesterday' }];
    for (const one of wrong)
      expect((await ask('POST', `${CONTACTS}/batch/update`, update(one))).status).toBe(400);
    const right = await ask('PATCH', `${CONTACTS}/${first()}`, {
      properties: { own_n: '1.5', own_d: '1700000000000' },
    });
    expect(right.body['properties']).toMatchObject({ own_n: '1.5', own_d: '2023-11-14T22:13:20.000Z' });
    const again = await ask('POST', `${FIELDS}/batch/create`, { inputs: [number] });
    expect([again.status, again.body['numErrors']]).toEqual([207, 1]);
  });

  it('an app that was not granted the scope', async () => {
    const narrow = {
      ...hubspot,
      authorizeUrl: (...args: Parameters<typeof hubspot.authorizeUrl>) => {
        const url = new URL(hubspot.authorizeUrl(...args));
        url.searchParams.set('scope', 'oauth crm.objects.contacts.read');
        return url.href;
      },
    };
    token = (await bed.install(narrow)).accessToken;
    expect((await ask('GET', CONTACTS)).status).toBe(200);
    const said = await ask('POST', `${CONTACTS}/batch/update`, update({ city: 'Rome' }));
    expect([said.status, said.body['category']]).toEqual([403, 'MISSING_SCOPES']);
  });
});

describe('the simulated API', () => {
  it('creates, reads, changes and deletes a contact', async () => {
    const created = await ask('POST', CONTACTS, { properties: { email: 'Bob@x.example' } });
    expect([created.status, created.body['properties']]).toMatchObject([201, { email: 'bob@x.example' }]);
    const path = `${CONTACTS}/${String(created.body['id'])}`;
    expect((await ask('PATCH', path, { properties: { city: 'Rome' } })).status).toBe(200);
    const read = await ask('GET', `${path}?properties=city,state,shoe_size`);
    expect(read.body['properties']).toMatchObject({ city: 'Rome', state: null });
    expect(read.body['properties']).not.toHaveProperty('shoe_size');
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('GET', path)).status).toBe(404);
  });

  it('takes the same value again for no change at all', async () => {
    const path = `${CONTACTS}/${first()}`;
    const before = (await ask('PATCH', path, { properties: { city: 'Rome' } })).body['updatedAt'];
    bed.advance(60_000);
    expect((await ask('PATCH', path, { properties: { city: 'Rome' } })).body['updatedAt']).toBe(before);
    expect((await ask('PATCH', path, { properties: { city: 'Oslo' } })).body['updatedAt']).not.toBe(before);
  });

  it('tells the missing rows of a batch apart, in a 207', async () => {
    const inputs = [{ id: first() }, { id: '7' }];
    const read = await ask('POST', `${CONTACTS}/batch/read`, { inputs, properties: ['email'] });
    expect(read.status).toBe(207);
    expect(read.body).toMatchObject({
      results: [{ id: first() }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['7'] } }],
    });
  });

  it('counts what is asked, and lets 110 through in ten seconds', async () => {
    const many = await Promise.all(Array.from({ length: 112 }, () => ask('GET', `${CONTACTS}?limit=1`)));
    const refused = many.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
    expect(refused[0]?.headers.get('retry-after')).toBe('10');
    expect(many[0]?.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(bed.portal.requests()).toMatchObject({ [`GET ${CONTACTS}`]: 112 });
    bed.advance(10_000);
    expect((await ask('GET', CONTACTS)).status).toBe(200);
  });
});

describe('the simulated authorisation', () => {
  const back = 'http://localhost:3000/install/hubspot/callback';
  const authorize = (more: Record<string, string>) => {
    const ask = { client_id: bed.app.clientId, redirect_uri: back, scope: 'oauth', state: 's', ...more };
    return fetch(`${bed.portal.url}/oauth/authorize?${new URLSearchParams(ask)}`, { redirect: 'manual' });
  };
  const exchange = async (form: Record<string, string>, type = 'application/x-www-form-urlencoded') => {
    const own = { client_id: bed.app.clientId, client_secret: bed.app.clientSecret };
    const body = new URLSearchParams({ ...own, ...form }).toString();
    const said = await ask('POST', '/oauth/2026-09/token', body, { 'content-type': type, authorization: '' });
    return [said.status, said.body['status'] ?? said.body['token_type']];
  };
  const codeWith = async (more: Record<string, string>) =>
    new URL((await authorize(more)).headers.get('location') ?? 'x:').searchParams.get('code') ?? '';

  it('sends nobody to an address the app has not stated, and no unknown app anywhere', async () => {
    expect((await authorize({ redirect_uri: 'https://elsewhere.example/' })).status).toBe(400);
    expect((await authorize({ redirect_uri: 'javascript:alert(1)' })).status).toBe(400);
    expect((await authorize({ client_id: 'other' })).status).toBe(400);
    const sent = await authorize({});
    expect([sent.status, sent.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^http:\/\/localhost:3000\/.*code=.+&state=s$/),
    ]);
  });

  it('redeems a code once, for the verifier of its challenge and the same address', async () => {
    const challenge = createHash('sha256').update('right').digest('base64url');
    const form = { grant_type: 'authorization_code', redirect_uri: back, code_verifier: 'right' };
    const redeem = async (more: Record<string, string>) =>
      exchange({ ...form, code: await codeWith({ code_challenge: challenge }), ...more });
    expect(await redeem({})).toEqual([200, 'bearer']);
    expect(await redeem({ code_verifier: 'wrong' })).toEqual([400, 'BAD_AUTH_CODE']);
    expect(await redeem({ redirect_uri: 'http://localhost:1/' })).toEqual([400, 'BAD_AUTH_CODE']);
    const code = await codeWith({ code_challenge: challenge });
    expect(await exchange({ ...form, code })).toEqual([200, 'bearer']);
    expect(await exchange({ ...form, code })).toEqual([400, 'BAD_AUTH_CODE']);
  });

  it('knows its app by id and secret, its grants by their token, and takes no JSON', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: 'unknown' };
    expect(await exchange(form)).toEqual([400, 'BAD_REFRESH_TOKEN']);
    expect(await exchange({ ...form, client_id: 'other' })).toEqual([400, 'BAD_CLIENT_ID']);
    expect(await exchange({ ...form, client_secret: 'other' })).toEqual([400, 'BAD_CLIENT_SECRET']);
    expect((await exchange(form, 'application/json'))[0]).toBe(415);
  });
});

describe('the simulated deliveries', () => {
  const eventsOf = (i: number) => JSON.parse(String(bed.inbox[i]?.body)) as { attemptNumber: number }[];

  it('come in batches of at most a hundred', async () => {
    for (let i = 0; i < 230; i += 1) bed.portal.create({ firstname: `N${i}` });
    await bed.portal.settled();
    expect(bed.inbox.map((_, i) => eventsOf(i).length).toSorted((a, b) => b - a)).toEqual([100, 100, 30]);
  });

  it('are sent again, ten times at most within a day, each saying which attempt it is', async () => {
    bed.answers.push(500);
    bed.portal.create({ firstname: 'Unlucky' });
    const begin = bed.now().getTime();
    await bed.portal.settled();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const waited = 84_458 * 2 ** attempt;
      bed.advance(waited - 1_000);
      await bed.portal.settled();
      expect(bed.inbox).toHaveLength(attempt + 1);
      bed.advance(1_000);
      await bed.portal.settled();
      expect(bed.inbox).toHaveLength(attempt + 2);
    }
    expect((bed.now().getTime() - begin) / 3_600_000).toBeCloseTo(24, 1);
    expect(bed.inbox.map((_, i) => eventsOf(i)[0]?.attemptNumber)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(bed.portal.deliveries()).toEqual({ sent: 11, acknowledged: 0, retried: 10, lost: 1 });
  });

  it('go where the app listens now, signed for that address', async () => {
    bed.portal.webhookUrl = `${bed.app.publicUrl}/elsewhere?a=b%40c`;
    bed.portal.create({ firstname: 'N' });
    await bed.portal.settled();
    const [request] = bed.inbox;
    expect(request?.path).toBe('/elsewhere?a=b%40c');
    expect(request && hubspot.open(bed.app, request, bed.now())).toHaveLength(1);
    bed.portal.webhookUrl = undefined;
    bed.portal.create({ firstname: 'M' });
    await bed.portal.settled();
    expect(bed.inbox).toHaveLength(1);
  });
});
