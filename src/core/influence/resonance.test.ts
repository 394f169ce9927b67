import { expect, it } from 'vitest';
import { AT } from '../../../tests/support/people.ts';
import { echoOf, resonanceOf } from './resonance.ts';

const post = (daysAgo: number, likes: number, kind: 'post' | 'share' | 'direct message' = 'post') => ({
  kind,
  publishedAt: new Date(AT.getTime() - daysAgo * 86_400_000),
  counts: { likes },
});
/** Twenty profiles of 100 followers whose ten posts received 0, 1, 2 … each. */
const known = Array.from({ length: 20 }, (_, at) => ({ posts: 10, received: 10 * at, followers: 100 }));

it('counts a post of 90 days ago half, and what was passed on or said in private not at all', () => {
  expect(echoOf([post(0, 4), post(90, 4), post(0, 99, 'share'), post(0, 99, 'direct message')], AT)).toEqual({
    posts: 1.5,
    received: 6,
  });
});

it('lifts nobody for posting more', () => {
  const echo = (many: number) => ({
    ...echoOf(
      Array.from({ length: many }, () => post(1, 3)),
      AT,
    ),
    followers: 100,
  });
  const [few, many] = [resonanceOf(echo(10), known), resonanceOf(echo(400), known)];
  expect(many?.percentile).toBeLessThanOrEqual((few?.percentile ?? 0) + 5);
});

it('is the surer the more was said, and one lucky post ranks lower than a lasting echo', () => {
  const width = ({ interval: [low, high] }: { readonly interval: readonly [number, number] }) => high - low;
  const [little, much] = [3, 300].map((posts) =>
    resonanceOf({ posts, received: 15 * posts, followers: 100 }, known),
  );
  if (!little || !much) throw new Error('both are known');
  expect(width(much)).toBeLessThan(width(little));
  expect(little.rate).toBeLessThan(much.rate);
  for (const { interval, percentile } of [little, much]) {
    expect(interval[0]).toBeLessThanOrEqual(percentile);
    expect(interval[1]).toBeGreaterThanOrEqual(percentile);
  }
});

it('compares with profiles of about the same size where there are enough', () => {
  const giants = known.map((one) => ({ ...one, received: one.received * 500, followers: 90_000 }));
  const all = [...known, ...giants];
  expect(resonanceOf({ posts: 10, received: 190, followers: 120 }, all)).toMatchObject({
    sized: true,
    among: 20,
  });
  expect(resonanceOf({ posts: 10, received: 190, followers: 120 }, all)?.percentile).toBeGreaterThan(90);
  expect(resonanceOf({ posts: 10, received: 190, followers: 3_000 }, all)).toMatchObject({
    sized: false,
    among: 40,
  });
});

it('says nothing where too little is known', () => {
  expect(resonanceOf({ posts: 2, received: 900, followers: 100 }, known)).toBeUndefined();
  expect(resonanceOf({ posts: 10, received: 9, followers: 100 }, known.slice(0, 9))).toBeUndefined();
  expect(
    resonanceOf(
      { posts: 10, received: 0 },
      known.map((one) => ({ ...one, received: 0 })),
    )?.percentile,
  ).toBe(50);
});
