import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAttempt, pauseAfter, PAUSES_MS } from './attempt.ts';

const NOW = new Date('2026-05-01T00:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const sending = (attempts = 0) => ({ id: 'a sending', attempts });
const no = { taken: false, status: 500, says: 'It answered 500.' } as const;

describe('the pauses between attempts', () => {
  it('are those of Standard Webhooks, none shorter, and spread over a tenth more', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: PAUSES_MS.length }), (id, attempts) => {
        const least = PAUSES_MS[attempts - 1] ?? 0;
        const pause = pauseAfter(id, attempts) ?? 0;
        expect(pause).toBeGreaterThanOrEqual(least);
        expect(pause).toBeLessThanOrEqual(least * 1.1);
      }),
    );
    const spread = new Set(Array.from({ length: 100 }, (_, n) => pauseAfter(`sending ${n}`, 4)));
    expect(spread.size).toBeGreaterThan(90);
  });

  it('end after the tenth attempt', () => {
    expect([pauseAfter('a', 9), pauseAfter('a', 10)]).toEqual([expect.any(Number), undefined]);
  });

  it('are as long as the endpoint asks, up to a day', () => {
    expect(pauseAfter('a', 1, 60_000)).toBe(60_000);
    expect(pauseAfter('a', 1, 9e9)).toBe(86_400_000);
  });
});

describe('an attempt', () => {
  it('that is taken ends the sending, and the endpoint fails no more', () => {
    const after = afterAttempt(sending(3), { failingSince: NOW }, { taken: true, status: 202 }, NOW);
    expect(after).toEqual({ sending: { attempts: 4, answered: 202, status: 'taken' }, endpoint: {} });
  });

  it('that is not taken is made again, and remembers since when the endpoint fails', () => {
    const { sending: one, endpoint } = afterAttempt(sending(), {}, no, NOW);
    expect([one.status, one.attempts, one.answered]).toEqual(['waiting', 1, 500]);
    expect(endpoint).toEqual({ failingSince: NOW });
    expect(afterAttempt(sending(1), endpoint, no, later(5_000)).endpoint).toEqual({ failingSince: NOW });
  });

  it('that is answered with 410 is the last, and stops the endpoint', () => {
    const after = afterAttempt(sending(), {}, { ...no, status: 410 }, NOW);
    expect([after.sending.status, after.endpoint.stopped]).toEqual(['given up', 'gone']);
  });

  it('that was the last stops an endpoint that took nothing meanwhile, and no other', () => {
    const all = PAUSES_MS.reduce((sum, pause) => sum + pause, 0);
    const never = afterAttempt(sending(9), { failingSince: NOW }, no, later(all));
    expect([never.sending.status, never.endpoint.stopped]).toEqual(['given up', 'failing']);
    const tookOthers = afterAttempt(sending(9), { failingSince: later(60_000) }, no, later(all));
    expect([tookOthers.sending.status, tookOthers.endpoint.stopped]).toEqual(['given up', undefined]);
  });

  it('of an endpoint that fails from the first on is made ten times, then both end', () => {
    let [attempts, now, failing] = [0, NOW, {}];
    for (;;) {
      const after = afterAttempt(sending(attempts), failing, no, now);
      [attempts, failing] = [after.sending.attempts, after.endpoint];
      if (after.sending.status !== 'waiting') {
        expect([attempts, after.endpoint.stopped]).toEqual([10, 'failing']);
        return;
      }
      now = after.sending.nextAt ?? now;
    }
  });
});
