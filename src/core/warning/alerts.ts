import { falseAlarmsPerHour } from './promise.ts';
import { perHour } from './series.ts';
import type { Series } from './series.ts';
import { surprisesOf } from './surprises.ts';

/** How urgent, each by how seldom it comes when nothing happens: once a week, a month, a quarter. */
export const LEVELS = {
  watch: { hours: 168 },
  warn: { hours: 672 },
  crisis: { hours: 2_016 },
} as const;
export type AlertLevel = keyof typeof LEVELS;

export interface Alert {
  /** The moment of the series. */
  readonly at: number;
  readonly level: AlertLevel;
  /** How likely an hour is to look so when nothing happens. */
  readonly p: number;
}

/** After an alert of a level the same is not said again for so long; a higher one is. */
export const QUIET_HOURS = 24;
export const URGENT_FIRST = ['crisis', 'warn', 'watch'] as const satisfies readonly AlertLevel[];

export const atLeastAsUrgent = (level: AlertLevel, as: AlertLevel): boolean =>
  LEVELS[level].hours >= LEVELS[as].hours;

/** The moments of a series worth waking somebody for, by the false-alarm rate that each level promises. */
export function alertsIn(series: Series): readonly Alert[] {
  const rate = perHour(series);
  const odds = falseAlarmsPerHour(surprisesOf(series).surprise, rate);
  const last = new Map<AlertLevel, number>();
  const alerts: Alert[] = [];
  for (const [at, p] of odds.entries()) {
    const levels = URGENT_FIRST.filter((level) => p * LEVELS[level].hours <= 1);
    const isQuiet = (level: AlertLevel) => at - (last.get(level) ?? -Infinity) <= QUIET_HOURS * rate;
    const [level] = levels;
    if (level !== undefined && !isQuiet(level)) alerts.push({ at, level, p });
    for (const one of levels) if (!isQuiet(one)) last.set(one, at);
  }
  return alerts;
}
