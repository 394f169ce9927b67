import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Limits } from '../ports/outgoing.ts';
import { openLane } from './lane.ts';
import { PLENTY, testbed, text } from './testbed.ts';

const NEVER = new AbortController().signal;

/** When each of `n` calls that all arrive at once goes out, in milliseconds from the first. */
async function departures(limits: Limits, n: number): Promise<number[]> {
  const clock = {
    now: () => new Date(),
    pause: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
  };
  const lane = openLane('net', limits, clock);
  const start = Date.now();
  const times: number[] = [];
  const work = async () => void times.push(Date.now() - start);
  await Promise.all(Array.from({ length: n }, () => lane.run(work, NEVER, 1)));
  return times;
}

/** The most departures in any span of so many milliseconds. */
function mostWithin(times: readonly number[], spanMs: number): number {
  return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + spanMs).length));
}

describe('the budget of a lane', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('is kept in every span of time, whatever the limits', async () => {
    const limits = fc.record({
      requests: fc.integer({ min: 1, max: 60 }),
      perSeconds: fc.integer({ min: 1, max: 60 }),
      together: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(limits, async (any) => {
        const times = await departures(any, Math.min(150, any.requests * 2 + 2));
        expect(mostWithin(times, any.perSeconds * 1000)).toBeLessThanOrEqual(any.requests);
      }),
      { numRuns: 60 },
    );
  });

  it('is used: 200 calls at 100 in 10 seconds take some 20 seconds, not more than 25', async () => {
    const times = await departures({ requests: 100, perSeconds: 10, together: 10 }, 200);
    expect(times.at(-1)).toBeGreaterThan(15_000);
    expect(times.at(-1)).toBeLessThan(25_000);
  });

  it('lets a small part go at once, so that one look-up does not wait', async () => {
    const times = await departures({ requests: 100, perSeconds: 10, together: 20 }, 20);
    expect(times.filter((t) => t === 0).length).toBeGreaterThanOrEqual(10);
  });

  it('serves first come, first served, and a second attempt before first ones', async () => {
    const clock = {
      now: () => new Date(),
      pause: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
    };
    const lane = openLane('net', { requests: 1, perSeconds: 1, together: 1 }, clock);
    const order: string[] = [];
    const go = (name: string, urgency: number) => lane.run(async () => void order.push(name), NEVER, urgency);
    await Promise.all([go('a', 1), go('b', 1), go('c', 1), go('again', 2)]);
    expect(order).toEqual(['a', 'again', 'b', 'c']);
  });

  it('says when to come back rather than to wait for an hour', async () => {
    const limits = { requests: 1, perSeconds: 3600, together: 1 };
    await expect(departures(limits, 2)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 3_600_000,
    });
  });

  it('gives the place of a call that was given up to the next one, and ends its wait', async () => {
    const caller = new AbortController();
    let ended = false;
    const lane = openLane(
      'net',
      { requests: 1, perSeconds: 1, together: 1 },
      {
        now: () => new Date(),
        pause: async (ms, signal) => {
          if (signal !== caller.signal) return void vi.setSystemTime(Date.now() + ms);
          await once(caller.signal, 'abort');
          ended = true;
        },
      },
    );
    const order: string[] = [];
    const go = (name: string, signal: AbortSignal) => lane.run(async () => void order.push(name), signal, 1);
    await go('first', NEVER);
    const givenUp = go('given up', caller.signal);
    const next = go('next', NEVER);
    await setImmediate();
    caller.abort(new Error('changed my mind'));
    await expect(givenUp).rejects.toThrow('changed my mind');
    await next;
    expect(order).toEqual(['first', 'next']);
    expect(ended).toBe(true);
  });

  it('ends in a failure, not in a spin, when the clock stands still', async () => {
    const lane = openLane(
      'net',
      { requests: 1, perSeconds: 1, together: 1 },
      {
        now: () => new Date(),
        pause: async () => undefined,
      },
    );
    await lane.run(async () => undefined, NEVER, 1);
    await expect(lane.run(async () => undefined, NEVER, 1)).rejects.toMatchObject({ kind: 'rate-limited' });
  });
});

describe('lanes side by side', () => {
  const bed = testbed();

  it('a host that hangs delays no other host', async () => {
    const hanging = await bed.serve(() => undefined);
    const lively = await bed.serve((_req, res) => void res.end('here'));
    const ask = bed.gate().askAs('website', PLENTY);
    const stop = new AbortController();
    const stuck = Array.from({ length: 5 }, () =>
      ask({ url: hanging, host: 'people', signal: stop.signal }, text),
    );

    expect(await ask({ url: lively, host: 'people' }, text)).toBe('here');
    stop.abort(new Error('enough'));
    for (const call of stuck) await expect(call).rejects.toThrow('enough');
  });

  it('a network that asked for quiet silences no other network', async () => {
    const url = await bed.serve((_req, res) => void res.end('here'));
    const gate = bed.gate();
    const limits = { requests: 1, perSeconds: 3600, together: 1 };
    await gate.askAs('slow', limits)({ url, host: 'us' }, text);
    await expect(gate.askAs('slow', limits)({ url, host: 'us' }, text)).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    expect(await gate.askAs('quick', PLENTY)({ url, host: 'us' }, text)).toBe('here');
  });

  it('asks a host of a person at most once a second, whichever networks want to', async () => {
    const times: number[] = [];
    const start = Date.now();
    const url = await bed.serve((_req, res) => {
      times.push(Date.now() - start);
      res.end();
    });
    const gate = bed.gate();
    for (const network of ['website', 'other', 'website']) {
      await gate.askAs(network, PLENTY)({ url, host: 'people' }, text);
    }
    expect(times).toEqual([0, 1000, 2000]);
  });

  it('has as many calls under way as its limit says, and never more', async () => {
    const held: ServerResponse[] = [];
    let most = 0;
    const url = await bed.serve(async (_req, res) => {
      held.push(res);
      most = Math.max(most, held.length);
      if (held.length !== 3) return;
      // Time for a fourth to arrive, if there were one.
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      for (const each of held.splice(0)) each.end();
    });
    const ask = bed.gate().askAs('net', { ...PLENTY, together: 3 });
    await Promise.all(Array.from({ length: 30 }, () => ask({ url, host: 'us' }, text)));
    expect(most).toBe(3);
  });
});
