import type { AlertLine, StreamPage } from '../../http/warning-shapes.ts';

type Hours = StreamPage['hours'];

/** Paths in a picture that is one wide for each hour and 100 high; the largest value touches its top. */
const y = (value: number, top: number) => (100 - (value / top) * 100).toFixed(2);

/** What is usual, as a band from left to right along its upper end, and back along the lower. */
export function areaOf(hours: Hours, top: number): string {
  const upper = hours.map(({ high }, n) => `${n + 0.5},${y(high, top)}`);
  const lower = hours.map(({ low }, n) => `${n + 0.5},${y(low, top)}`).toReversed();
  return `M${[...upper, ...lower].join('L')}Z`;
}

export function lineOf(hours: Hours, top: number): string {
  return `M${hours.map(({ expected }, n) => `${n + 0.5},${y(expected, top)}`).join('L')}`;
}

/** What was heard, as a step an hour wide. */
export function stepsOf(hours: Hours, top: number): string {
  return hours.map(({ observed }, n) => `${n === 0 ? 'M0,' : 'V'}${y(observed, top)}H${n + 1}`).join('');
}

/** Where the alerts of these hours stand. */
export function spotsOf(
  hours: Hours,
  alerts: readonly Pick<AlertLine, 'at' | 'level'>[],
): readonly { readonly x: number; readonly level: AlertLine['level'] }[] {
  const at = new Map(hours.map((hour, n) => [hour.at, n]));
  return alerts.flatMap((alert) => {
    const n = at.get(alert.at);
    return n === undefined ? [] : [{ x: n + 0.5, level: alert.level }];
  });
}
