import type { Judged } from './together.ts';

/** One hour of a stream beside what is usual for it. */
export interface HourBand {
  /** Hours since 1970. */
  readonly hour: number;
  readonly observed: number;
  readonly expected: number;
  /** Below and above this an hour is in about one of twenty cases. */
  readonly low: number;
  readonly high: number;
}

const WIDTH = 2;
/** Hours above so many times what is expected, and some more, are no example of the usual. */
const OUTLIER = { times: 3, more: 3 } as const;

/** The last hours of a stream with the band of what is usual: two standard deviations of a negative binomial about it. */
export function bandOf({ stream, expected }: Judged, hours: number): readonly HourBand[] {
  const spread = spreadOf(stream.counts, expected);
  const from = Math.max(0, stream.counts.length - hours);
  return Array.from(stream.counts.subarray(from), (observed, n) => {
    const mean = expected[from + n] ?? 0;
    const half = WIDTH * Math.sqrt(mean + spread * mean * mean);
    return {
      ...{ hour: stream.first + from + n, observed, expected: mean },
      ...{ low: Math.max(0, mean - half), high: mean + half },
    };
  });
}

/** The overdispersion by moments, over all hours but those that were out of the usual. */
function spreadOf(counts: Float64Array, expected: Float64Array): number {
  let [above, squares] = [0, 0];
  for (const [n, count] of counts.entries()) {
    const mean = expected[n] ?? 0;
    if (count > mean * OUTLIER.times + OUTLIER.more) continue;
    above += (count - mean) ** 2 - mean;
    squares += mean * mean;
  }
  return squares > 0 ? Math.max(0, above / squares) : 0;
}
