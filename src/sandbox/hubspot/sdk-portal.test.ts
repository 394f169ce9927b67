import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { dated } from './dated.ts';
import { openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';
import { answering } from '../../../tests/support/answering.ts';

let bed: Testbed;
let proxy: Server;
let sdk: Client;
let tokens: { readonly accessToken: string; readonly refreshToken: string };

beforeEach(async () => {
  bed = await openTestbed({ contacts: [{ firstname: 'Ada', email: 'ada@x.example' }, { firstname: 'Eve' }] });
  tokens = await bed.install(hubspot);
  proxy = await inTodaysWords(bed.portal.url);
  const basePath = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  sdk = new Client({ accessToken: tokens.accessToken, basePath, numberOfApiCallRetries: 0 });
});
afterEach(async () => {
  proxy.close();
  await bed.close();
});

/** HubSpot's SDK knows only the old paths. */
async function inTodaysWords(to: string): Promise<Server> {
  const server = createServer(
    answering(async (req, res) => {
      const body = await buffer(req);
      const { pathname, search } = new URL(req.url ?? '', to);
      const headers = Object.entries(req.headers).filter(
        ([name]) => !['host', 'connection', 'content-length'].includes(name),
      );
      const answer = await fetch(to + dated(pathname) + search, {
        method: req.method ?? 'GET',
        headers: Object.fromEntries(headers) as Record<string, string>,
        ...(body.length > 0 && { body }),
      });
      res.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      res.end(await answer.text());
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const DEALS = '/crm/v3/objects/deals/search';
interface Paged {
  readonly results: readonly {
    readonly to: readonly { readonly toObjectId: number }[];
    readonly paging?: { readonly next: { readonly after: string } };
  }[];
  readonly errors?: readonly object[];
}

const refusedWith = (status: number) => ({ code: status });
const unique = {
  label: 'Key',
  type: 'string' as never,
  fieldType: 'text' as never,
  groupName: 'contactinformation',
};
const filtered = (propertyName: string, operator: FilterOperatorEnum, value?: string) => ({
  filterGroups: [{ filters: [{ propertyName, operator, ...(value !== undefined && { value }) }] }],
  properties: ['email', 'firstname'],
  limit: 100,
});

describe('the simulated portal, asked by HubSpot’s own SDK,', () => {
  it('creates, reads, changes, archives, erases and pages contacts', async () => {
    const { basicApi } = sdk.crm.contacts;
    const made = await basicApi.create({ properties: { email: 'Bob@x.example' }, associations: [] });
    expect(made.properties['email']).toBe('bob@x.example');
    await basicApi.update(made.id, { properties: { city: 'Rome' } });
    expect((await basicApi.getById(made.id, ['city'])).properties['city']).toBe('Rome');
    const page = await basicApi.getPage(1, undefined, ['email']);
    expect([page.results.length, page.paging?.next?.after]).toEqual([1, '90001']);
    await basicApi.archive(made.id);
    await expect(basicApi.getById(made.id)).rejects.toMatchObject(refusedWith(404));
    const path = '/crm/objects/2026-09/contacts/gdpr-delete';
    const erased = await sdk.apiRequest({ method: 'POST', path, body: { objectId: '90001' } });
    expect([erased.status, bed.portal.get('90001')]).toEqual([204, undefined]);
    expect(() => bed.portal.restore('90001')).toThrow('not found');
  });

  it('upserts by a unique property, and by none other', async () => {
    await sdk.crm.properties.coreApi.create('contacts', { name: 'own_key', hasUniqueValue: true, ...unique });
    const row = (id: string, city: string) => ({
      id,
      idProperty: 'own_key',
      properties: { city, firstname: 'N' },
    });
    const upsert = (...inputs: ReturnType<typeof row>[]) => sdk.crm.contacts.batchApi.upsert({ inputs });
    const first = await upsert(row('a', 'Rome'), row('b', 'Oslo'));
    expect(first.results.map((one) => one['_new'])).toEqual([true, true]);
    const second = await upsert(row('a', 'Bern'), row('c', 'Graz'));
    expect(second.results.map((one) => one['_new'])).toEqual([false, true]);
    expect(bed.portal.list().filter(({ properties }) => properties['own_key'])).toHaveLength(3);
    const wrong = { inputs: [{ ...row('a', 'x'), idProperty: 'city' }] };
    await expect(sdk.crm.contacts.batchApi.upsert(wrong)).rejects.toMatchObject(refusedWith(400));
    const email = { inputs: [{ ...row('ada@x.example', 'x'), idProperty: 'email' }] };
    await expect(sdk.crm.contacts.batchApi.upsert(email)).rejects.toMatchObject(refusedWith(400));
    const again = { properties: { firstname: 'N', own_key: 'a' }, associations: [] };
    await expect(sdk.crm.contacts.basicApi.create(again)).rejects.toMatchObject(refusedWith(400));
  });

  it('lets no portal have more than ten unique properties', async () => {
    const make = (n: number) =>
      sdk.crm.properties.coreApi.create('contacts', { name: `own_${n}`, hasUniqueValue: true, ...unique });
    for (let n = 0; n < 10; n += 1) await make(n);
    await expect(make(10)).rejects.toMatchObject(refusedWith(400));
  });

  it('finds by search what was there five seconds ago, and not what was just written', async () => {
    const find = (ask: ReturnType<typeof filtered>) => sdk.crm.contacts.searchApi.doSearch(ask as never);
    const bob = filtered('email', FilterOperatorEnum.Eq, 'bob@x.example');
    bed.portal.create({ email: 'bob@x.example' });
    expect((await find(bob)).total).toBe(0);
    bed.advance(5_000);
    expect((await find(bob)).total).toBe(1);
    expect((await find(filtered('email', FilterOperatorEnum.HasProperty))).results).toHaveLength(2);
    expect((await find(filtered('firstname', FilterOperatorEnum.ContainsToken, 'ad*'))).total).toBe(1);
    await expect(find(filtered('email', 'ABOUT' as never, 'x'))).rejects.toMatchObject(refusedWith(400));
    await expect(find({ ...bob, limit: 201 })).rejects.toMatchObject(refusedWith(400));
    bed.advance(1_000);
    await expect(find({ ...bob, after: '9990' } as never)).rejects.toMatchObject(refusedWith(400));
    const [group] = bob.filterGroups;
    const six = { ...bob, filterGroups: Array.from({ length: 6 }, () => group) };
    await expect(find(six as never)).rejects.toMatchObject(refusedWith(400));
  });

  it('finds deals by the contact they belong to and by whether they are closed, in the order asked for', async () => {
    const [ada, eve] = bed.portal.list().map(({ id }) => id) as [string, string];
    const deal = (dealname: string, dealstage: string, of: string, minutesAgo: number) =>
      bed.portal.add('deals', { dealname, dealstage }, [of], minutesAgo);
    deal('Newer', 'contractsent', ada, 1);
    deal('Older', 'contractsent', ada, 9);
    deal('Won', 'closedwon', ada, 5);
    deal('Another’s', 'contractsent', eve, 5);
    bed.advance(5_000);
    const filters = [
      { propertyName: 'associations.contact', operator: 'EQ', value: ada },
      { propertyName: 'hs_is_closed', operator: 'EQ', value: 'false' },
    ];
    const sorts = [{ propertyName: 'createdate', direction: 'ASCENDING' }];
    const ask = { filterGroups: [{ filters }], sorts, properties: ['dealname'], limit: 1 };
    const find = (more: object = {}) =>
      sdk.apiRequest({ method: 'POST', path: DEALS, body: { ...ask, ...more } });
    const first = await (await find()).json();
    expect(first).toMatchObject({ total: 2, results: [{ properties: { dealname: 'Older' } }] });
    const { after } = (first as { paging: { next: { after: string } } }).paging.next;
    expect(await (await find({ after })).json()).toMatchObject({
      results: [{ properties: { dealname: 'Newer' } }],
    });
    const wrong = [{ propertyName: 'associations.house', operator: 'EQ', value: ada }];
    expect((await find({ filterGroups: [{ filters: wrong }] })).status).toBe(400);
  });

  it('tells associations page by page, and of who has none that there are none, as an error beside the rest', async () => {
    const [ada, eve] = bed.portal.list().map(({ id }) => id) as [string, string];
    for (let n = 0; n < 501; n++) bed.portal.add('deals', { dealname: 'D', dealstage: 'closedwon' }, [ada]);
    const read = async (inputs: readonly object[]) => {
      const path = '/crm/v4/associations/contacts/deals/batch/read';
      const answer = await sdk.apiRequest({ method: 'POST', path, body: { inputs } });
      return { status: answer.status, body: (await answer.json()) as Paged };
    };
    const first = await read([{ id: ada }, { id: eve }]);
    expect(first.status).toBe(207);
    expect(first.body.errors).toMatchObject([
      { category: 'OBJECT_NOT_FOUND', context: { fromObjectId: [eve] } },
    ]);
    const [page] = first.body.results;
    const rest = await read([{ id: ada, after: page?.paging?.next.after }]);
    expect(rest.status).toBe(200);
    const ids = [page, ...rest.body.results].flatMap((one) => one?.to.map(({ toObjectId }) => toObjectId));
    expect(new Set(ids).size).toBe(501);
    expect(rest.body.results[0]).not.toHaveProperty('paging');
  });

  it('lets search five times a second, apart from the rest', async () => {
    const ask = filtered('email', FilterOperatorEnum.HasProperty) as never;
    const many = await Promise.allSettled(
      Array.from({ length: 8 }, () => sdk.crm.contacts.searchApi.doSearch(ask)),
    );
    const refused = many.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ reason: { code: 429, body: { policyName: 'SECONDLY' } } });
    expect((await sdk.crm.contacts.basicApi.getPage(1)).results).toHaveLength(1);
    bed.advance(1_000);
    await sdk.crm.contacts.searchApi.doSearch(ask);
  });

  it('joins records by HubSpot’s own associations and no others', async () => {
    const where = { hs_pipeline: '0', hs_pipeline_stage: '1' };
    const ticket = bed.portal.add('tickets', { subject: 'A cog', ...where }, []);
    const types = (associationTypeId: number) => [
      { associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId },
    ];
    const pair = { ['_from']: { id: '90001' }, to: { id: ticket.id } };
    const { batchApi, basicApi } = sdk.crm.associations.v4;
    await batchApi.create('contacts', 'tickets', { inputs: [{ ...pair, types: types(15) }] });
    await basicApi.createDefault('contacts', '90002', 'tickets', ticket.id);
    const read = await batchApi.getPage('tickets', 'contacts', { inputs: [{ id: ticket.id }] });
    expect(read.results[0]?.to.map((one) => String(one.toObjectId))).toEqual(['90001', '90002']);
    const wrong = batchApi.create('contacts', 'tickets', { inputs: [{ ...pair, types: types(202) }] });
    await expect(wrong).rejects.toMatchObject(refusedWith(400));
    const company = bed.portal.add('companies', { name: 'Engines' }, []);
    const unwritable = basicApi.createDefault('contacts', '90002', 'companies', company.id);
    await expect(unwritable).rejects.toMatchObject(refusedWith(403));
  });

  it('makes tickets, tasks and notes with their contact, or not at all', async () => {
    const association = (id: string, associationTypeId: number) => [
      { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId }] },
    ];
    const note = { hs_timestamp: '2026-11-24T10:00:00Z', hs_note_body: 'Said' };
    const { basicApi } = sdk.crm.objects;
    await basicApi.create('notes', { properties: note, associations: association('90001', 202) });
    for (const [contact, type] of [
      ['7', 202],
      ['90001', 204],
    ] as const) {
      const wrong = basicApi.create('notes', { properties: note, associations: association(contact, type) });
      await expect(wrong).rejects.toMatchObject(refusedWith(400));
    }
    await expect(basicApi.create('tasks', { properties: {}, associations: [] })).rejects.toMatchObject(
      refusedWith(400),
    );
    expect(bed.portal.records('notes')).toHaveLength(1);
    expect(bed.portal.records('tasks')).toHaveLength(0);
  });

  it('keeps static lists, and refuses a second one of a name', async () => {
    const { listsApi, membershipsApi } = sdk.crm.lists;
    const ask = { name: 'Own', objectTypeId: '0-1', processingType: 'MANUAL' };
    const { list } = await listsApi.create(ask);
    expect(await membershipsApi.add(list.listId, ['90001', '7'])).toMatchObject({
      recordsIdsAdded: ['90001'],
      recordIdsMissing: ['7'],
    });
    await expect(listsApi.create(ask)).rejects.toMatchObject(refusedWith(400));
    expect((await listsApi.doSearch({ query: 'own' })).lists.map(({ name }) => name)).toEqual(['Own']);
    await listsApi.remove(list.listId);
    await expect(listsApi.getByName('Own', '0-1')).rejects.toMatchObject(refusedWith(404));
  });
});

describe('the simulated authorisation, beyond the SDK,', () => {
  const post = (what: string, token: string) => {
    const form = { client_id: bed.app.clientId, client_secret: bed.app.clientSecret, token };
    return fetch(`${bed.portal.url}/oauth/2026-09/token/${what}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
  };
  const introspected = async (token: string) => (await post('introspect', token)).json();

  it('says what a token is, revokes it, and lets live access tokens live to their end', async () => {
    expect(await introspected(tokens.refreshToken)).toMatchObject({ active: true, hub_id: 4242 });
    expect((await post('revoke', tokens.refreshToken)).status).toBe(204);
    expect((await post('revoke', tokens.refreshToken)).status).toBe(204);
    expect(await introspected(tokens.refreshToken)).toEqual({ active: false });
    expect(await introspected(tokens.accessToken)).toMatchObject({ active: true });
    expect((await sdk.crm.contacts.basicApi.getPage(1)).results).toHaveLength(1);
    bed.advance(1_800_000);
    expect(await introspected(tokens.accessToken)).toEqual({ active: false });
  });
});
