import { Client } from '@hubspot/api-client';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TICKET_PROPERTIES, PROPERTIES } from '../../../connectors/crm/hubspot/fields.ts';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { OPTIONAL_SCOPES, SCOPES } from '../../../connectors/crm/hubspot/scopes.ts';
import { READ_PROPERTIES } from '../../../connectors/crm/hubspot/wire.ts';
import { ContactId } from '../../core/ids.ts';
import type { Crm } from '../../ports/crm.ts';
import { dated } from './dated.ts';
import { openTestbed, straight } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const HUBSPOT = 'https://api.hubapi.com';
const ADA = ContactId.parse('90001');
const EVE = ContactId.parse('90002');
const WANTED = [...READ_PROPERTIES, 'lastmodifieddate'];
const AT = '2026-11-24T10:00:00.000Z';

/** One request as it left, its path in today's words. */
interface Left {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly authorization: string | null;
  readonly contentType: string | null;
  readonly accept: string | null;
  readonly body: unknown;
}

const beds: Testbed[] = [];
beforeEach(() => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterEach(async () => {
  nock.cleanAll();
  nock.enableNetConnect();
  for (const bed of beds.splice(0)) await bed.close();
});

/** A portal of its own behind HubSpot's address, with what a person put into it, and all that is asked of it. */
async function portal(): Promise<Left[]> {
  nock.cleanAll();
  const bed = await openTestbed({ contacts: [{ firstname: 'Ada' }, { firstname: 'Eve' }] });
  beds.push(bed);
  const { accessToken, refreshToken } = await bed.install(hubspot);
  const deal = { dealname: 'Engine', pipeline: 'default', dealstage: 'contractsent' };
  bed.portal.add('deals', deal, [ADA]);
  bed.portal.add('notes', { hs_timestamp: AT, hs_note_body: 'Said' }, [ADA]);
  const left: Left[] = [];
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    nock(HUBSPOT)
      .persist()
      .intercept(/.*/, method)
      .reply(async (request: Request) => {
        const text = await request.text();
        left.push(leftAs(request, text));
        const { pathname, search } = new URL(request.url);
        const headers = new Headers(request.headers);
        headers.delete('content-length');
        if (headers.has('authorization')) headers.set('authorization', `Bearer ${accessToken}`);
        const known = text.replace('the-refresh-token', refreshToken).replace('client-id', bed.app.clientId);
        const body = known.replace('client-secret', bed.app.clientSecret);
        const url = bed.portal.url + dated(pathname) + search;
        const answer = await fetch(url, { method, headers, ...(text !== '' && { body }) });
        return [
          answer.status,
          await answer.text(),
          { 'content-type': answer.headers.get('content-type') ?? '' },
        ];
      });
  }
  return left;
}

function leftAs({ method, url, headers }: Request, text: string): Left {
  const { pathname, searchParams } = new URL(url);
  const contentType = headers.get('content-type');
  const form = contentType?.includes('urlencoded') ? [...new URLSearchParams(text)].toSorted() : undefined;
  return {
    method,
    path: dated(pathname),
    query: [...searchParams].map((pair) => pair.join('=')).toSorted(),
    authorization: headers.get('authorization'),
    contentType: contentType?.replace(/;.*$/, '') ?? null,
    accept: headers.get('accept'),
    body: form ?? (text === '' ? undefined : JSON.parse(text)),
  };
}

const app = {
  ...{ clientId: 'client-id', clientSecret: 'client-secret', publicUrl: 'https://kith.example.com' },
  ...{ apiBase: HUBSPOT, authorizeBase: 'https://app.hubspot.com' },
};
const access = {
  token: async () => 'the-token',
  renew: async () => 'the-token',
  base: async () => HUBSPOT,
  saw: () => undefined,
};
const connected = (): Crm =>
  hubspot.connect({
    ...{ app, account: '4242', ...access, pass: straight },
    ...{ now: () => new Date(AT), scopes: [...SCOPES, ...OPTIONAL_SCOPES] },
  });
const toContact = (associationTypeId: number) => [
  { to: { id: ADA }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId }] },
];
const batchRead = (ids: readonly string[], properties: readonly string[]) => ({
  inputs: ids.map((id) => ({ id })),
  properties: [...properties],
  propertiesWithHistory: [],
});
const DEALS = ['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'createdate'];
const NOTES = ['hs_note_body', 'hs_timestamp'];
const TASKS = ['hs_task_subject', 'hs_task_body', 'hs_task_status', 'hs_createdate'];
const item = { contact: ADA, title: 'Call', body: 'Soon', key: 'k1' };

/** What the connector does, and the SDK's own operations for the same, one after the other. */
const SAME: readonly (readonly [
  what: string,
  ours: (crm: Crm) => Promise<unknown>,
  theirs: (sdk: Client) => Promise<void>,
])[] = [
  [
    'reads contacts',
    (crm) => crm.contacts([ADA, EVE]),
    async ({ crm }) => void (await crm.contacts.batchApi.read(batchRead([ADA, EVE], WANTED))),
  ],
  [
    'pages through contacts',
    (crm) => crm.page('90001'),
    async ({ crm }) =>
      void (await crm.contacts.basicApi.getPage(100, '90001', WANTED, undefined, undefined, false)),
  ],
  [
    'makes its properties and writes them',
    async (crm) => {
      await crm.prepare();
      await crm.write([{ contact: ADA, fields: { headline: 'Here', influence: 71.5 } }]);
    },
    async ({ crm: { properties, contacts } }) => {
      for (const [type, made] of [
        ['contacts', PROPERTIES],
        ['tickets', TICKET_PROPERTIES],
      ] as const) {
        await properties.groupsApi.getAll(type);
        await properties.groupsApi.create(type, { name: 'kith', label: 'Kith' });
        await properties.coreApi.getAll(type);
        await properties.batchApi.create(type, { inputs: made as never });
      }
      const written = { kith_headline: 'Here', kith_influence: '71.5', kith_person_id: ADA };
      await contacts.batchApi.update({ inputs: [{ id: ADA, properties: written, objectWriteTraceId: ADA }] });
    },
  ],
  [
    'reads what is around a contact',
    (crm) => crm.around(ADA),
    async ({ crm }) => {
      const around = ['deals', 'tickets', 'companies', 'tasks', 'notes'];
      await crm.contacts.basicApi.getById(ADA, ['hs_object_id'], undefined, around, false);
      await crm.deals.batchApi.read(batchRead(['50001'], DEALS));
      await crm.objects.batchApi.read('notes', batchRead(['20001'], NOTES));
      await crm.pipelines.pipelinesApi.getAll('deals');
    },
  ],
  [
    'adds a task',
    (crm) => crm.add({ kind: 'task', ...item }),
    async ({ crm }) => {
      await crm.contacts.basicApi.getById(ADA, ['hs_object_id'], undefined, ['tasks'], false);
      const hs = {
        hs_task_subject: 'Call',
        hs_task_body: '<p>Soon</p><p>Added by Kith (k1)</p>',
        hs_timestamp: AT,
      };
      const properties = { ...hs, hs_task_status: 'NOT_STARTED', hs_task_type: 'TODO' };
      await crm.objects.basicApi.create('tasks', { properties, associations: toContact(204) });
    },
  ],
  [
    'finds the task that is there under its key',
    async (crm) => {
      await crm.add({ kind: 'task', ...item });
      await crm.add({ kind: 'task', ...item });
    },
    async ({ crm }) => {
      for (let again = 0; again < 2; again += 1) {
        await crm.contacts.basicApi.getById(ADA, ['hs_object_id'], undefined, ['tasks'], false);
        const hs = {
          hs_task_subject: 'Call',
          hs_task_body: '<p>Soon</p><p>Added by Kith (k1)</p>',
          hs_timestamp: AT,
        };
        const properties = { ...hs, hs_task_status: 'NOT_STARTED', hs_task_type: 'TODO' };
        if (again === 0)
          await crm.objects.basicApi.create('tasks', { properties, associations: toContact(204) });
        else await crm.objects.batchApi.read('tasks', batchRead(['30001'], TASKS));
      }
    },
  ],
  [
    'makes a list once and puts contacts into it',
    (crm) => crm.add({ kind: 'list', list: 'To call / soon', contacts: [ADA, EVE] }),
    async ({ crm: { lists } }) => {
      const name = 'Kith: To call / soon';
      await lists.listsApi.getByName(name, '0-1').catch(() => undefined);
      await lists.listsApi.create({ name, objectTypeId: '0-1', processingType: 'MANUAL' });
      await lists.membershipsApi.add('1', [ADA, EVE]);
    },
  ],
  [
    'lists the fields of a contact',
    (crm) => crm.fields(),
    async ({ crm }) => void (await crm.properties.coreApi.getAll('contacts')),
  ],
  [
    'leaves',
    async (crm) => {
      await crm.add({ kind: 'list', list: 'L', contacts: [] });
      await crm.prepare();
      await crm.leave();
    },
    async ({ crm: { lists, properties } }) => {
      await lists.listsApi.getByName('Kith: L', '0-1').catch(() => undefined);
      await lists.listsApi.create({ name: 'Kith: L', objectTypeId: '0-1', processingType: 'MANUAL' });
      const parts = [
        ['contacts', PROPERTIES],
        ['tickets', TICKET_PROPERTIES],
      ] as const;
      for (const [type, made] of parts) {
        await properties.groupsApi.getAll(type);
        await properties.groupsApi.create(type, { name: 'kith', label: 'Kith' });
        await properties.coreApi.getAll(type);
        await properties.batchApi.create(type, { inputs: made as never });
      }
      await lists.listsApi.doSearch({ query: 'Kith: ', processingTypes: ['MANUAL'], offset: 0, count: 100 });
      await lists.listsApi.remove('1');
      for (const [type, made] of parts) {
        await properties.coreApi.getAll(type);
        await properties.batchApi.archive(type, { inputs: made.map(({ name }) => ({ name })) });
        await properties.coreApi.getAll(type);
        await properties.groupsApi.archive(type, 'kith');
      }
    },
  ],
];

describe('what the HubSpot connector asks is what HubSpot’s own SDK asks, in the words of the dated API: it', () => {
  it.each(SAME)('%s', async (_what, ours, theirs) => {
    const asked = await portal();
    await ours(connected());
    const wanted = await portal();
    await theirs(new Client({ accessToken: 'the-token' }));
    expect(wanted.length).toBeGreaterThan(0);
    expect(asked).toEqual(wanted);
  });

  it('adds a ticket, and finds it by its key', async () => {
    const asked = await portal();
    const crm = connected();
    await crm.prepare();
    const before = asked.length;
    await crm.add({ kind: 'ticket', ...item });
    await crm.add({ kind: 'ticket', ...item });
    const wanted = await portal();
    await connected().prepare();
    const sdk = new Client({ accessToken: 'the-token' });
    await sdk.crm.pipelines.pipelinesApi.getAll('tickets');
    const where = { hs_pipeline: '0', hs_pipeline_stage: '1', kith_key: 'k1' };
    const ticket = {
      properties: { subject: 'Call', content: 'Soon', ...where },
      associations: toContact(16),
    };
    await sdk.crm.tickets.basicApi.create(ticket);
    await sdk.crm.tickets.basicApi.create(ticket).catch(() => undefined);
    await sdk.crm.tickets.basicApi.getById('k1', ['kith_key'], undefined, undefined, false, 'kith_key');
    expect(asked.slice(before)).toEqual(wanted.slice(before));
  });

  it('renews a token', async () => {
    const asked = await portal();
    await hubspot.refresh(app, straight, 'the-refresh-token', new Date(AT));
    const wanted = await portal();
    const { tokensApi } = new Client().oauth;
    const own = ['client-id', 'client-secret', 'the-refresh-token'] as const;
    await tokensApi.create('refresh_token', undefined, undefined, ...own);
    expect(asked).toEqual(wanted);
  });
});
