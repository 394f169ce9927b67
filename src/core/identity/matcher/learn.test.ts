import { describe, expect, it } from 'vitest';
import { FIELDS } from './comparisons.ts';
import type { Comparison } from './comparisons.ts';
import { expectRates } from './base-rates.ts';
import { shareProfiles } from './claims.ts';
import { weigh } from './model.ts';
import type { PairFacts } from './model.ts';
import { relearn } from './relearn.ts';
import type { Label } from './relearn.ts';
import { posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';
import { SHIPPED } from './shipped.ts';
import { followTrails, trailsOf } from './trails.ts';

function pair(levels: Partial<Comparison>, network = 'x'): PairFacts {
  const nothing = Object.fromEntries(FIELDS.map((field) => [field, 0])) as Comparison;
  return { network, comparison: { ...nothing, ...levels }, rarity: [1, 1, 1, 1] };
}
const told = (bits: number, contact: number, profile: number, choice: number): Weighed => ({
  ...{ contact, profile, choice, bits },
  network: 'x',
});

describe('the model of an installation', () => {
  const title = pair({ name: 1, title: 1 });
  const answers = (same: boolean, count: number): Label[] =>
    Array.from({ length: count }, () => ({ pair: title, same, rivals: [] }));

  it('is the shipped one as long as nobody answered', () => {
    expect(relearn(SHIPPED, [])).toBe(SHIPPED);
  });

  it('moves with the answers, further the more there are', () => {
    const [few, many] = [relearn(SHIPPED, answers(false, 5)), relearn(SHIPPED, answers(false, 60))];
    expect(weigh(few, title)).toBeLessThan(weigh(SHIPPED, title));
    expect(weigh(many, title)).toBeLessThan(weigh(few, title));
  });

  it('is the same for the same answers and another for others, and says so in its version', () => {
    expect(relearn(SHIPPED, answers(false, 5))).toEqual(relearn(SHIPPED, answers(false, 5)));
    expect(relearn(SHIPPED, answers(true, 5)).version).not.toBe(relearn(SHIPPED, answers(false, 5)).version);
  });

  it('never lets an agreement count against, whatever was answered', () => {
    const taught = relearn(SHIPPED, answers(false, 400));
    expect(taught.levels['title']?.[1]).toBeGreaterThanOrEqual(0);
  });
});

describe('how many are on a network', () => {
  it('is found without a label (EM over the base rates)', () => {
    // Of a hundred contacts twenty have a candidate that agrees in everything, the others one that agrees in nothing.
    const pairs = Array.from({ length: 100 }, (_, i) => told(i < 20 ? 14 : -8, i, i, i));
    expect(expectRates(pairs, { x: 0.6 })['x']).toBeCloseTo(0.2, 2);
  });
});

describe('what competes', () => {
  it('are the profiles of one network for a contact, and none of them', () => {
    const [first, second] = posteriors([told(5, 0, 0, 0), told(5, 0, 1, 0)]);
    expect((first ?? 0) + (second ?? 0)).toBeCloseTo(64 / 65, 6);
  });

  it('are contacts for a profile, unless they could be one person', () => {
    const pairs = [told(6, 0, 0, 0), told(3, 1, 0, 1)];
    const [, second] = shareProfiles(pairs, () => false);
    expect(second?.bits).toBeLessThan(3);
    expect(shareProfiles(pairs, () => true)).toEqual(pairs);
  });
});

it('a profile that a likely one links to is as likely', () => {
  const pairs = [told(8, 0, 0, 0), { ...told(-3, 0, 1, 1), network: 'github' }];
  const [before, after] = [pairs, followTrails(pairs, trailsOf([[0, 1]]))].map(
    (some) => posteriors(some)[1] ?? 0,
  );
  expect(before).toBeLessThan(0.2);
  expect(after).toBeGreaterThan(0.95);
});
