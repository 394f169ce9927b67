import { describe, expect, it } from 'vitest';
import { simulatedBrand } from '../../../tests/support/simulated-streams.ts';
import { sequence } from '../sequence.ts';
import { LEVELS } from './alerts.ts';
import { surpriseOfShare } from './beta-binomial.ts';
import { NetworkId, PostId, ProfileId } from '../ids.ts';
import { countHours } from './hours.ts';
import type { SaidPost } from './measures.ts';
import { falseAlarmsPerHour } from './promise.ts';
import { surprisesOfParts } from './share-surprises.ts';
import type { Parts } from './share-surprises.ts';

/** Of what a brand hears a share that strays from day to day is negative; from an hour on for a day it is another. */
function negativePart(
  mean: number,
  weeks: number,
  random: () => number,
  turn?: { readonly at: number; readonly share: number },
): Parts {
  const { times, counts: whole } = simulatedBrand({ mean, weeks, size: 5 }, random);
  let share = 0.2;
  const part = whole.map((people, hour) => {
    if (hour % 12 === 0) share = 0.1 + 0.2 * random();
    const turned = turn && hour >= turn.at && hour < turn.at + 24 ? turn.share : share;
    return Array.from({ length: people }, random).filter((one) => one < turned).length;
  });
  return { times, part, whole };
}

const OWN = [
  'the export of contacts is broken again',
  'nobody here can open the sidebar today',
  'waiting for an answer since last Tuesday',
  'my colleagues went back to spreadsheets',
  'prices went up and quality went down',
];

describe('a surprising share', () => {
  it('is by the sum of its chances what a beta-binomial says, down to the plain binomial', () => {
    // Of two people: both with 0.5 · 0.5, at least one with 1 − 0.5 · 0.5.
    expect(Math.exp(-surpriseOfShare(2, 2, 0.5, 0))).toBeCloseTo(0.25, 4);
    expect(Math.exp(-surpriseOfShare(1, 2, 0.5, 0))).toBeCloseTo(0.75, 4);
    // Where the share itself is anything (beta(1, 1)), so is the part: each of 0 to 4 alike.
    expect(Math.exp(-surpriseOfShare(3, 4, 0.5, 1 / 3))).toBeCloseTo(2 / 5, 9);
    expect(surpriseOfShare(0, 9, 0.2, 0.1)).toBe(0);
    expect(surpriseOfShare(5_000, 5_000, 0.01, 0.01)).toBeGreaterThan(50);
  });

  it('comes no more often than each level promises, while nothing happens', () => {
    const random = sequence(8);
    const [weeks, brands] = [30, 12];
    const odds = Array.from({ length: brands }, (_, n) => {
      const { surprise } = surprisesOfParts(negativePart(1 + 3 * n, weeks, random));
      return [...falseAlarmsPerHour(surprise, 1)].slice(336);
    });
    for (const { hours } of Object.values(LEVELS)) {
      const promised = (brands * (weeks - 2) * 168) / hours;
      const raised = odds.map((one) => apart(one.flatMap((p, hour) => (p * hours <= 1 ? [hour] : []))));
      const sum = raised.reduce((all, { length }) => all + length, 0);
      expect(sum).toBeLessThanOrEqual(promised + 3 * Math.sqrt(promised));
    }
  });

  it('is found in the hours in which it turns, though no more is said than usual', () => {
    const random = sequence(5);
    const found = Array.from({ length: 25 }, (_, n) => {
      const at = 168 * 8 + n * 5;
      const { surprise } = surprisesOfParts(negativePart(12, 10, random, { at, share: 0.75 }));
      const delay = falseAlarmsPerHour(surprise, 1)
        .slice(at, at + 24)
        .findIndex((p) => p * LEVELS.warn.hours <= 1);
      return delay;
    });
    const delays = found.filter((delay) => delay >= 0).toSorted((a, b) => a - b);
    expect(delays.length).toBeGreaterThanOrEqual(24);
    expect(delays[12]).toBeLessThanOrEqual(3);
  });

  it('is no larger than all of them: those who repeat one person in anger are no share beyond a whole', () => {
    const at = new Date(Date.UTC(2026, 4, 1, 10));
    const say = (by: string, n: number, tone: SaidPost['tone']): SaidPost => ({
      ...{
        network: NetworkId.parse('bluesky'),
        id: PostId.parse(`${by} ${n}`),
        profile: ProfileId.parse(by),
      },
      ...{ at: new Date(at.getTime() + (by === 'first' ? 0 : 1)), text: OWN[n] ?? '', ...(tone && { tone }) },
    });
    const said = OWN.flatMap((_, n) => [say('first', n, undefined), say(`angry ${n}`, n, 'negative')]);
    const counted = new Map(countHours(said).map(({ measure, count }) => [measure, count]));
    const [angry = 0, all = 0] = [counted.get('negative'), counted.get('authors')];
    expect(angry).toBeGreaterThan(all);
    const quiet = Array.from({ length: 48 }, () => 0);
    const series = (last: number) => Float64Array.from([...quiet, last]);
    const { surprise } = surprisesOfParts({
      ...{ times: series(0).map((_, hour) => hour * 3_600_000), part: series(angry), whole: series(all) },
    });
    expect(surprise.at(-1)).toBeLessThan(3);
  });

  it('surprises less where the share strays by itself', () => {
    const hours = 60 * 24;
    const last = (shareAt: (hour: number) => number) => {
      const whole = new Float64Array(hours).fill(20);
      const part = whole.map((people, hour) =>
        Math.round(people * (hour === hours - 1 ? 0.6 : shareAt(hour))),
      );
      const times = whole.map((_, hour) => hour * 3_600_000);
      return surprisesOfParts({ times, part, whole }).surprise.at(-1) ?? NaN;
    };
    const straying = last((hour) => (hour % 4 < 2 ? 0.05 : 0.35));
    expect(last(() => 0.2)).toBeGreaterThan(1.5 * straying);
  });

  it('is none where more is said, and the share is as it was', () => {
    const random = sequence(3);
    const { times, counts } = simulatedBrand(
      { mean: 6, weeks: 10, size: 5, surge: { at: 1_400, times: 8 } },
      random,
    );
    const part = counts.map(
      (people) => Array.from({ length: people }, random).filter((one) => one < 0.2).length,
    );
    const { surprise } = surprisesOfParts({ times, part, whole: counts });
    const odds = falseAlarmsPerHour(surprise, 1).slice(1_400, 1_424);
    expect([...odds].some((p) => p * LEVELS.crisis.hours <= 1)).toBe(false);
  });
});

/** Alarms within a day of each other are one. */
function apart(hours: readonly number[]): readonly number[] {
  return hours.reduce<number[]>(
    (kept, hour) => (hour - (kept.at(-1) ?? -99) > 24 ? [...kept, hour] : kept),
    [],
  );
}
