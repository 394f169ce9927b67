/** How a stream usually is: a level, and how the hours of the day and of the week differ from it. */
export interface Baseline {
  level: number;
  readonly day: Profile;
  readonly week: Profile;
}

/** Factors of the level, one for each hour, and how often each was seen. */
interface Profile {
  readonly factors: Float64Array;
  readonly seen: Float64Array;
}

const LEVEL_HOURS = 336;
/** The first days find the level sooner. */
const WARM = { hours: 48, faster: 3 } as const;
/** A factor is believed as far as it was seen: so many hours of it weigh as much as knowing nothing. */
const DOUBT_HOURS = 2;
const FACTOR_STEP = 0.15;
const DAY_FACTOR_STEP = FACTOR_STEP / 8;
/** Nothing is ever said: still a mean that something can be divided by. */
const LEAST = 0.02;
const LEAST_FACTOR = 0.1;
/** So many standard deviations above the mean is the most that one moment teaches: a crisis is not the new usual. */
const CLIP = 3;

export function beginBaseline(first: number): Baseline {
  const profile = (hours: number): Profile => ({
    factors: new Float64Array(hours).fill(1),
    seen: new Float64Array(hours),
  });
  return { level: Math.max(first, 0.5), day: profile(24), week: profile(168) };
}

/** What is expected in one moment of an hour. The week's factors are shrunk to the day's, and these to none. */
export function expected(baseline: Baseline, hour: number, perHour: number): number {
  return Math.max(LEAST, baseline.level * factorOf(baseline, hour, perHour));
}

function factorOf({ day, week }: Baseline, hour: number, perHour: number): number {
  const doubt = DOUBT_HOURS * perHour;
  const believed = (profile: Profile, otherwise: number) => {
    const at = hour % profile.factors.length;
    const trust = (profile.seen[at] ?? 0) / ((profile.seen[at] ?? 0) + doubt);
    return trust * (profile.factors[at] ?? 1) + (1 - trust) * otherwise;
  };
  return believed(week, believed(day, 1));
}

/** Learns from one moment; the `nth` of them. Changes the baseline. */
export function learnMoment(
  baseline: Baseline,
  moment: { readonly count: number; readonly hour: number; readonly nth: number },
  overdispersion: number,
  perHour: number,
): void {
  const { hour, nth } = moment;
  const factor = factorOf(baseline, hour, perHour);
  const mean = expected(baseline, hour, perHour);
  const count = Math.min(moment.count, mean + CLIP * Math.sqrt(mean + overdispersion * mean * mean));
  const step = (1 - Math.exp(-1 / (LEVEL_HOURS * perHour))) * (nth < WARM.hours * perHour ? WARM.faster : 1);
  baseline.level += step * (count / Math.max(factor, LEAST_FACTOR) - baseline.level);
  baseline.level = Math.max(LEAST, baseline.level);
  const ratio = count / baseline.level;
  approach(baseline.day, hour, ratio, DAY_FACTOR_STEP / perHour, 2 * perHour);
  approach(baseline.week, hour, ratio, FACTOR_STEP / perHour, perHour);
}

function approach({ factors, seen }: Profile, hour: number, ratio: number, least: number, slow: number) {
  const at = hour % factors.length;
  const times = (seen[at] ?? 0) + 1;
  seen[at] = times;
  factors[at] = (factors[at] ?? 1) + Math.max(least, 1 / (times + slow)) * (ratio - (factors[at] ?? 1));
}
