/** What a day's work with the CRM costs in calls, before it is switched on. */
export interface Forecast {
  readonly contacts: number;
  /** To read, refresh and write a thousand contacts once. */
  readonly callsPer1000: number;
  /** For all contacts, the first time, and what is made in the CRM before. */
  readonly total: number;
}

/** So many contacts go into one call, both ways. */
export const BATCH = 100;

/** Reading is one call a batch, writing another. What is mapped is looked at before it is written: one more. */
const ROUNDS = { import: 1, refresh: 1, write: 1, look: 1 } as const;

/**
 * @param planned what has to be made in the CRM first; made in a call each at the most.
 */
export function forecastOf(contacts: number, mapped: boolean, planned: number): Forecast {
  const rounds = ROUNDS.import + ROUNDS.refresh + ROUNDS.write + (mapped ? ROUNDS.look : 0);
  const calls = (n: number) => Math.ceil(n / BATCH) * rounds;
  return { contacts, callsPer1000: calls(1000), total: calls(contacts) + planned };
}

/** The day that a budget counts in: UTC, `2026-11-24`. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** Seconds until the next day of the budget begins, at least one. */
export function untilTomorrow(now: Date): number {
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return Math.max(1, Math.ceil((next - now.getTime()) / 1000));
}
