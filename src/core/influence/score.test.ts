import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../../../tests/support/people.ts';
import { scoreInfluence } from './score.ts';

const followedBy = (followers: number) => profile('bluesky', 'a', { counts: { followers } });
const known = fc
  .array(fc.nat(1_000_000), { minLength: 5, maxLength: 200 })
  .map((all) => all.toSorted((a, b) => a - b));

it('says that too little is known instead of guessing', () => {
  expect(scoreInfluence(followedBy(9), [1, 9])).toMatchObject({ known: false });
  expect(scoreInfluence(profile('website', 'quist.example'), [1, 2, 3, 4, 5, 6])).toMatchObject({
    known: false,
  });
});

it('explains its percentile in a sentence', () => {
  const influence = scoreInfluence(followedBy(900), [1, 10, 20, 90, 100, 200, 300, 400, 500, 900]);
  expect(influence).toMatchObject({ known: true, percentile: 95, among: 10 });
  if (influence.known)
    expect(influence.because[0]?.says).toBe('900 followers: more than 90 % of the 10 profiles known there');
});

it('never ranks fewer followers higher, and the interval holds the percentile', () => {
  fc.assert(
    fc.property(known, fc.nat(1_000_000), fc.nat(1_000_000), (all, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((n) => scoreInfluence(followedBy(n), all));
      if (!low?.known || !high?.known) throw new Error('both are known');
      expect(low.percentile).toBeLessThanOrEqual(high.percentile);
      expect(low.interval[0]).toBeLessThanOrEqual(low.percentile);
      expect(low.interval[1]).toBeGreaterThanOrEqual(low.percentile);
    }),
  );
});

it('is the surer the more profiles are known', () => {
  const width = (n: number) => {
    const influence = scoreInfluence(
      followedBy(n / 2),
      Array.from({ length: n }, (_, i) => i),
    );
    return influence.known ? influence.interval[1] - influence.interval[0] : 100;
  };
  expect(width(200)).toBeLessThan(width(20));
});

it('takes the echo of its posts in, with a reason of its own, once enough is known of it', () => {
  const all = Array.from({ length: 20 }, (_, at) => at * 10);
  const known = all.map((followers) => ({ posts: 10, received: followers, followers }));
  const score = (received: number, posts = 10) =>
    scoreInfluence(followedBy(100), all, { echoes: { own: { posts, received }, known } });
  const [quiet, loud, fresh] = [score(0), score(5_000), score(5_000, 1)];
  if (!quiet.known || !loud.known || !fresh.known) throw new Error('all are known');
  expect(loud.percentile).toBeGreaterThan(quiet.percentile);
  expect(loud.because.map(({ part }) => part)).toEqual(['reach', 'resonance']);
  expect(loud.because[1]?.says).toMatch(
    /answers, shares and likes for each own post: percentile \d+ .* 16 profiles of about its size/,
  );
  expect(fresh.because.map(({ part }) => part)).toEqual(['reach']);
});
