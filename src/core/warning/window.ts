import { authorsOf, originalsOf } from './hours.ts';
import { countedIn, MEASURES } from './measures.ts';
import type { SaidPost } from './measures.ts';
import { surpriseOf } from './negative-binomial.ts';
import type { Found, Judged } from './together.ts';

/** The time in which so much was said, and what is usual for it. */
export interface Window {
  /** So many hours, up to and with the one of the alert. */
  readonly hours: number;
  readonly observed: number;
  readonly expected: number;
  /** What was said in it that counts for the measure, copies too. */
  readonly said: readonly SaidPost[];
}

const HOUR_MS = 3_600_000;
const SPANS = [1, 4, 24] as const;
/** No alert is made of less. */
const LEAST = { posts: 8, authors: 5 } as const;
/** Windows are compared as if every stream were spread like this. */
const SPREAD = 0.3;

/**
 * Which of 1, 4 and 24 hours shows best what is unusual. Undefined where none of them holds 8 posts of 5 people: so little
 * is no reason to wake anybody, however unlikely it is.
 * @param said what the rule heard in the last 24 of these hours, or more.
 */
export function windowOf(
  { measure, hour }: Pick<Found, 'measure' | 'hour'>,
  { stream, expected }: Judged,
  said: readonly SaidPost[],
): Window | undefined {
  const at = hour - stream.first;
  const until = (hour + 1) * HOUR_MS;
  const windows = SPANS.map((hours): Window => {
    const from = until - hours * HOUR_MS;
    const isWithin = ({ at: when }: SaidPost) => when.getTime() >= from && when.getTime() < until;
    const sum = (of: Float64Array) =>
      of.subarray(Math.max(0, at + 1 - hours), at + 1).reduce((a, b) => a + b, 0);
    return {
      ...{ hours, observed: sum(stream.counts), expected: sum(expected) },
      said: said.filter((post) => isWithin(post) && MEASURES[countedIn(measure)].takes(post)),
    };
  });
  const surprise = (window: Window) => surpriseOf(window.observed, window.expected, SPREAD);
  return windows.filter(isEnough).toSorted((a, b) => surprise(b) - surprise(a))[0];
}

function isEnough({ said }: Window): boolean {
  const originals = originalsOf(said);
  return originals.length >= LEAST.posts && authorsOf(originals).size >= LEAST.authors;
}
