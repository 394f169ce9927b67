/** What a day's work with the CRM costs in calls, before it is switched on. */
export interface Forecast {
  readonly contacts: number;
  /** To read, refresh and write a thousand contacts once. */
  readonly callsPer1000: number;
  /** For all contacts, the first time, and what is made in the CRM before. */
  readonly total: number;
}

/** How many records one call to the CRM carries. */
interface Batches {
  readonly page: number;
  readonly read: number;
  readonly write: number;
}

/** What there is to write besides the contacts' own fields. */
interface Besides {
  /** What is mapped is looked at before it is written: one reading more. */
  readonly mapped: boolean;
  /** What has to be made in the CRM first; in a call each at the most. */
  readonly planned: number;
  /** Rows of their own that a contact has in the CRM, on average. */
  readonly rows: number;
  /** So many contacts a call are looked up in the CRM's history after they are written; absent where events tell everything. */
  readonly lookedBack?: number;
}

/** Each contact is taken in, read again once, and written. */
export function forecastOf(contacts: number, batches: Batches, besides: Besides): Forecast {
  const { mapped, planned, rows, lookedBack = Infinity } = besides;
  const calls = (n: number) =>
    Math.ceil(n / batches.page) +
    Math.ceil(n / batches.read) * (mapped ? 2 : 1) +
    Math.ceil(n / batches.write) +
    Math.ceil((n * rows) / batches.write) +
    Math.ceil(n / lookedBack);
  return { contacts, callsPer1000: calls(1000), total: calls(contacts) + planned };
}

/** The day that a budget counts in: UTC, `2026-11-24`. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

const HOUR = 3_600;

/**
 * Seconds until it is worth looking whether the day's calls last again: when the next day of the budget begins, but
 * within the hour, since the CRM's own day may be the last 24 hours.
 */
export function untilNextLook(now: Date): number {
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return Math.min(HOUR, Math.max(1, Math.ceil((next - now.getTime()) / 1000)));
}
