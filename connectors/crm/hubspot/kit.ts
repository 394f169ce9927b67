import { createHmac } from 'node:crypto';
import nock from 'nock';
import { ContactId } from '../../../src/core/ids.ts';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { KithFieldName } from '../../../src/core/record/patch.ts';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { CallerKit } from '../../../tests/contract/crm/caller-kit.ts';
import type { Asked, CrmKit, Row, Situation, Trait } from '../../../tests/contract/crm/kit.ts';
import { callersOf } from './callers.ts';
import { PROPERTIES, TICKET_PROPERTIES, propertyOf } from './fields.ts';
import known from './fixtures/batch-read.json' with { type: 'json' };
import grant from './fixtures/grant.json' with { type: 'json' };
import { OPTIONAL_SCOPES, SCOPES } from './scopes.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const UPDATED = '2026-11-24T09:00:00.000Z';
const BASE = 'https://api.hubapi.com';
const WEBHOOK = '/webhooks/hubspot';
const id = (n: number) => ContactId.parse(String(90_000 + n));

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}
type Inputs = {
  readonly inputs: readonly { readonly id: string; readonly properties: Record<string, string> }[];
};

const inputsOf = (asked: Asked) => (JSON.parse(asked.body) as Inputs).inputs;
const record = (contact: string) => ({ id: contact, properties: {}, updatedAt: UPDATED, archived: false });
const refusal = (status: number, category: string): Reply => ({
  status,
  body: { status: 'error', message: 'in prose', correlationId: 'c', category },
});
const missing = (ids: readonly string[]) =>
  ids.length === 0
    ? []
    : [{ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'in prose', context: { ids } }];

function multi(results: readonly unknown[], errors: readonly unknown[]): Reply {
  if (errors.length === 0) return { status: 200, body: { status: 'COMPLETE', results } };
  return { status: 207, body: { status: 'COMPLETE', results, numErrors: errors.length, errors } };
}

/** How HubSpot answers one request in one situation. */
function answer(situation: Situation, asked: Asked): Reply {
  if ('status' in situation) return situation;
  if ('grant' in situation) {
    return situation.grant === 'live'
      ? { status: 200, body: grant }
      : {
          status: 400,
          body: { status: asked.body.includes('code=') ? 'BAD_AUTH_CODE' : 'BAD_REFRESH_TOKEN' },
        };
  }
  if ('known' in situation) return { status: 200, body: { ...known, brandNewKey: [1] } };
  if ('adds' in situation) return adding(situation, asked);
  if ('pages' in situation) return page(situation.pages, asked);
  if ('takes' in situation) return written(situation, asked);
  return asked.path.includes('/properties/')
    ? fields(situation.fields ?? 'there', asked)
    : people(situation.people, asked);
}

/** Whoever was added under a key is found by it, and refuses another. */
function adding({ adds, before }: Extract<Situation, { adds: unknown }>, asked: Asked): Reply {
  if (asked.path.includes('/properties/')) return fields('there', asked);
  if (asked.method === 'POST') {
    return before ? refusal(400, 'VALIDATION_ERROR') : { status: 201, body: record(adds) };
  }
  const found = before && asked.path.includes('/k-1?idProperty=kith_key');
  return found ? { status: 200, body: record(adds) } : refusal(404, 'OBJECT_NOT_FOUND');
}

function madeIn({ method, path, body }: Asked): Record<string, string> | undefined {
  if (method !== 'POST' || !path.endsWith('/contacts')) return undefined;
  return (JSON.parse(body) as { readonly properties: Record<string, string> }).properties;
}

function people(there: readonly string[], asked: Asked): Reply {
  const ids = inputsOf(asked).map((input) => input.id);
  return multi(
    ids.filter((one) => there.includes(one)).map(record),
    missing(ids.filter((one) => !there.includes(one))),
  );
}

function fields(state: 'there' | 'missing', asked: Asked): Reply {
  if (asked.method === 'POST') return { status: 201, body: {} };
  return {
    status: 200,
    body: { results: state === 'there' ? [{ name: 'kith' }, ...PROPERTIES, ...TICKET_PROPERTIES] : [] },
  };
}

function page(pages: readonly (readonly string[])[], asked: Asked): Reply {
  const at = Number(new URL(asked.path, BASE).searchParams.get('after') ?? 0);
  const next = at + 1 < pages.length ? { paging: { next: { after: String(at + 1) } } } : {};
  return { status: 200, body: { results: (pages[at] ?? []).map(record), ...next } };
}

function written(situation: Extract<Situation, { takes: unknown }>, asked: Asked): Reply {
  const ids = inputsOf(asked).map((input) => ContactId.parse(input.id));
  // A value that is no good fails its whole batch at HubSpot, a record that is gone only its row.
  if (ids.some((one) => situation.refuses.includes(one))) return refusal(400, 'VALIDATION_ERROR');
  return multi(
    ids.filter((one) => situation.takes.includes(one)).map(record),
    missing(ids.filter((one) => situation.gone.includes(one))),
  );
}

function play(situation: Situation): readonly Asked[] {
  nock.cleanAll();
  nock.disableNetConnect();
  const asked: Asked[] = [];
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    nock(BASE)
      .persist()
      .intercept(/.*/, method)
      .reply(async (request: Request) => {
        const { pathname, search } = new URL(request.url);
        const body = await request.text();
        const one = { method, path: pathname + search, headers: Object.fromEntries(request.headers), body };
        asked.push(one);
        const { status, body: reply, headers } = answer(situation, one);
        return [status, typeof reply === 'string' ? reply : JSON.stringify(reply), headers ?? {}];
      });
  }
  return asked;
}

function rowsIn(asked: Asked): readonly Row[] {
  const names = Object.keys(KITH_FIELDS) as KithFieldName[];
  const nameOf = new Map(names.map((name) => [propertyOf(name), name]));
  return inputsOf(asked).map((input) => ({
    contact: input.id,
    fields: Object.fromEntries(
      Object.entries(input.properties)
        .filter(([property]) => property !== 'kith_person_id')
        .map(([property, value]) => [nameOf.get(property) ?? property, value === '' ? null : value]),
    ),
  }));
}

function sign(body: Buffer, at: Date, secret: string): Inbound {
  const timestamp = String(at.getTime());
  const hmac = createHmac('sha256', secret).update(`POST${app.publicUrl}${WEBHOOK}`);
  const signature = hmac.update(body).update(timestamp).digest('base64');
  return {
    method: 'POST',
    path: WEBHOOK,
    headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp },
    body,
  };
}

const app = {
  clientId: 'client-id',
  clientSecret: 'client-secret-that-nobody-may-see',
  apiBase: BASE,
  authorizeBase: 'https://app.hubspot.com',
  publicUrl: 'https://kith.example.com',
};

const event = (subscriptionType: string, more: object = {}) => ({
  eventId: 531_833_541,
  subscriptionId: 3_923_621,
  portalId: grant.hub_id,
  appId: 16_111_050,
  occurredAt: NOW.getTime() - 2_000,
  subscriptionType,
  attemptNumber: 0,
  objectId: Number(id(1)),
  objectTypeId: '0-1',
  changeSource: 'CRM_UI',
  sourceId: 'userId:76023669',
  ...more,
});
/** With spaces that no serialiser would write: what is verified must be the bytes, not the meaning. */
const delivery = (...events: readonly object[]) => Buffer.from(` ${JSON.stringify(events, undefined, 1)} \n`);
const changed = { propertyName: 'email', propertyValue: 'ada@analytical.example' };

/** HubSpot as the contract of all CRM connectors needs it: its answers over nock, its signature, its deliveries. */
export const kit: CrmKit & { readonly callers: Required<CallerKit> } & Required<Pick<CrmKit, 'sign'>> = {
  app,
  traits: new Set<Trait>([
    'signed deliveries',
    'signed calls',
    'automations',
    'makes its fields',
    'tells erasures',
  ]),
  account: String(grant.hub_id),
  base: BASE,
  pages: app.authorizeBase,
  now: NOW,
  scopes: [...SCOPES, ...OPTIONAL_SCOPES],
  maximum: { read: 100, write: 100 },
  id,
  known: {
    id: ContactId.parse('138017612137'),
    name: 'Ada Lovelace',
    emails: ['ada@analytical.example', 'countess@lovelace.example'],
    phones: ['+44 20 7946 0000'],
    company: 'Analytical Engines Ltd',
    title: 'Programmer',
    location: 'Marylebone, United Kingdom',
    website: 'analytical.example',
    handles: [
      'x:ada_example',
      'https://www.linkedin.com/in/ada-example',
      'https://analytical.example',
      'https://bsky.app/profile/ada.example',
      'https://github.com/ada-example',
    ],
    changedAt: new Date('2026-11-20T09:14:02.005Z'),
  },
  grant: {
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    seconds: grant.expires_in,
  },
  play,
  end: () => {
    nock.cleanAll();
  },
  readIn: (asked) => inputsOf(asked).map((input) => input.id),
  rowsIn,
  madeIn,
  asksItself: () => false,
  sign,
  signedBy: ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'],
  deliveries: {
    changed: delivery(event('object.propertyChange', changed)),
    again: delivery(event('object.propertyChange', { ...changed, attemptNumber: 3 })),
    other: delivery(event('object.propertyChange', { ...changed, eventId: 531_833_542 })),
    deleted: delivery(event('object.deletion', { changeFlag: 'DELETED' })),
    erased: delivery(event('contact.privacyDeletion', { objectTypeId: undefined })),
    merged: delivery(
      event('object.merge', { primaryObjectId: Number(id(1)), mergedObjectIds: [Number(id(2))] }),
    ),
    echo: delivery(event('object.propertyChange', { propertyName: 'kith_headline', propertyValue: 'x' })),
    unknown: delivery({ portalId: grant.hub_id, whatHappened: 'something' }),
    ignored: delivery(
      event('object.creation', { objectTypeId: '0-2' }),
      event('object.associationChange'),
      event('conversation.newMessage'),
    ),
  },
  callers: callersOf(app),
  about: { contact: id(1), goneInto: id(2) },
};
