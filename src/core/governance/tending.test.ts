import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { asksThisHour, keptSince, readAgainAfter, unseenSince } from './tending.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

it('reads those again sooner who say more, never past half of the time in which deletions must be seen', () => {
  const terms = { deleteWithinHours: 24 };
  expect(readAgainAfter(terms, undefined, 0)).toBe(12);
  expect(readAgainAfter(terms, 12, 3)).toBe(6);
  expect(readAgainAfter(terms, 6, 0)).toBe(9);
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 24, noNaN: true }),
      fc.nat(50),
      fc.integer({ min: 2, max: 720 }),
      (before, news, hours) => {
        const next = readAgainAfter({ deleteWithinHours: hours }, before, news);
        expect(next).toBeGreaterThanOrEqual(1);
        expect(next).toBeLessThanOrEqual(Math.min(24, hours / 2));
      },
    ),
  );
});

it('asks again for what a network lets us keep for so long only, before that time is over', () => {
  const now = new Date('2026-05-31T00:00:00Z');
  expect(keptSince({ keepForDays: 30 }, now)).toEqual({
    refresh: new Date(now.getTime() - 24 * DAY),
    erase: new Date(now.getTime() - 30 * DAY + HOUR),
  });
  expect(keptSince({}, now)).toBeUndefined();
});

it('lets what was not seen for as long as a deletion may take go an hour before that is over', () => {
  const now = new Date('2026-05-31T00:00:00.000Z');
  expect(unseenSince({ deleteWithinHours: 24 }, now)).toEqual(new Date('2026-05-30T01:00:00.000Z'));
  expect(unseenSince({ deleteWithinHours: 0.5 }, now)).toEqual(now);
});

it('shares what a network allows out between installations, never more of it an hour, and each has its turn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 2e12 }),
      (requests, of, ms) => {
        const limits = { requests, perSeconds: 3_600 };
        const all = Math.max(1, Math.floor((requests * 3) / 10));
        const inHour = (hour: number) =>
          Array.from({ length: of }, (_, nth) =>
            asksThisHour(limits, { nth, of }, new Date(ms + hour * HOUR)),
          );
        const shares = inHour(0);
        expect(shares.reduce((sum, n) => sum + n, 0)).toBe(all);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        const turns = Array.from({ length: of }, (_, hour) => inHour(hour)[0] ?? 0);
        expect(turns.reduce((sum, n) => sum + n, 0)).toBe(all);
      },
    ),
  );
});
