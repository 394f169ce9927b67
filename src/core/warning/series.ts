/** How much was said, at moments that are about equally far apart, oldest first. */
export interface Series {
  /** Unix time in milliseconds of each. */
  readonly times: Float64Array;
  /** Counts, zero or more. */
  readonly counts: Float64Array;
}

const HOUR_MS = 3_600_000;

/** How many moments make an hour; at least one. */
export function perHour({ times }: Series): number {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const step = (last - first) / Math.max(1, times.length - 1);
  return step > 0 ? Math.max(1, Math.round(HOUR_MS / step)) : 1;
}

/** Hours since 1970 in which a moment lies. */
export const hourOf = (time: number): number => Math.floor(time / HOUR_MS);
