import { beginBaseline, expected, learnMoment } from './baseline.ts';
import { surpriseOf } from './negative-binomial.ts';
import { hourOf, perHour } from './series.ts';
import type { Series } from './series.ts';

/** What was expected at each moment of a series, and how surprising the largest of its sums was. */
interface Surprises {
  readonly expected: Float64Array;
  /** −ln p of the most surprising sum that ends there. */
  readonly surprise: Float64Array;
}

/** Sums over so many hours are looked at together: a blow, an afternoon, a slow fire. */
const SUMS_HOURS = [1, 4, 24] as const;
const SPREAD = { first: 0.3, least: 0.02, most: 3, hours: 168 } as const;
/** The most by which one sum raises the spread, so that a crisis does not hide the next one. */
const SPREAD_CLIP = { times: 10, more: 0.05 } as const;

/**
 * Compares every moment of a series with what was usual before it: a robust level times an hour-of-week profile, and the
 * tail of a negative binomial over sums of 1, 4 and 24 hours, whose overdispersion is followed for each sum apart. Poisson
 * tails break any promise on real streams. Each moment is judged before it is learnt from.
 */
export function surprisesOf(series: Series): Surprises {
  const { times, counts } = series;
  const rate = perHour(series);
  const sums = SUMS_HOURS.map((hours) => sumOver(hours * rate));
  const baseline = beginBaseline(counts[0] ?? 0);
  const means = new Float64Array(counts.length);
  const surprise = new Float64Array(counts.length);
  const slow = 1 - Math.exp(-1 / (SPREAD.hours * rate));
  for (let nth = 0; nth < counts.length; nth++) {
    const hour = hourOf(times[nth] ?? 0);
    means[nth] = expected(baseline, hour, rate);
    for (const sum of sums) {
      slide(sum, counts, means, nth);
      if (nth + 1 < sum.moments) continue;
      surprise[nth] = Math.max(surprise[nth] ?? 0, surpriseOf(sum.counted, sum.mean, sum.spread));
      followSpread(sum, slow);
    }
    const moment = { count: counts[nth] ?? 0, hour, nth };
    learnMoment(baseline, moment, sums[0]?.spread ?? SPREAD.first, rate);
  }
  return { expected: means, surprise };
}

interface Sum {
  readonly moments: number;
  counted: number;
  mean: number;
  spread: number;
}

const sumOver = (moments: number): Sum => ({ moments, counted: 0, mean: 0, spread: SPREAD.first });

function slide(sum: Sum, counts: Float64Array, means: Float64Array, nth: number): void {
  const left = nth - sum.moments;
  sum.counted += (counts[nth] ?? 0) - (counts[left] ?? 0);
  sum.mean += (means[nth] ?? 0) - (means[left] ?? 0);
}

/** The overdispersion by moments, clipped. */
function followSpread(sum: Sum, slow: number): void {
  const { counted, mean, spread } = sum;
  const seen = ((counted - mean) ** 2 - mean) / (mean * mean);
  const clipped = Math.min(seen, SPREAD_CLIP.times * spread + SPREAD_CLIP.more);
  const next = spread + slow * (clipped - spread);
  sum.spread = Math.min(SPREAD.most, Math.max(SPREAD.least, next));
}
