import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedBrand } from '../../../tests/support/simulated-streams.ts';
import { sequence } from '../sequence.ts';
import { LEVELS, alertsIn } from './alerts.ts';
import type { AlertLevel } from './alerts.ts';
import { surpriseOf } from './negative-binomial.ts';
import { falseAlarmsPerHour } from './promise.ts';

const MEANS = [0.4, 0.8, 1.5, 3, 6, 12, 25, 40];
const SIZES = [2, 5, 20];
const WARM_WEEKS = 4;
const ORDER = Object.keys(LEVELS) as AlertLevel[];

/** Alerts of a level or a higher one. */
const ofAtLeast = (level: AlertLevel, alerts: ReturnType<typeof alertsIn>) =>
  alerts.filter((alert) => ORDER.indexOf(alert.level) >= ORDER.indexOf(level));

describe('early warning', () => {
  it.each(ORDER)(
    'of level %s comes as seldom as promised where nothing happens',
    (level) => {
      const random = sequence(11);
      const weeks = 26;
      let alarms = 0;
      let watched = 0;
      for (const size of SIZES) {
        for (const mean of [...MEANS, ...MEANS, ...MEANS]) {
          const alerts = alertsIn(simulatedBrand({ mean, weeks, size }, random));
          alarms += ofAtLeast(level, alerts).filter(({ at }) => at >= WARM_WEEKS * 168).length;
          watched += weeks - WARM_WEEKS;
        }
      }
      const promised = (watched * 168) / LEVELS[level].hours;
      expect(alarms / promised).toBeGreaterThan(0.75);
      expect(alarms / promised).toBeLessThan(1.25);
    },
    60_000,
  );

  it('finds every surge of five times as much within hours', () => {
    const random = sequence(3);
    const delays = Array.from({ length: 25 }, (_, n) => {
      const at = 8 * 168 + Math.floor(random() * 1_500);
      const brand = { mean: MEANS[2 + (n % 6)] ?? 1, weeks: 20, size: 4, surge: { at, times: 5 } };
      const alerts = ofAtLeast('warn', alertsIn(simulatedBrand(brand, random)));
      return (alerts.find((alert) => alert.at >= at && alert.at < at + 24)?.at ?? Infinity) - at + 1;
    }).toSorted((a, b) => a - b);
    expect(delays.at(-1)).toBeLessThan(24);
    expect(delays[12]).toBeLessThanOrEqual(3);
  });

  it('is not repeated within a day, unless it gets worse', () => {
    const random = sequence(5);
    const surge = { at: 1_700, times: 12 };
    const alerts = alertsIn(simulatedBrand({ mean: 5, weeks: 12, size: 5, surge }, random));
    const then = alerts.filter(({ at }) => at >= 1_700 && at < 1_724);
    const ranks = then.map(({ level }) => ORDER.indexOf(level));
    expect(ranks.length).toBeGreaterThan(0);
    expect(ranks).toEqual([...new Set(ranks)].toSorted());
  });

  it('is not given up because a crisis taught that crises are usual', () => {
    const random = sequence(8);
    const brand = simulatedBrand({ mean: 6, weeks: 20, size: 5 }, random);
    for (const at of [1_500, 2_000, 2_500]) for (let h = at; h < at + 24; h++) brand.counts[h] = 80;
    const found = ofAtLeast('warn', alertsIn(brand)).map(({ at }) => at);
    for (const at of [1_500, 2_000, 2_500]) {
      expect(found.some((one) => one >= at && one < at + 6)).toBe(true);
    }
  });

  it('has nothing to say of silence, nor of a stream that only began', () => {
    const silent = new Float64Array(2_000);
    expect(alertsIn({ times: silent.map((_, at) => at * 3_600_000), counts: silent })).toEqual([]);
    expect(alertsIn({ times: new Float64Array(0), counts: new Float64Array(0) })).toEqual([]);
  });

  it('throws at no series, however odd its moments and counts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat())), (moments) => {
        const times = Float64Array.from(moments, ([time]) => time).toSorted();
        alertsIn({ times, counts: Float64Array.from(moments, ([, count]) => count) });
      }),
    );
  });
});

describe('how many false alarms an hour is worth', () => {
  it('is not forgotten for one crisis: what was seldom before stays seldom', () => {
    const surprise = new Float64Array(2_000).fill(0.5);
    surprise[500] = 650;
    surprise[1_500] = 15;
    expect(falseAlarmsPerHour(surprise, 1)[1_500]).toBeLessThan(1 / LEVELS.crisis.hours);
  });

  it('is not told of what is no peak', () => {
    expect(falseAlarmsPerHour(Float64Array.of(0, 2.9), 1)).toEqual(Float64Array.of(Infinity, Infinity));
  });
});

describe('the surprise of a count', () => {
  it.each([
    // P(X ≥ 1) = 1 − (1 + mean · overdispersion)^(−1 / overdispersion)
    [1, 2, 0.5, -Math.log(1 - 2 ** -2)],
    [1, 1, 1, Math.LN2],
    [0, 5, 1, 0],
  ])('of %d where %d are expected, spread by %d, is exact', (count, mean, spread, surprise) => {
    expect(surpriseOf(count, mean, spread)).toBeCloseTo(surprise, 10);
  });

  it('is bounded where no number could say how unlikely it is', () => {
    expect(surpriseOf(1e6, 1, 0.02)).toBeLessThan(700);
  });
});
