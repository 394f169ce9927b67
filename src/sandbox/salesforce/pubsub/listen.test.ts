import { describe, expect, it } from 'vitest';
import { Failure } from '../../../core/failure.ts';
import { REFUSALS } from './refusal.ts';
import { appHearing, bedForEach, contact, idsOf, listen, listening } from './listener-bed.ts';
import type { Listener } from './listener-bed.ts';
import { CONTACTS, LEADS } from './testbed.ts';
import type { Testbed } from './testbed.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
let bed: Testbed;
bedForEach((fresh) => (bed = fresh));

const failed = (listener: Listener) => listener.end.catch((error: unknown) => error);

describe('going on where listening ended', () => {
  it('misses nothing and repeats nothing', async () => {
    const first = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(first)).toEqual([contact(a)]);
    await first.stop();
    const b = bed.change();
    const second = await listening(bed, { from: first.position() });
    const c = bed.change();
    await expect.poll(() => idsOf(second)).toEqual([contact(b), contact(c)]);
    await second.stop();
  });

  it('remembers the last event that was kept, not the newest that the platform names to say that it is there', async () => {
    const first = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(first)).toEqual([contact(a)]);
    bed.change({ entity: 'Lead', changeOrigin: ';client=kith' });
    bed.pubsub.keepAlive();
    await expect.poll(() => first.kept.length).toBe(3);
    await first.stop();
    const second = await listening(bed, { from: first.position() });
    expect(bed.pubsub.requests.find((one, i) => i > 1 && one.topic === CONTACTS)?.replayId).toBe(a);
    await second.stop();
  });

  it('tells an event again, with the same id, when it could not be kept', async () => {
    const first = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(first)).toEqual([contact(a)]);
    await first.stop();
    const crashed = await listening(bed, {
      from: first.position(),
      beforeKept: () => Promise.reject(new Error('the database is gone')),
    });
    const b = bed.change();
    expect(await failed(crashed)).toEqual(new Error('the database is gone'));
    expect(crashed.kept).toEqual([]);
    const third = await listening(bed, { from: first.position() });
    await expect.poll(() => idsOf(third)).toEqual([contact(b)]);
    await third.stop();
  });

  it('misses no first event of a topic that had told nothing before the connection was lost', async () => {
    const first = await listening(bed);
    await first.stop();
    const [a, lead] = [bed.change(), bed.change({ entity: 'Lead' })];
    const second = await listening(bed, { from: first.position() });
    await expect.poll(() => idsOf(second).toSorted()).toEqual([contact(a), `${LEADS}:${lead}`].toSorted());
    await second.stop();
  });

  it('begins with what happened in the minutes before where it never listened, and keeps that it has begun', async () => {
    bed.change();
    bed.advance(11 * MINUTE);
    const a = bed.change();
    bed.advance(MINUTE);
    const listener = await listening(bed);
    expect(listener.kept[0]).toEqual({ events: [], position: expect.stringContaining(CONTACTS) });
    const b = bed.change();
    await expect.poll(() => idsOf(listener)).toEqual([contact(a), contact(b)]);
    await listener.stop();
  });

  it('reports trouble when the platform ends the stream, and repeats nothing afterwards', async () => {
    const first = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(first)).toEqual([contact(a)]);
    bed.pubsub.dropAll();
    expect(await failed(first)).toMatchObject({ kind: 'unavailable' });
    const second = await listening(bed, { from: first.position() });
    const b = bed.change();
    await expect.poll(() => idsOf(second)).toEqual([contact(b)]);
    await second.stop();
  });
});

describe('a place that is lost', () => {
  it('is one older than the 72 hours for which events are kept', async () => {
    const first = await listening(bed);
    bed.change();
    await expect.poll(() => first.events().length).toBe(1);
    await first.stop();
    bed.advance(72 * HOUR + 1);
    bed.change();
    expect(await listen(bed, { from: first.position() }).end).toBe('lost');
  });

  it('is one at which nothing was told for 72 hours, since nobody knows what was', async () => {
    const first = await listening(bed);
    await first.stop();
    bed.advance(72 * HOUR + 1);
    expect(await listen(bed, { from: first.position() }).end).toBe('lost');
    expect(bed.pubsub.requests).toHaveLength(2);
  });

  it('is one that the platform calls corrupted, and one that we cannot read', async () => {
    const never = Buffer.alloc(8, 1).toString('base64');
    const corrupted = JSON.stringify({ [CONTACTS]: { after: never } });
    expect(await listen(bed, { from: corrupted }).end).toBe('lost');
    for (const from of ['', 'null', '[]', '{"x":{"after":"AA=="}}', '{"x":{"since":"yesterday"}}']) {
      expect(await listen(bed, { from }).end).toBe('lost');
    }
  });

  it('is one where the platform cannot say what changed at all; what it told before is heard', async () => {
    const first = await listening(bed);
    await first.stop();
    const a = bed.change();
    bed.pubsub.gap({ entity: 'Contact', changeType: 'GAP_OVERFLOW', recordIds: ['000000000000000AAA'] });
    bed.change();
    const second = await listening(bed, { from: first.position() });
    expect(await second.end).toBe('lost');
    expect(idsOf(second)).toEqual([contact(a)]);
  });

  it('is an event that cannot be read a second time either', async () => {
    const listener = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(listener)).toEqual([contact(a)]);
    bed.pubsub.addUnreadable(CONTACTS);
    expect(await listener.end).toBe('lost');
    expect(
      bed.pubsub.requests.filter(({ topic }) => topic === CONTACTS).map(({ replayId }) => replayId),
    ).toEqual([undefined, a]);
    expect(idsOf(listener)).toEqual([contact(a)]);
  });
});

describe('a token that is refused', () => {
  it('is renewed once, and listening goes on after the last event on a client of its own', async () => {
    const listener = await listening(bed);
    const a = bed.change();
    await expect.poll(() => idsOf(listener)).toEqual([contact(a)]);
    bed.sessions.delete('first');
    bed.pubsub.expireSessions();
    await expect.poll(() => bed.pubsub.requests.length).toBe(4);
    expect(listener.renewals).toEqual(['first']);
    expect(bed.pubsub.requests.slice(2)).toMatchObject([
      { topic: CONTACTS, preset: 'CUSTOM', replayId: a, token: 'renewed-1' },
      { topic: LEADS, preset: 'EARLIEST', token: 'renewed-1' },
    ]);
    const b = bed.change();
    await expect.poll(() => idsOf(listener)).toEqual([contact(a), contact(b)]);
    await listener.stop();
    await expect.poll(() => bed.pubsub.listening()).toBe(0);
  });

  it('may expire again and again while the platform says in between that it is there', async () => {
    const listener = await listening(bed);
    for (const token of ['first', 'renewed-1', 'renewed-2']) {
      await expect.poll(() => bed.pubsub.listening()).toBe(2);
      bed.pubsub.keepAlive();
      bed.sessions.delete(token);
      bed.pubsub.expireSessions();
      await expect.poll(() => listener.renewals).toContain(token);
    }
    await expect.poll(() => bed.pubsub.listening()).toBe(2);
    await listener.stop();
  });

  it('ends listening when the new one is refused as well', async () => {
    bed.sessions.clear();
    const listener = listen(bed, { session: { renew: async () => 'stale' } });
    expect(await failed(listener)).toMatchObject({ kind: 'unauthorized' });
    expect(listener.renewals).toEqual(['first']);
  });

  it('ends listening when no new one is given', async () => {
    bed.sessions.clear();
    const listener = listen(bed, {
      session: { renew: () => Promise.reject(new Failure('unauthorized', 'uninstalled')) },
    });
    expect(await failed(listener)).toMatchObject({ kind: 'unauthorized', message: 'uninstalled' });
  });
});

describe('other trouble', () => {
  it.each([
    ['the platform is not available', REFUSALS.unavailable, 'unavailable'],
    ['the org does not tell of the object', REFUSALS.unknownTopic, 'forbidden'],
    [
      'the day’s deliveries are used up',
      { code: 8, errorCode: 'sfdc.platform.eventbus.grpc.subscription.limit.exceeded', says: 'used up' },
      'rate-limited',
    ],
  ] as const)('is named when %s', async (_what, refusal, kind) => {
    bed.pubsub.failNext({ method: 'Subscribe', topic: LEADS, refusal });
    expect(await failed(listen(bed))).toMatchObject({ name: 'Failure', kind });
    await expect.poll(() => bed.pubsub.listening()).toBe(0);
  });

  it('is named when the description of the events cannot be had; the event is told on the next connection', async () => {
    const first = await listening(bed);
    bed.pubsub.failNext({ method: 'GetSchema', refusal: REFUSALS.unavailable });
    const a = bed.change();
    expect(await failed(first)).toMatchObject({ kind: 'unavailable' });
    const second = await listening(bed, { from: first.position() });
    await expect.poll(() => idsOf(second)).toEqual([contact(a)]);
    await second.stop();
  });

  it('is named when nobody answers at the address', async () => {
    bed.close();
    expect(await failed(listen(bed))).toMatchObject({ kind: 'unavailable' });
  });

  it('is named when the platform has said nothing for too long', async () => {
    expect(await failed(listen(bed, { silenceMs: 50 }))).toMatchObject({ kind: 'unavailable' });
  });
});

describe('a certificate', () => {
  it('that nobody knows is not believed', async () => {
    const { endpoint } = bed.pubsub;
    const listener = listen(bed, { session: { app: appHearing({ endpoint }) } });
    expect(await failed(listener)).toMatchObject({ kind: 'unavailable' });
    expect(bed.pubsub.requests).toEqual([]);
  });

  it('of the endpoint’s own is for this machine alone: a token goes nowhere else with it', async () => {
    const { certificate } = bed.pubsub;
    const app = appHearing({ endpoint: 'events.example.com:7443', certificate });
    expect(await failed(listen(bed, { session: { app } }))).toMatchObject({ kind: 'refused by us' });
  });
});

describe('an end that is wished', () => {
  it('leaves no stream and no uncaught exception behind, with events under way', async () => {
    const listener = await listening(bed);
    bed.change();
    expect(await listener.stop()).toBe('ended');
    await expect.poll(() => bed.pubsub.listening()).toBe(0);
  });

  it('may come before anything was begun', async () => {
    const listener = listen(bed);
    expect(await listener.stop()).toBe('ended');
    await expect.poll(() => bed.pubsub.listening()).toBe(0);
  });

  it('waits until what is being kept is kept, and keeps nothing that came meanwhile', async () => {
    const [begun, kept] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const listener = await listening(bed, {
      beforeKept: async (events) => {
        if (events.length === 0) return;
        begun.resolve();
        await kept.promise;
      },
    });
    const other = await listening(bed);
    const a = bed.change();
    await begun.promise;
    const b = bed.change();
    await expect.poll(() => idsOf(other)).toEqual([contact(a), contact(b)]);
    await other.stop();
    const end = listener.stop();
    kept.resolve();
    expect(await end).toBe('ended');
    expect(idsOf(listener)).toEqual([contact(a)]);
    const next = await listening(bed, { from: listener.position() });
    await expect.poll(() => idsOf(next)).toEqual([contact(b)]);
    await next.stop();
  });
});
