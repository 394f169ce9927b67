import { describe, expect, it } from 'vitest';
import { simulatedBrand } from '../../../tests/support/simulated-streams.ts';
import { sequence } from '../sequence.ts';
import { alertsIn, LEVELS } from './alerts.ts';
import type { AlertLevel } from './alerts.ts';
import { WATCHED } from './measures.ts';
import { streamsOf } from './streams.ts';
import type { Stream } from './streams.ts';
import { alertsTogether, isQuieted, judge } from './together.ts';
import type { Found } from './together.ts';

const FIRST = 490_000;
const LEVEL_NAMES = Object.keys(LEVELS) as AlertLevel[];
const always = () => true;

const streamOf = (
  rule: string,
  brand: Parameters<typeof simulatedBrand>[0],
  random: () => number,
): Stream => ({
  ...{ rule, measure: 'authors', first: FIRST, counts: simulatedBrand(brand, random).counts },
});

describe('streams watched together', () => {
  it.each(LEVEL_NAMES)(
    'raise no more %s alarms than promised for all of them, however many they are',
    (level) => {
      const random = sequence(21);
      const weeks = 20;
      const streams = Array.from({ length: 20 }, (_, n) =>
        streamOf(`r${n}`, { mean: 1 + n, weeks, size: 5 }, random),
      );
      const hours = LEVELS[level].hours;
      const found = alertsTogether(streams.map(judge), always).filter(
        (one) => LEVELS[one.level].hours >= hours && one.hour >= FIRST + 4 * 168,
      );
      const promised = ((weeks - 4) * 168) / hours;
      // Three standard deviations of a Poisson count above what is promised; each alone would raise twenty times as many.
      expect(found.length).toBeLessThanOrEqual(promised + 3 * Math.sqrt(promised));
    },
  );

  it('find a surge in one of them all the same', () => {
    const random = sequence(4);
    const surge = { at: 1_500, times: 8 };
    const quiet = Array.from({ length: 9 }, (_, n) =>
      streamOf(`r${n}`, { mean: 5, weeks: 12, size: 5 }, random),
    );
    const loud = streamOf('loud', { mean: 5, weeks: 12, size: 5, surge }, random);
    const found = alertsTogether([...quiet, loud].map(judge), always);
    const first = found.find(({ rule, hour }) => rule === 'loud' && hour >= FIRST + surge.at);
    expect(first?.hour).toBeLessThanOrEqual(FIRST + surge.at + 3);
  });

  it('are, where there is one alone, what the detector says of it', () => {
    const random = sequence(9);
    const stream = streamOf('one', { mean: 5, weeks: 16, size: 5, surge: { at: 1_000, times: 6 } }, random);
    const { counts } = stream;
    const times = counts.map((_, at) => (FIRST + at) * 3_600_000);
    const alone = alertsIn({ times, counts }).filter(({ at }) => at >= 400);
    const found = alertsTogether([judge(stream)], always).filter(({ hour }) => hour >= FIRST + 400);
    expect(found.length).toBeGreaterThan(0);
    for (const { hour } of found)
      expect(alone.some(({ at }) => Math.abs(at - (hour - FIRST)) <= 24)).toBe(true);
  });

  it('tell one rule’s surge once, by the measure that shows it the clearest', () => {
    const random = sequence(6);
    const { counts } = streamOf('r', { mean: 4, weeks: 12, size: 8 }, random);
    for (let hour = 1_500; hour < 1_520; hour++) counts[hour] = 60;
    const less = counts.map((count, hour) => (hour >= 1_500 && hour < 1_520 ? 30 : count));
    const measured = (measure: Stream['measure'], of: Float64Array): Stream => ({
      ...{ rule: 'r', measure, first: FIRST, counts: of },
    });
    const judged = [measured('authors', less), measured('posts', counts)].map(judge);
    const found = alertsTogether(judged, always).filter(
      ({ hour }) => hour >= FIRST + 1_500 && hour < FIRST + 1_524,
    );
    expect(found).toMatchObject([{ measure: 'posts', level: 'crisis' }]);
  });

  it('tell that the mood turns, where no more is said than usual', () => {
    const random = sequence(7);
    const { counts: of } = streamOf('r', { mean: 10, weeks: 12, size: 8 }, random);
    const turns = 1_500;
    const counts = of.map((people, hour) =>
      Math.round(people * (hour >= turns && hour < turns + 6 ? 0.9 : 0.2)),
    );
    const streams: Stream[] = [
      { rule: 'r', measure: 'authors', first: FIRST, counts: of },
      { rule: 'r', measure: 'negative share', first: FIRST, counts, of },
    ];
    const found = alertsTogether(streams.map(judge), always).filter(({ hour }) => hour >= FIRST + turns);
    expect(found[0]).toMatchObject({ measure: 'negative share', level: 'crisis' });
    expect(found[0]?.hour).toBeLessThanOrEqual(FIRST + turns + 3);
  });

  it('stay quiet for nothing: what was too little to wake anybody keeps no later alert back', () => {
    const random = sequence(6);
    const { counts } = streamOf('r', { mean: 1, weeks: 12, size: 8 }, random);
    for (let hour = 1_500; hour < 1_506; hour++) counts[hour] = 40;
    const judged = [judge({ rule: 'r', measure: 'authors', first: FIRST, counts })];
    const late = alertsTogether(judged, ({ hour }) => hour >= FIRST + 1_503);
    expect(late.map(({ hour }) => hour)).toContain(FIRST + 1_503);
  });

  it('say nothing where there are none', () => {
    expect(alertsTogether([], always)).toEqual([]);
    expect(alertsTogether(streamsOf([], FIRST).map(judge), always)).toEqual([]);
  });
});

describe('a stream', () => {
  it('has an hour for every hour from its rule’s first, in each measure', () => {
    const hours = [
      { rule: 'a', measure: 'posts', hour: FIRST, count: 3 },
      { rule: 'a', measure: 'negative', hour: FIRST + 2, count: 1 },
    ] as const;
    const streams = streamsOf(hours, FIRST + 4);
    expect(streams.map(({ measure }) => measure)).toEqual(WATCHED);
    expect(streams.map(({ counts }) => [...counts])).toEqual([
      [3, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(streams.at(-1)?.of).toEqual(streams[1]?.counts);
  });
});

describe('an alert', () => {
  const one = (hour: number, level: AlertLevel, rule = 'r'): Found => ({
    ...{ rule, measure: 'authors', hour, level, p: 0 },
  });
  it('is no news within a day of one of its rule that is as urgent, and is when it is more urgent', () => {
    expect(isQuieted(one(124, 'warn'), [one(100, 'warn')])).toBe(true);
    expect(isQuieted(one(124, 'watch'), [one(100, 'crisis')])).toBe(true);
    expect(isQuieted(one(125, 'warn'), [one(100, 'warn')])).toBe(false);
    expect(isQuieted(one(101, 'crisis'), [one(100, 'warn')])).toBe(false);
    expect(isQuieted(one(101, 'warn'), [one(100, 'warn', 'other')])).toBe(false);
  });
});
