import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptSince, readAgainAfter, unseenSince } from './tending.ts';

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
