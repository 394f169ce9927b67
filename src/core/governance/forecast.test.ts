import { expect, it } from 'vitest';
import { dayOf, forecastOf, untilNextLook } from './forecast.ts';

const HUNDREDS = { page: 100, read: 100, write: 100 };

it('foresees what a thousand contacts cost, and all of them with what is made before', () => {
  const plain = forecastOf(26, HUNDREDS, { mapped: false, planned: 10, rows: 0 });
  expect(plain).toEqual({ contacts: 26, callsPer1000: 30, total: 13 });
  const mapped = forecastOf(100_000, HUNDREDS, { mapped: true, planned: 0, rows: 0 });
  expect(mapped).toEqual({ contacts: 100_000, callsPer1000: 40, total: 4000 });
});

it('foresees the rows of a CRM that keeps them, by what its calls carry', () => {
  const batches = { page: 2000, read: 500, write: 200 };
  const forecast = forecastOf(10_000, batches, { mapped: false, planned: 0, rows: 2.5 });
  expect(forecast).toEqual({ contacts: 10_000, callsPer1000: 1 + 2 + 5 + 13, total: 5 + 20 + 50 + 125 });
});

it('counts days in UTC, and looks again with the next or within the hour', () => {
  const late = new Date('2026-11-24T23:59:59.400Z');
  expect(dayOf(late)).toBe('2026-11-24');
  expect(untilNextLook(late)).toBe(1);
  expect(untilNextLook(new Date('2026-11-24T00:00:00Z'))).toBe(3600);
});
