import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_BOUGHT, weighedTogether } from './weighed.ts';
import type { Weighed } from './weighed.ts';

const at = (percentile: number, low = percentile, high = percentile): Weighed => ({
  percentile,
  interval: [low, high],
});

it('the attention of people to whom contacts lead decides, and counts add five hundredths at the most', () => {
  expect(weighedTogether({ attention: at(40), reach: at(90), resonance: at(80) })?.percentile).toBe(45);
  expect(weighedTogether({ attention: at(40), reach: at(42) })?.percentile).toBe(42);
});

it('counts never lower what attention says, whatever was bought', () => {
  const part = fc.integer({ min: 0, max: 100 }).map((percentile) => at(percentile));
  fc.assert(
    fc.property(part, part, part, (attention, reach, resonance) => {
      const told = weighedTogether({ attention, reach, resonance })?.percentile ?? NaN;
      expect(told).toBeGreaterThanOrEqual(attention.percentile);
      expect(told).toBeLessThanOrEqual(Math.min(100, attention.percentile + MOST_BOUGHT));
    }),
  );
});

it('a reach that holds without what could be bought for little stands', () => {
  const parts = { attention: at(40), reach: at(96), sureReach: at(93) };
  expect(weighedTogether(parts)?.percentile).toBe(93);
});

it('without attention the mean of the counts is all there is, with their interval; without them nothing', () => {
  const told = weighedTogether({ reach: at(60, 50, 70), resonance: at(20, 10, 50) });
  expect(told).toEqual({ percentile: 40, interval: [30, 60] });
  expect(weighedTogether({})).toBeUndefined();
  expect(weighedTogether({ sureReach: at(90) })).toBeUndefined();
});
