import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import published from './fixtures/published-delivery.json' with { type: 'json' };
import { hubspot } from './index.ts';
import { kit } from './kit.ts';

const { origin, pathname } = new URL(published.url);
const theirs: CrmApp = { ...kit.app, publicUrl: origin, clientSecret: published.secret };
const asPublished: Inbound = {
  method: 'POST',
  path: pathname,
  headers: {
    'x-hubspot-signature-v3': published.signature,
    'x-hubspot-request-timestamp': published.timestamp,
  },
  body: Buffer.from(published.body),
};
const then = new Date(Number(published.timestamp));
const later = (ms: number) => new Date(then.getTime() + ms);
const genuine = (events: unknown) =>
  hubspot.open(
    kit.app,
    kit.sign(Buffer.from(JSON.stringify(events)), kit.now, kit.app.clientSecret),
    kit.now,
  );
const event = (n: number, portalId = 1) => ({
  eventId: n,
  subscriptionId: 7,
  portalId,
  occurredAt: kit.now.getTime(),
  subscriptionType: 'object.creation',
  objectTypeId: '0-1',
  objectId: n,
  attemptNumber: 0,
});

describe('HubSpot’s signature', () => {
  it('is recognised in HubSpot’s own published example', () => {
    const opened = hubspot.open(theirs, asPublished, then);
    expect(opened).toMatchObject([{ account: '48807704' }]);
    expect(hubspot.events(opened?.[0]?.body ?? Buffer.alloc(0))).toEqual([
      {
        id: '48807704:3923621:531833541:138017612137:1752613920733',
        at: new Date(1_752_613_920_733),
        contact: '138017612137',
        kind: 'changed',
      },
    ]);
  });

  it('is good for five minutes, and for a minute before it was made', () => {
    for (const ms of [5 * 60_000, -60_000])
      expect(hubspot.open(theirs, asPublished, later(ms))).toBeDefined();
    for (const ms of [5 * 60_000 + 1, -60_001])
      expect(hubspot.open(theirs, asPublished, later(ms))).toBeUndefined();
  });

  it('is made over the address with some characters decoded, or as it was asked for', () => {
    const body = Buffer.from('[]');
    const timestamp = String(kit.now.getTime());
    const signedOver = (address: string) =>
      createHmac('sha256', kit.app.clientSecret).update(`POST${address}[]${timestamp}`).digest('base64');
    const path = '/webhooks/hubspot?mail=a%40b.example&say=%28hi%29%20%26';
    const open = (address: string) => {
      const headers = {
        'x-hubspot-signature-v3': signedOver(kit.app.publicUrl + address),
        'x-hubspot-request-timestamp': timestamp,
      };
      return hubspot.open(kit.app, { method: 'POST', path, headers, body }, kit.now);
    };
    expect(open(path)).toEqual([]);
    expect(open('/webhooks/hubspot?mail=a@b.example&say=(hi)%20%26')).toEqual([]);
    expect(open('/webhooks/hubspot?mail=a@b.example&say=(hi) &')).toBeUndefined();
  });

  it('is no signature where the app has no secret: anybody could make it', () => {
    const open = { ...kit.app, clientSecret: '' };
    expect(hubspot.open(open, kit.sign(kit.deliveries.changed, kit.now, ''), kit.now)).toBeUndefined();
  });

  it('of an older version is not accepted instead', () => {
    const headers = {
      ...asPublished.headers,
      'x-hubspot-signature-v3': undefined,
      'x-hubspot-signature': 'a'.repeat(64),
    };
    expect(hubspot.open(theirs, { ...asPublished, headers }, then)).toBeUndefined();
  });

  it('never throws, whatever arrives', () => {
    const text = fc.option(fc.string(), { nil: undefined });
    const any = fc.record({ signature: text, timestamp: text, path: fc.string(), body: fc.uint8Array() });
    fc.assert(
      fc.property(any, ({ signature, timestamp, path, body }) => {
        const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
        const request = { method: 'POST', path, headers, body: Buffer.from(body) };
        expect(hubspot.open(kit.app, request, kit.now)).toBeUndefined();
      }),
    );
  });
});

describe('a delivery of HubSpot’s', () => {
  it('is split by portal: each gets its own events and no others', () => {
    const opened = genuine([event(1, 10), event(2, 20), event(3, 10)]) ?? [];
    expect(opened.map(({ account, body }) => [account, hubspot.events(body).map((e) => e.contact)])).toEqual([
      ['10', ['1', '3']],
      ['20', ['2']],
    ]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(2);
  });

  it('keeps its id in whatever order and attempt its events come again', () => {
    const order = fc.uniqueArray(fc.nat(50), { minLength: 1 });
    fc.assert(
      fc.property(order, fc.nat(10), (numbers, attemptNumber) => {
        const first = genuine(numbers.map((n) => event(n)));
        const again = genuine(numbers.toReversed().map((n) => ({ ...event(n), attemptNumber })));
        expect(again?.[0]?.id).toBe(first?.[0]?.id);
        expect(genuine([...numbers, 51].map((n) => event(n)))?.[0]?.id).not.toBe(first?.[0]?.id);
      }),
      { numRuns: 30 },
    );
  });

  it('holds a thousand events at most, and may hold none', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => event(i));
    expect(genuine(many(1_000))).toHaveLength(1);
    expect(genuine(many(1_001))).toBeUndefined();
    expect(genuine([])).toEqual([]);
  });

  it('that does not say whose it is belongs to nobody', () => {
    for (const body of [{}, [{}], [1], [null], 'x', [event(1), { ...event(2), portalId: null }]]) {
      expect(genuine(body)).toBeUndefined();
    }
  });

  it.each([
    [{ changeSource: 'CRM_UI', sourceId: 'userId:7' }, 'somebody'],
    [{ changeSource: 'IMPORT' }, 'somebody'],
    [{ changeSource: 'INTEGRATION', sourceId: '16111050' }, 'Kith'],
    [{ changeSource: 'INTEGRATION', sourceId: '9318066' }, 'somebody'],
    [{ changeSource: 'INTEGRATION' }, 'unsaid'],
    [{ changeSource: 7 }, 'somebody'],
  ])('says what became of a property, and who did it: %o is %s', (more, by) => {
    const change = { subscriptionType: 'object.propertyChange', propertyName: 'company', appId: 16_111_050 };
    const said = (propertyValue: string) =>
      genuine([{ ...event(1), ...change, propertyValue, ...more }]) ?? [];
    const changes = (propertyValue: string) =>
      said(propertyValue).flatMap(({ body }) => hubspot.events(body).flatMap((one) => one.changes ?? []));
    expect(changes('Engines')).toEqual([{ field: 'company', value: 'Engines', by }]);
    expect(changes('')).toEqual([{ field: 'company', value: null, by }]);
  });

  it('that merges into a new record names both old ones as gone', () => {
    const merge = { ...event(9), subscriptionType: 'object.merge' };
    const says = { primaryObjectId: 1, mergedObjectIds: [2], newObjectId: 9 };
    const [opened] = genuine([{ ...merge, ...says }]) ?? [];
    expect(hubspot.events(opened?.body ?? Buffer.alloc(0))).toMatchObject([
      { contact: '9', gone: ['1', '2'] },
    ]);
  });

  it.each([
    ['object.creation', 'changed'],
    ['object.propertyChange', 'changed'],
    ['object.restore', 'changed'],
    ['object.deletion', 'deleted'],
    ['contact.creation', 'changed'],
    ['contact.propertyChange', 'changed'],
    ['contact.deletion', 'deleted'],
    ['contact.privacyDeletion', 'erased'],
    ['contact.associationChange', undefined],
    ['company.deletion', undefined],
    ['object.constructor', undefined],
    ['brand.new', undefined],
  ])('of type %s says: %s', (subscriptionType, kind) => {
    const body = Buffer.from(JSON.stringify([{ ...event(1), subscriptionType }]));
    expect(hubspot.events(body).map((one) => one.kind)).toEqual(kind === undefined ? [] : [kind]);
  });
});
