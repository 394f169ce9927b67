import { setTimeout as pause } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { BY_THE_CLOCK, JOBS } from '../ports/queue.ts';
import type { JobName } from '../ports/queue.ts';
import type { Log, Now } from '../ports/runtime.ts';
import { hasWork } from './has-work.ts';
import { LANES } from './lanes.ts';
import type { Lane } from './lanes.ts';
import { settle } from './settle.ts';
import type { Ending, FetchedJob, Handlers } from './settle.ts';

export type { Handlers } from './settle.ts';

export interface Workers {
  /** Takes no more jobs and lets running ones end; what does not end within `graceMs` is given back, to be tried again. */
  stop(graceMs?: number): Promise<void>;
  /**
   * Resolves when no job is waiting or active, in whatever process; work postponed or to be tried again counts as waiting,
   * a round that comes by the clock does not.
   */
  idle(): Promise<void>;
}

interface Deps {
  /** Started, with its queues made. */
  readonly boss: PgBoss;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly now: Now;
  /** How many times the usual number of batches this process works on together; 1 unless told. */
  readonly concurrency?: number;
}

const NAMES = Object.keys(JOBS) as readonly JobName[];
const WORK = NAMES.filter((name) => !BY_THE_CLOCK.has(name));
const GRACE_MS = 10_000;
const IDLE_LOOK_MS = 25;
/** Nobody is waited for longer than a day, whatever they ask. */
const LONGEST_WAIT_MS = 86_400_000;
const NOT_PUT_OFF = 'job.not-put-off';

/** Starts the workers of this process. Several processes may work on one database. */
export async function startWorkers(deps: Deps): Promise<Workers> {
  const { boss, concurrency = 1 } = deps;
  const stopping = new AbortController();
  for (const name of NAMES) {
    const { batch, together, look, each }: Lane = LANES[name];
    const options = {
      batchSize: batch,
      localConcurrency: together * concurrency,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: look,
      includeMetadata: true,
      perJobResults: true,
      ...(each !== undefined && { localGroupConcurrency: each * concurrency }),
    } as const;
    await boss.work<unknown, unknown, typeof options>(name, options, (jobs) =>
      Promise.all(
        jobs.map(async (job) =>
          postponed(deps, name, job, await settle(name, job, { ...deps, stopping: stopping.signal })),
        ),
      ),
    );
  }
  return {
    stop: async (graceMs = GRACE_MS) => {
      const ended = Promise.all(NAMES.map((name) => boss.offWork(name, { wait: true })));
      await Promise.race([ended, pause(graceMs, undefined, { ref: false })]);
      stopping.abort();
      await ended;
    },
    idle: async () => {
      while (await hasWork(boss, WORK)) await pause(IDLE_LOOK_MS);
    },
  };
}

/**
 * Where the other side said how long to wait, its word replaces our own pause. pg-boss has no such ending, so the job
 * is failed here, and put off; what is answered then finds the attempt settled and changes nothing.
 */
async function postponed(
  { boss, log }: Deps,
  name: JobName,
  job: FetchedJob,
  ending: Ending,
): Promise<Ending> {
  const { waitMs, ...result } = ending;
  if (waitMs === undefined) return result;
  const seconds = Math.ceil(Math.min(waitMs, LONGEST_WAIT_MS) / 1000);
  try {
    await boss.fail(name, { id: job.id, retryCount: job.retryCount }, ending.output ?? null);
    await boss.update(name, undefined, { id: job.id, startAfter: seconds });
  } catch (error) {
    // It is tried again after our own pause then, and its batch mates do not suffer.
    log.warn({ job: job.id, name, trouble: error instanceof Error ? error.name : 'unknown' }, NOT_PUT_OFF);
  }
  return result;
}
