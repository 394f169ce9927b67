import { describe, expect, it } from 'vitest';
import { randomFrom, upTo } from '../../../../tests/support/duplicates/draw.ts';
import { slip } from '../../../../tests/support/duplicates/slips.ts';
import { alikeness, edits, maybeAlike, maybeWithin } from './distance.ts';
import { poolOf } from './pool.ts';

const random = randomFrom(5);
const word = () => Array.from({ length: 1 + upTo(9, random) }, () => 'abcdeirst '[upTo(10, random)]).join('');
const words = Array.from({ length: 300 }, word);
const texts = [
  ...words,
  ...words.map((text) => slip(text, random)),
  ...words.map((text) => slip(slip(text, random), random)),
];
const pool = poolOf(texts);
const pairs = Array.from(
  { length: 20_000 },
  () => [upTo(texts.length, random), upTo(texts.length, random)] as const,
);
const near = words.flatMap((_, n) => [[n, n + 300] as const, [n, n + 600] as const]);

describe('what lengths and letters tell of two texts', () => {
  it.each([1, 2, 4])('never refuses two that are %i edits apart or less', (most) => {
    const refused = [...pairs, ...near].filter(
      ([a, b]) => edits(pool, a, b) <= most && !maybeWithin(pool, a, b, most),
    );
    expect(refused).toEqual([]);
  });

  it.each([0.76, 0.9])('never refuses two that are as alike as %f', (least) => {
    const refused = [...pairs, ...near].filter(
      ([a, b]) => alikeness(pool, a, b) >= least && !maybeAlike(pool, a, b, least),
    );
    expect(refused).toEqual([]);
  });

  it('refuses nearly all that are far apart', () => {
    const far = pairs.filter(([a, b]) => edits(pool, a, b) > 4);
    const passed = far.filter(([a, b]) => maybeWithin(pool, a, b, 1));
    expect(passed.length).toBeLessThan(far.length / 20);
  });
});
