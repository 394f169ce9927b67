import type { JobName } from '../ports/queue.ts';

/** How the jobs of one kind are fetched by each process. */
export interface Lane {
  /** Fetched at once, done side by side. At least 2: pg-boss looks for more at once only after a full batch of several. */
  readonly batch: number;
  /** Such batches at once. */
  readonly together: number;
  /**
   * Of one source (a network, or the CRM of an account) so many at once, fewer than batches: one that hangs leaves room for
   * the others.
   */
  readonly each?: number;
  /**
   * Seconds between two looks. New work is announced by NOTIFY and needs none; this is for what comes due by the clock:
   * postponed work, and work to be tried again.
   */
  readonly look: number;
}

/**
 * Work that waits for networks is fetched in small batches, because a batch lasts as long as its slowest job; work on
 * the database alone in larger ones. The outbox waits until a burst has settled, so it is looked at often.
 */
export const LANES = {
  normalise: { batch: 4, together: 4, each: 2, look: 2 },
  import: { batch: 2, together: 1, look: 2 },
  recheck: { batch: 2, together: 1, look: 2 },
  history: { batch: 2, together: 1, look: 10 },
  resolve: { batch: 4, together: 3, look: 2 },
  derive: { batch: 10, together: 1, look: 2 },
  learn: { batch: 2, together: 1, look: 2 },
  teach: { batch: 2, together: 1, look: 10 },
  relabel: { batch: 2, together: 1, look: 2 },
  understand: { batch: 2, together: 6, each: 4, look: 2 },
  tend: { batch: 2, together: 1, look: 10 },
  listen: { batch: 2, together: 1, look: 10 },
  gather: { batch: 2, together: 1, look: 5 },
  add: { batch: 2, together: 1, look: 2 },
  warn: { batch: 2, together: 1, look: 10 },
  weigh: { batch: 2, together: 1, look: 60 },
  refetch: { batch: 2, together: 3, each: 2, look: 5 },
  read: { batch: 2, together: 2, each: 1, look: 5 },
  subscribe: { batch: 2, together: 1, look: 10 },
  mention: { batch: 4, together: 1, look: 5 },
  record: { batch: 20, together: 1, look: 2 },
  records: { batch: 2, together: 1, look: 2 },
  patch: { batch: 2, together: 1, look: 1 },
  bulk: { batch: 2, together: 1, look: 2 },
  notify: { batch: 2, together: 1, look: 2 },
  meet: { batch: 2, together: 1, look: 10 },
  act: { batch: 4, together: 1, look: 2 },
  replay: { batch: 2, together: 1, look: 2 },
  deliver: { batch: 4, together: 4, look: 1 },
  leave: { batch: 2, together: 1, look: 2 },
  purge: { batch: 2, together: 1, look: 60 },
} as const satisfies Record<JobName, Lane>;
