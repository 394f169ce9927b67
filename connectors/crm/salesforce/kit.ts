import nock from 'nock';
import { ContactId } from '../../../src/core/ids.ts';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { KithFieldName } from '../../../src/core/record/patch.ts';
import type { Asked, CrmKit, Row, Situation } from '../../../tests/contract/crm/kit.ts';
import { callersOf } from './callers.ts';
import grant from './fixtures/grant.json' with { type: 'json' };
import { wholeId } from './ids.ts';
import { answer, soqlOf } from './kit-answers.ts';
import { PERSON_FIELDS } from './names.ts';
import { SCOPES } from './scopes.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const BASE = 'https://analytical.my.salesforce.com';
const LOGIN = 'https://login.salesforce.com';
const ORG = '00DWs0000000001MAA';

const app = {
  clientId: 'client-id',
  clientSecret: 'client-secret-that-nobody-may-see',
  apiBase: LOGIN,
  authorizeBase: LOGIN,
  publicUrl: 'https://kith.example.com',
  keySecret: 'key-secret-that-nobody-may-see',
};

/** Of a contact; different for different n. */
const id = (n: number) => ContactId.parse(wholeId(`003Ws${String(n).padStart(10, '0')}`));

function play(situation: Situation): readonly Asked[] {
  nock.cleanAll();
  nock.disableNetConnect();
  const asked: Asked[] = [];
  for (const base of [BASE, LOGIN]) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      nock(base)
        .persist()
        .intercept(/.*/, method)
        .reply(async (request: Request) => {
          const { pathname, search } = new URL(request.url);
          const body = await request.text();
          const one = { method, path: pathname + search, headers: Object.fromEntries(request.headers), body };
          asked.push(one);
          const { status, body: reply, headers } = answer(situation, one);
          const json = { 'content-type': 'application/json;charset=UTF-8' };
          if (typeof reply !== 'string') return [status, JSON.stringify(reply), { ...json, ...headers }];
          return [status, reply, { ...(reply.startsWith('<') ? {} : json), ...headers }];
        });
    }
  }
  return asked;
}

type Records = { readonly records?: readonly Readonly<Record<string, unknown>>[] };

function rowsIn({ body }: Asked): readonly Row[] {
  const names = Object.keys(KITH_FIELDS) as KithFieldName[];
  const nameOf = new Map(names.map((name) => [PERSON_FIELDS[name].name as string, name]));
  const { records = [] } = (body === '' ? {} : JSON.parse(body)) as Records;
  return records.map(({ attributes: _type, id: contact, ...values }) => ({
    contact: String(contact),
    fields: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        nameOf.get(name) ?? name,
        value === null ? null : String(value),
      ]),
    ),
  }));
}

const event = (more: object = {}) => ({
  id: '/data/ContactChangeEvent:17',
  entity: 'Contact',
  change: 'UPDATE',
  ids: [id(1)],
  at: '2026-11-24T09:59:58.000Z',
  fields: ['LastModifiedDate', 'Title'],
  ...more,
});
const heard = (...events: readonly object[]) => Buffer.from(JSON.stringify({ org: ORG, events }));

/** Salesforce as the contract of all CRM connectors needs it: its answers over nock, what it tells, how Apex calls. */
export const kit: CrmKit = {
  app,
  traits: new Set(),
  account: ORG,
  base: BASE,
  pages: BASE,
  now: NOW,
  scopes: SCOPES,
  maximum: { read: 400, write: 200 },
  id,
  known: {
    id: ContactId.parse('003Ws0000000900IAA'),
    name: 'Ada Lovelace',
    emails: ['ada@analytical.example'],
    phones: ['+44 20 7946 0000', '+44 7700 900000'],
    company: 'Analytical Engines Ltd',
    title: 'Programmer',
    location: 'Marylebone, United Kingdom',
    website: 'analytical.example',
    handles: ['https://www.linkedin.com/in/ada-example', 'x:ada_example', 'https://ada.example/notes'],
    changedAt: new Date('2026-11-20T09:14:02.000Z'),
  },
  // Salesforce does not say how long a token lives.
  grant: { accessToken: grant.access_token, refreshToken: grant.refresh_token, seconds: 7_200 },
  play,
  end: () => {
    nock.cleanAll();
  },
  asksItself: ({ path }) => path.endsWith('/describe'),
  readIn: (asked) =>
    [...(/ IN \((.*?)\)/.exec(soqlOf(asked))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, one = '']) => one),
  rowsIn,
  madeIn: ({ method, path, body }) =>
    method === 'POST' && path.endsWith('/sobjects/Lead')
      ? (JSON.parse(body) as Record<string, string>)
      : undefined,
  signedBy: ['x-kith-org', 'x-kith-user', 'authorization'],
  deliveries: {
    changed: heard(event()),
    again: heard(event()),
    other: heard(event({ id: '/data/ContactChangeEvent:18' })),
    deleted: heard(event({ change: 'DELETE', fields: [] })),
    merged: heard(event({ change: 'DELETE', fields: [], ids: [id(2)], into: id(1) })),
    echo: heard(event({ fields: ['LastModifiedDate', 'Kith_Headline__c'] })),
    unknown: heard({ whatHappened: 'something' }),
    ignored: heard(event({ entity: 'Account' }), event({ entity: 'Opportunity', change: 'DELETE' })),
  },
  callers: callersOf(app),
  about: { contact: id(1), goneInto: id(2) },
};
