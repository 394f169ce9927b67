import { LEVELS, QUIET_HOURS, URGENT_FIRST } from './alerts.ts';
import type { AlertLevel } from './alerts.ts';
import type { Watched } from './measures.ts';
import { falseAlarmsPerHour } from './promise.ts';
import { surprisesOfParts } from './share-surprises.ts';
import { seriesOf } from './streams.ts';
import type { Stream } from './streams.ts';
import { surprisesOf } from './surprises.ts';

/** A stream beside what was expected of it. */
export interface Judged {
  readonly stream: Stream;
  readonly expected: Float64Array;
  /** How many false alarms as surprising as each hour the stream has in an hour, by its own record. */
  readonly odds: Float64Array;
}

/** That much more than usual was said of what a rule hears. */
export interface Found {
  readonly rule: string;
  /** The one that shows it the clearest. */
  readonly measure: Watched;
  /** Hours since 1970. */
  readonly hour: number;
  readonly level: AlertLevel;
  /** How likely an hour of the stream is to look so when nothing happens. */
  readonly p: number;
}

/** Each hour of the week was seen twice before a stream is judged. */
export const LEARNING_HOURS = 336;

export function judge(stream: Stream): Judged {
  const { times, counts } = seriesOf(stream);
  const { expected, surprise } = stream.of
    ? surprisesOfParts({ times, part: counts, whole: stream.of })
    : surprisesOf({ times, counts });
  return { stream, expected, odds: falseAlarmsPerHour(surprise, 1) };
}

/**
 * The hours worth waking somebody for, over all streams of an installation: with more streams each has to be the more
 * surprising, by the procedure of Benjamini & Hochberg (1995), so that the promised false-alarm rate is the installation's
 * and not each stream's. Oldest first; of one rule at most one an hour.
 * @param isEnough whether so much was said then that anybody should be woken, however unlikely it is.
 */
export function alertsTogether(
  judged: readonly Judged[],
  isEnough: (found: Found) => boolean,
): readonly Found[] {
  const begin = Math.min(...judged.map(({ stream }) => stream.first + LEARNING_HOURS));
  const end = Math.max(...judged.map(({ stream }) => stream.first + stream.counts.length));
  const found: Found[] = [];
  for (let hour = begin; hour < end; hour++) {
    for (const one of raisedIn(hour, judged)) {
      if (!isQuieted(one, found) && isEnough(one)) found.push(one);
    }
  }
  return found;
}

/**
 * Whether an alert is no news beside others of the same rule, the last of which come last: one as urgent was raised no
 * longer than `QUIET_HOURS` before.
 */
export function isQuieted(one: Pick<Found, 'rule' | 'level' | 'hour'>, others: readonly Found[]): boolean {
  for (let n = others.length - 1; n >= 0; n--) {
    const other = others[n];
    if (!other || one.hour - other.hour > QUIET_HOURS) return false;
    const asUrgent = LEVELS[other.level].hours >= LEVELS[one.level].hours;
    if (other.rule === one.rule && asUrgent) return true;
  }
  return false;
}

function raisedIn(hour: number, judged: readonly Judged[]): readonly Found[] {
  const ready = judged.filter(({ stream }) => hour >= stream.first + LEARNING_HOURS);
  const sorted = ready
    .map(({ stream, odds }) => ({ stream, p: odds[hour - stream.first] ?? Infinity }))
    .toSorted((a, b) => a.p - b.p);
  const most = URGENT_FIRST.map((level) => [level, largestOf(sorted, LEVELS[level].hours)] as const);
  const found = new Map<string, Found>();
  for (const { stream, p } of sorted) {
    const { rule, measure } = stream;
    const level = most.find(([, largest]) => p <= largest)?.[0];
    if (level !== undefined && !found.has(rule)) found.set(rule, { rule, measure, hour, level, p });
  }
  return [...found.values()];
}

/** The largest p that is still taken: the last k-th smallest that is at most k/m of what is promised. */
function largestOf(sorted: readonly { readonly p: number }[], hours: number): number {
  const at = sorted.findLastIndex(({ p }, nth) => p * hours * sorted.length <= nth + 1);
  return sorted[at]?.p ?? -Infinity;
}
