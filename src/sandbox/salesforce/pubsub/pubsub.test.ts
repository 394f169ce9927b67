import PubSubApiClient from 'salesforce-pubsub-api-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bitmaps } from './header.ts';
import { eventFields } from './fields.ts';
import { REFUSALS } from './refusal.ts';
import { CONTACTS, LEADS, ORG, SIGNALS, openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const HOUR = 3_600_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
let bed: Testbed;
beforeEach(async () => {
  bed = await openTestbed();
});
afterEach(() => bed.close());

interface Told {
  readonly kind: string;
  readonly data: {
    readonly replayId: number;
    readonly payload: Readonly<Record<string, unknown>> & {
      readonly ChangeEventHeader: Readonly<Record<string, unknown>>;
    };
    readonly code: number;
    readonly metadata: { get(name: string): readonly string[] };
  };
}

/** Salesforce's own client at the simulator, with all that it tells. */
async function client(token = 'first', org = ORG) {
  const own = new PubSubApiClient(
    {
      authType: 'user-supplied',
      accessToken: token,
      instanceUrl: 'https://example.my.salesforce.com',
      organizationId: org,
      pubSubEndpoint: bed.pubsub.endpoint,
      rejectUnauthorizedSsl: false,
    },
    silent,
  );
  await own.connect();
  const told: Told[] = [];
  const keep = (_info: unknown, kind: string, data?: unknown) =>
    void told.push({ kind, data: data as Told['data'] });
  const of = (kind: string) => told.filter((one) => one.kind === kind).map(({ data }) => data);
  return { own, told, keep, of, events: () => of('event').map(({ replayId }) => replayId) };
}

describe('listening to changes with Salesforce’s client', () => {
  it('tells an update with its header, the names of what changed and the new values, exactly as large as they are', async () => {
    const one = await client();
    one.own.subscribe(CONTACTS, one.keep);
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
    const replay = bed.change({
      recordIds: ['0035g00000AAAAAAA4', '0035g00000BBBBBAA4'],
      changedFields: ['FirstName', 'Email', 'MailingCity', 'Birthdate', 'LastModifiedDate'],
      values: {
        FirstName: 'Zoë',
        Email: null,
        MailingCity: 'Delft',
        Birthdate: '1990-02-03',
        LastModifiedDate: '2026-11-24T10:00:00.000+0000',
      },
    });
    await expect.poll(() => one.events()).toEqual([replay]);
    const payload = one.of('event')[0]?.payload;
    expect(payload?.ChangeEventHeader).toMatchObject({
      entityName: 'Contact',
      recordIds: ['0035g00000AAAAAAA4', '0035g00000BBBBBAA4'],
      changeType: 'UPDATE',
      changeOrigin: 'com/salesforce/api/soap/67.0;client=SfdcInternalAPI/',
      transactionKey: '0001',
      sequenceNumber: 1,
      commitTimestamp: Date.parse('2026-11-24T10:00:00Z'),
      commitNumber: 2n ** 53n + 1n,
      commitUser: '0055g00000UUUUUUU4',
      changedFields: ['Email', 'Birthdate', 'LastModifiedDate', 'Name.FirstName', 'MailingAddress.City'],
      nulledFields: ['Email'],
      diffFields: [],
    });
    expect(payload).toMatchObject({
      Email: null,
      Name: { FirstName: 'Zoë' },
      MailingAddress: { City: 'Delft' },
      Birthdate: Date.parse('1990-02-03'),
      LastModifiedDate: Date.parse('2026-11-24T10:00:00Z'),
    });
  });

  it('tells a deletion and a gap by their header alone', async () => {
    const one = await client();
    one.own.subscribe(CONTACTS, one.keep);
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
    bed.change({ changeType: 'DELETE' });
    bed.pubsub.gap({ entity: 'Contact', changeType: 'GAP_UPDATE', recordIds: ['0035g00000AAAAAAA4'] });
    await expect.poll(() => one.events().length).toBe(2);
    for (const { payload } of one.of('event')) {
      const { ChangeEventHeader: header, ...values } = payload;
      expect(header['changedFields']).toEqual([]);
      expect(Object.values(values).every((value) => value === null)).toBe(true);
    }
    expect(one.of('event').map(({ payload }) => payload.ChangeEventHeader['changeType'])).toEqual([
      'DELETE',
      'GAP_UPDATE',
    ]);
  });

  it('begins at the newest, at the oldest that is kept, or after an event, and never tells another topic’s events', async () => {
    const [a, b] = [bed.change(), bed.change()];
    bed.change({ entity: 'Lead' });
    const latest = await client();
    const earliest = await client();
    const custom = await client();
    latest.own.subscribe(CONTACTS, latest.keep);
    earliest.own.subscribeFromEarliestEvent(CONTACTS, earliest.keep);
    custom.own.subscribeFromReplayId(CONTACTS, custom.keep, null, a);
    await expect.poll(() => bed.pubsub.listening()).toBe(3);
    const c = bed.change();
    await expect.poll(() => latest.events()).toEqual([c]);
    await expect.poll(() => earliest.events()).toEqual([a, b, c]);
    await expect.poll(() => custom.events()).toEqual([b, c]);
  });

  it('gives no more events than were asked for, and the next ones when more are asked for', async () => {
    const all = Array.from({ length: 7 }, () => bed.change());
    const one = await client();
    one.own.subscribeFromEarliestEvent(CONTACTS, one.keep, 3);
    await expect.poll(() => one.of('lastEvent').length).toBe(1);
    expect(one.events()).toEqual(all.slice(0, 3));
    one.own.requestAdditionalEvents(CONTACTS, 2);
    await expect.poll(() => one.events()).toEqual(all.slice(0, 5));
  });

  it('says that it is there with the org’s newest replay id, which is ahead of what the listener was told', async () => {
    const one = await client();
    const info: { lastReplayId?: number } = {};
    one.own.subscribe(CONTACTS, (about, kind, data) => {
      Object.assign(info, about);
      one.keep(about, kind, data);
    });
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
    const lead = bed.change({ entity: 'Lead' });
    bed.pubsub.keepAlive();
    await expect.poll(() => one.of('grpcKeepAlive').length).toBe(1);
    expect(info.lastReplayId).toBe(lead);
    expect(one.events()).toEqual([]);
  });
});

describe('what the platform refuses', () => {
  /** The status and the platform's word that end a subscription. */
  async function refusedWith(
    subscribe: (one: Awaited<ReturnType<typeof client>>) => void,
    token?: string,
    org?: string,
  ) {
    const one = await client(token, org);
    subscribe(one);
    await expect.poll(() => one.of('end').length).toBe(1);
    const error = one.of('error')[0];
    return [error?.code, error?.metadata.get('error-code')[0]];
  }

  it('a session that it does not know, and one that knows another org', async () => {
    const expected = [16, 'sfdc.platform.eventbus.grpc.service.auth.error'];
    const listen = (one: Awaited<ReturnType<typeof client>>) => one.own.subscribe(CONTACTS, one.keep);
    expect(await refusedWith(listen, 'stale')).toEqual(expected);
    expect(await refusedWith(listen, 'first', '00D5g00000ZZZZZZZZ')).toEqual(expected);
  });

  it('a session that ends while its stream is open', async () => {
    const one = await client();
    one.own.subscribe(CONTACTS, one.keep);
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
    bed.pubsub.expireSessions();
    expect(bed.pubsub.listening()).toBe(1);
    bed.sessions.clear();
    bed.pubsub.expireSessions();
    await expect.poll(() => one.of('error').map(({ code }) => code)).toEqual([16]);
  });

  it('a replay id older than 72 hours, one that was never given, and none where one is needed', async () => {
    const old = bed.change();
    const corrupted = [3, 'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted'];
    const after = (id: number) => (one: Awaited<ReturnType<typeof client>>) =>
      one.own.subscribeFromReplayId(CONTACTS, one.keep, null, id);
    bed.advance(71 * HOUR);
    const kept = bed.change();
    const one = await client();
    after(old)(one);
    await expect.poll(() => one.events()).toEqual([kept]);
    bed.advance(HOUR + 1);
    expect(await refusedWith(after(old))).toEqual(corrupted);
    expect(await refusedWith(after(1))).toEqual(corrupted);
    expect(await refusedWith(after(kept + 1_000))).toEqual(corrupted);
  });

  it('a topic that the org does not have', async () => {
    expect(await refusedWith((one) => one.own.subscribe('/data/AccountChangeEvent', one.keep))).toEqual([
      5,
      'sfdc.platform.eventbus.grpc.topic.not.found',
    ]);
  });

  it('a request for no events on an open stream', async () => {
    expect(
      await refusedWith((one) => {
        one.own.subscribe(CONTACTS, one.keep, 5);
        one.own.requestAdditionalEvents(CONTACTS, 0);
      }),
    ).toEqual([3, 'sfdc.platform.eventbus.grpc.subscription.fetch.requested.events.invalid']);
  });

  it('whatever it is told to refuse, as often as it is told', async () => {
    bed.pubsub.failNext({ method: 'Subscribe', topic: LEADS, refusal: REFUSALS.unavailable });
    expect(await refusedWith((one) => one.own.subscribe(LEADS, one.keep))).toEqual([
      14,
      'sfdc.platform.eventbus.grpc.service.unavailable',
    ]);
    const one = await client();
    one.own.subscribe(LEADS, one.keep);
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
  });
});

describe('publishing platform events', () => {
  const signal = {
    CreatedDate: Date.now(),
    CreatedById: '0055g00000UUUUUUU4',
    Kind__c: { string: 'praise' },
  };
  const whole = { ...signal, Says__c: null, Influence_Percentile__c: { double: 97.5 } };

  it('hands a published event to whoever listens, with the replay id that the publisher was told', async () => {
    const one = await client();
    one.own.subscribe(SIGNALS, one.keep);
    await expect.poll(() => bed.pubsub.listening()).toBe(1);
    const { replayId } = await one.own.publish(SIGNALS, whole);
    const own = bed.pubsub.publish(SIGNALS, { Kind__c: 'idea' }, '0055g00000UUUUUUU4');
    await expect.poll(() => one.events()).toEqual([replayId, own]);
    expect(one.of('event').map(({ payload }) => payload['Kind__c'])).toEqual(['praise', 'idea']);
    expect(one.of('event')[0]?.payload['Influence_Percentile__c']).toBe(97.5);
  });

  it('takes batches on a stream and answers for each event', async () => {
    const one = await client();
    await one.own.publishBatch(
      SIGNALS,
      [
        { id: 'a', payload: whole },
        { id: 'b', payload: whole },
      ],
      one.keep,
    );
    await expect.poll(() => one.of('publishResponse').length).toBe(1);
    expect(one.of('publishResponse')[0]).toMatchObject({
      results: [{ correlationKey: 'a' }, { correlationKey: 'b' }],
    });
  });

  it('lets nobody publish a change: only the org itself tells those', async () => {
    const one = await client();
    const header = { entityName: 'Contact', recordIds: [], changeType: 'UPDATE', changeOrigin: '' };
    const rest = {
      transactionKey: '',
      sequenceNumber: 1,
      commitTimestamp: 0,
      commitNumber: 0,
      commitUser: '',
    };
    const names = { nulledFields: [], diffFields: [], changedFields: [] };
    await expect(
      one.own.publish(LEADS, { ChangeEventHeader: { ...header, ...rest, ...names } }),
    ).rejects.toMatchObject({ cause: { code: 7 } });
  });
});

describe('names of fields as bits', () => {
  const fields = eventFields(
    ['FirstName', 'LastName', 'Name', 'Email', 'OtherStreet', 'OtherCity', 'Id'].map((name) => ({
      name,
      type: 'string',
    })),
  );

  it('counts places from the header, a person’s name and an address being one place each', () => {
    expect(fields.map(({ name }) => name)).toEqual(['Name', 'Email', 'OtherAddress']);
    expect(bitmaps(fields, ['Email'])).toEqual(['0x04']);
    expect(bitmaps(fields, ['LastName', 'OtherStreet', 'OtherCity'])).toEqual(['0x00', '1-0x02', '3-0x03']);
    expect(bitmaps(fields, ['Unknown'])).toEqual([]);
  });
});
