import type { HourCount } from './hours.ts';
import { countedIn, shareOf, WATCHED } from './measures.ts';
import type { Measure, Watched } from './measures.ts';
import type { Series } from './series.ts';

/** What one rule hears, watched in one way, hour by hour without a gap. */
export interface Stream {
  readonly rule: string;
  readonly measure: Watched;
  /** Of the first count, in hours since 1970. */
  readonly first: number;
  readonly counts: Float64Array;
  /** What the counts are a share of, where that is watched. */
  readonly of?: Float64Array;
}

const HOUR_MS = 3_600_000;

/**
 * The streams of each rule, from the first hour in which it heard anything up to an hour that is not counted yet.
 * @param hours counts, in any order; an hour without one had nothing.
 */
export function streamsOf(
  hours: readonly (HourCount & { readonly rule: string })[],
  until: number,
): readonly Stream[] {
  return [...Map.groupBy(hours, ({ rule }) => rule)].flatMap(([rule, counted]) => {
    const first = counted.reduce((least, { hour }) => Math.min(least, hour), until);
    const countsOf = (measure: Measure) => {
      const counts = new Float64Array(until - first);
      for (const one of counted) if (one.measure === measure) counts[one.hour - first] = one.count;
      return counts;
    };
    return WATCHED.map((measure): Stream => {
      const whole = shareOf(measure);
      const counts = countsOf(countedIn(measure));
      return { rule, measure, first, counts, ...(whole && { of: countsOf(whole) }) };
    });
  });
}

/** A stream as the moments and counts that the detector reads. */
export function seriesOf({ first, counts }: Pick<Stream, 'first' | 'counts'>): Series {
  return { times: counts.map((_, at) => (first + at) * HOUR_MS), counts };
}
