import { expect, it } from 'vitest';
import { dayOf, forecastOf, untilTomorrow } from './forecast.ts';

it('foresees what a thousand contacts cost, and all of them with what is made before', () => {
  expect(forecastOf(26, false, 10)).toEqual({ contacts: 26, callsPer1000: 30, total: 13 });
  expect(forecastOf(100_000, true, 0)).toEqual({ contacts: 100_000, callsPer1000: 40, total: 4000 });
});

it('counts days in UTC, and the seconds until the next', () => {
  const late = new Date('2026-11-24T23:59:59.400Z');
  expect(dayOf(late)).toBe('2026-11-24');
  expect(untilTomorrow(late)).toBe(1);
  expect(untilTomorrow(new Date('2026-11-24T00:00:00Z'))).toBe(86_400);
});
