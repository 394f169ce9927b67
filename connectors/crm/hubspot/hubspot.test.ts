import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import type { Patch } from '../../../src/core/record/patch.ts';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { Crm } from '../../../src/ports/crm.ts';
import { crmContract } from '../../../tests/contract/crm.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import { connected, expectKind, straight } from '../../../tests/contract/crm/session.ts';
import grant from './fixtures/grant.json' with { type: 'json' };
import { PROPERTIES } from './fields.ts';
import { hubspot } from './index.ts';
import { kit } from './kit.ts';
import { SCOPES } from './scopes.ts';
import { READ_PROPERTIES } from './wire.ts';

crmContract(hubspot, kit, { describe, it, afterEach });

const CONTACTS = '/crm/objects/2026-09/contacts';
const FIELDS = '/crm/properties/2026-09/contacts';
const WANTED = [...READ_PROPERTIES, 'lastmodifieddate'];
const TRACE = { updatedAt: '2026-11-24T09:00:00Z', properties: {} };

/** HubSpot, which answers exactly what a test announces and nothing else. */
const api = (headers: Record<string, string> = { authorization: /^Bearer \S+$/.source }) =>
  nock(kit.app.apiBase, {
    reqheaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, new RegExp(value)] as const),
    ),
  });
const refusal = (category: string, message = 'prose') => ({
  status: 'error',
  message,
  correlationId: 'c',
  category,
});
/** Where nothing more was granted than Kith needs. */
const least = () => connected(hubspot, kit, straight, SCOPES);
const patch = (n: number, headline: string | null): Patch => ({ contact: kit.id(n), fields: { headline } });

announcedOnly();

describe('reading contacts from HubSpot', () => {
  it('reads them in one batch from the dated API, with the properties that matching needs', async () => {
    const body = { inputs: [{ id: kit.id(1) }], properties: WANTED, propertiesWithHistory: [] };
    const json = { authorization: '^Bearer access', 'content-type': '^application/json$' };
    api(json)
      .post(`${CONTACTS}/batch/read`, body)
      .reply(200, { results: [{ id: kit.id(1), ...TRACE }] });
    expect(await connected(hubspot, kit).contacts([kit.id(1)])).toHaveLength(1);
  });

  it('lists them by the hundred, the archived left out', async () => {
    const query = { limit: '100', properties: WANTED, archived: 'false', after: '77' };
    const answer = { results: [{ id: '78', ...TRACE }], paging: { next: { after: '78', link: 'x' } } };
    api().get(CONTACTS).query(query).reply(200, answer);
    expect(await connected(hubspot, kit).page('77')).toMatchObject({ contacts: [{ id: '78' }], next: '78' });
  });

  it('never takes a contact that could not be read for one that is gone', async () => {
    const errors = [{ ...refusal('INTERNAL_ERROR'), context: { ids: [kit.id(2)] } }];
    api().post(`${CONTACTS}/batch/read`).reply(207, { results: [], errors });
    await expectKind('read', () => connected(hubspot, kit).contacts([kit.id(2)]), 'unavailable');
  });

  it('asks nothing about what cannot be a record id, and drops what it did not ask for', async () => {
    api()
      .post(
        `${CONTACTS}/batch/read`,
        (sent: { inputs: unknown }) => JSON.stringify(sent.inputs) === '[{"id":"5"}]',
      )
      .reply(200, { results: [{ id: '6', ...TRACE }] });
    const ids = ['5', '005', 'x', '1e3', '../1'].map(
      (id) => kit.id(0).replace(/.*/, id) as typeof kit.known.id,
    );
    expect(await connected(hubspot, kit).contacts(ids)).toEqual([]);
  });

  it.each([
    [{}, []],
    [{ twitterhandle: 'ada' }, ['x:ada']],
    [{ twitterhandle: 'https://twitter.com/ada' }, ['https://twitter.com/ada']],
    [{ twitterhandle: '@ada@hachyderm.example' }, ['@ada@hachyderm.example']],
    [{ twitterhandle: 'n/a', website: 'none', hs_facebookid: '-' }, []],
    [{ hs_facebookid: '4711' }, ['facebook:4711']],
    [{ website: 'ada.example; github.com/ada' }, ['https://ada.example', 'https://github.com/ada']],
    [{ twitterbio: 'Ada. See (https://ada.example/me).' }, ['https://ada.example/me']],
  ])('finds the places that %j names', async (properties, handles) => {
    const results = [{ id: kit.id(1), updatedAt: '2026-11-24T09:00:00Z', properties }];
    api().post(`${CONTACTS}/batch/read`).reply(200, { results });
    expect((await connected(hubspot, kit).contacts([kit.id(1)]))[0]?.handles).toEqual(handles);
  });

  it.each([423, 477])('takes %i, which passes by itself, for unavailable', async (status) => {
    api().get(CONTACTS).query(true).reply(status, '', { 'Retry-After': '2' });
    const failure = await expectKind('list', () => connected(hubspot, kit).page(), 'unavailable');
    expect(failure.retryAfterMs).toBe(2_000);
  });

  it.each(['', '[]', '{"results":[{"id":7}]}'])('calls the answer %j malformed', async (body) => {
    api().get(CONTACTS).query(true).reply(200, body);
    await expectKind('list', () => connected(hubspot, kit).page(), 'malformed');
  });
});

describe('writing to HubSpot', () => {
  const update = (crm: Crm, ...patches: Patch[]) => crm.write(patches);

  it('updates by record id: every value as text, nothing as an empty text, and the key of the person', async () => {
    const properties = {
      kith_profile_count: '2',
      kith_influence: '71.5',
      kith_last_post_at: '2026-11-20T09:14:02.005Z',
      kith_headline: '',
      kith_person_id: kit.id(1),
    };
    const inputs = [{ id: kit.id(1), properties, objectWriteTraceId: kit.id(1) }];
    api()
      .post(`${CONTACTS}/batch/update`, { inputs })
      .reply(200, { results: [{ id: kit.id(1) }] });
    const fields = {
      profileCount: 2,
      influence: 71.5,
      lastPostAt: '2026-11-20T09:14:02.005Z',
      headline: null,
    };
    expect(await update(least(), { contact: kit.id(1), fields })).toEqual([
      { contact: kit.id(1), outcome: 'written' },
    ]);
  });

  it('halves a batch that is refused as a whole, so that one bad row keeps no other from being written', async () => {
    const asked = kit.play({ takes: [1, 2, 3, 5, 6, 7, 8].map(kit.id), gone: [], refuses: [kit.id(4)] });
    const outcomes = await least().write([1, 2, 3, 4, 5, 6, 7, 8].map((n) => patch(n, 'x')));
    expect(outcomes.filter(({ outcome }) => outcome === 'written')).toHaveLength(7);
    expect(outcomes[3]).toEqual({
      contact: kit.id(4),
      outcome: 'refused',
      says: 'HubSpot: VALIDATION_ERROR',
    });
    expect(asked.length).toBeLessThanOrEqual(7);
    kit.end();
  });

  it('lays the patches of one contact on top of each other: HubSpot refuses a batch that names one twice', async () => {
    const asked = kit.play({ takes: [kit.id(1)], gone: [], refuses: [] });
    const outcomes = await update(least(), patch(1, 'first'), patch(1, 'second'));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
    expect(asked.flatMap(kit.rowsIn)).toEqual([{ contact: kit.id(1), fields: { headline: 'second' } }]);
    kit.end();
  });

  it('tells by its category why a row was refused, in no words that may quote a person', async () => {
    const about = {
      ...refusal('VALIDATION_ERROR', 'ada@analytical.example is bad'),
      context: { ids: [kit.id(2)] },
    };
    const answer = { results: [{ id: kit.id(1) }], numErrors: 1, errors: [about] };
    api().post(`${CONTACTS}/batch/update`).reply(207, answer);
    const outcomes = await update(least(), patch(1, 'a'), patch(2, 'b'), patch(3, 'c'));
    expect(outcomes).toEqual([
      { contact: kit.id(1), outcome: 'written' },
      { contact: kit.id(2), outcome: 'refused', says: 'HubSpot: VALIDATION_ERROR' },
      { contact: kit.id(3), outcome: 'refused', says: 'HubSpot: no answer for this contact' },
    ]);
  });

  it('sends the batch again when a row failed for a reason of HubSpot’s own', async () => {
    const errors = [{ ...refusal('INTERNAL_ERROR'), context: { objectWriteTraceId: [kit.id(1)] } }];
    api().post(`${CONTACTS}/batch/update`).reply(207, { results: [], errors });
    await expectKind('write', () => update(least(), patch(1, 'a')), 'unavailable');
  });

  it('looks for its properties again after an administrator deleted them', async () => {
    const crm = least();
    const looks = () => {
      api()
        .get(`${FIELDS}/groups`)
        .reply(200, { results: [{ name: 'kith' }] });
      api().get(FIELDS).reply(200, { results: PROPERTIES });
    };
    looks();
    await crm.prepare();
    await crm.prepare();
    const message =
      'Property values were not valid: [{"error":"PROPERTY_DOESNT_EXIST","name":"kith_headline"}]';
    api().post(`${CONTACTS}/batch/update`).reply(400, refusal('VALIDATION_ERROR', message));
    await expectKind('write', () => update(crm, patch(1, 'a'), patch(2, 'b')), 'rejected');
    looks();
    await crm.prepare();
  });
});

describe('the properties that Kith makes in a portal', () => {
  it('are its own group and one property a field, each of the type that its kind of value needs', async () => {
    api()
      .get(`${FIELDS}/groups`)
      .reply(200, { results: [{ name: 'contactinformation' }] });
    api().post(`${FIELDS}/groups`, { name: 'kith', label: 'Kith' }).reply(201, {});
    const there = ['firstname', 'kith_headline'].map((name) => ({ name }));
    api().get(FIELDS).reply(200, { results: there });
    let made: readonly Record<string, unknown>[] = [];
    api()
      .post(`${FIELDS}/batch/create`, (sent: { inputs: typeof made }) => (made = sent.inputs).length > 0)
      .reply(201, { status: 'COMPLETE', results: [] });
    await least().prepare();
    // One is there, and two more keep records apart.
    expect(made).toHaveLength(Object.keys(KITH_FIELDS).length + 1);
    expect(made.map(({ name }) => name)).not.toContain('kith_headline');
    const typeOf = (name: string) => made.find((one) => one['name'] === name);
    expect(typeOf('kith_person_id')).toMatchObject({
      hasUniqueValue: true,
      type: 'string',
      groupName: 'kith',
    });
    expect(typeOf('kith_profiles')).toMatchObject({ type: 'string', fieldType: 'textarea' });
    expect(typeOf('kith_influence')).toMatchObject({ type: 'number', fieldType: 'number' });
    expect(typeOf('kith_last_post_at')).toMatchObject({ type: 'datetime', fieldType: 'date' });
    expect(typeOf('kith_last_post')).toMatchObject({ type: 'string', fieldType: 'text' });
  });

  it('may be made by another worker meanwhile', async () => {
    api().get(`${FIELDS}/groups`).reply(200, { results: [] });
    api().post(`${FIELDS}/groups`).reply(409, refusal('CONFLICT'));
    api()
      .get(`${FIELDS}/groups`)
      .reply(200, { results: [{ name: 'kith' }] });
    api().get(FIELDS).reply(200, { results: [] });
    api()
      .post(`${FIELDS}/batch/create`)
      .reply(207, { results: [], errors: [refusal('OBJECT_ALREADY_EXISTS')] });
    api().get(FIELDS).reply(200, { results: PROPERTIES });
    await least().prepare();
  });

  it('are missed loudly when HubSpot refuses to make them', async () => {
    api()
      .get(`${FIELDS}/groups`)
      .reply(200, { results: [{ name: 'kith' }] });
    api().get(FIELDS).twice().reply(200, { results: [] });
    api().post(`${FIELDS}/batch/create`).reply(400, refusal('PROPERTY_LIMIT_REACHED'));
    const failure = await expectKind('prepare', () => least().prepare(), 'rejected');
    expect(failure.message).toContain('PROPERTY_LIMIT_REACHED');
  });
});

describe('HubSpot’s token endpoint', () => {
  const own = { client_id: kit.app.clientId, client_secret: kit.app.clientSecret };
  const form = { 'content-type': '^application/x-www-form-urlencoded$' };

  it('is told everything in a form, and no bearer', async () => {
    const sent = { grant_type: 'refresh_token', refresh_token: 'r+/=', ...own };
    nock(kit.app.apiBase, {
      badheaders: ['authorization'],
      reqheaders: { 'content-type': new RegExp(form['content-type']) },
    })
      .post('/oauth/2026-09/token', sent)
      .reply(200, { ...grant, refresh_token: undefined });
    const fresh = await hubspot.refresh(kit.app, straight, 'r+/=', kit.now);
    expect(fresh).toMatchObject({ accessToken: grant.access_token, refreshToken: 'r+/=' });
  });

  it('gives the granted scopes, not those that were asked for', async () => {
    const code = {
      grant_type: 'authorization_code',
      code: 'c',
      code_verifier: 'v',
      redirect_uri: 'https://k.example/b',
    };
    api(form)
      .post('/oauth/2026-09/token', { ...code, ...own })
      .reply(200, grant);
    const answer = { code: 'c', verifier: 'v', redirectUri: 'https://k.example/b' };
    expect((await hubspot.redeem(kit.app, straight, answer, kit.now)).scopes).toEqual(grant.scopes);
  });

  it.each([
    [400, { status: 'BAD_REFRESH_TOKEN' }, 'unauthorized'],
    [400, { error: 'invalid_grant' }, 'unauthorized'],
    [400, { status: 'BAD_CLIENT_ID' }, 'rejected'],
    [401, { error: 'invalid_client' }, 'rejected'],
    [415, '', 'rejected'],
    [500, '', 'unavailable'],
    [200, { access_token: 'a' }, 'malformed'],
  ] as const)(
    'answers %i %j, which is %s: only a dead grant means uninstalled',
    async (status, body, kind) => {
      api(form).post('/oauth/2026-09/token').reply(status, body);
      await expectKind('refresh', () => hubspot.refresh(kit.app, straight, 'r', kit.now), kind);
    },
  );
});
