import { expect, it } from 'vitest';
import { RECEIVED, midRank, placing, standings } from './standing.ts';

const account = (count: number) => ({ followers: count, listed: count, shares: count, mentions: count });
const crowd = Array.from({ length: 99 }, (_, at) => account(2 ** (at / 6)));

it('moves an account by a quarter at the most for one bought count', () => {
  const middling = account(300);
  const [before] = standings([middling, ...crowd]);
  for (const bought of RECEIVED) {
    const [after] = standings([{ ...middling, [bought]: 1e9 }, ...crowd]);
    expect((after ?? 1) - (before ?? 0)).toBeGreaterThan(0);
    expect((after ?? 1) - (before ?? 0)).toBeLessThan(0.25);
  }
});

it('tells giants apart, and never places more below less', () => {
  const place = placing(crowd.map((one) => one.followers));
  expect(place(4e7)).toBeGreaterThan(place(4e5));
  const places = Array.from({ length: 50 }, (_, at) => place(at ** 3));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

it('counts an account once, however often it is compared', () => {
  const repeated = [...crowd, ...Array.from({ length: 500 }, () => account(1))];
  expect(standings(repeated)[50]).toBeCloseTo(standings([...crowd, account(1)])[50] ?? 0, 10);
});

it('places among equals in the middle', () => {
  expect(midRank([5, 5, 5, 5], 5)).toBe(0.5);
  expect(midRank([], 5)).toBe(0.5);
  expect(midRank([1, 2, 3, 4], 0)).toBe(0);
});
