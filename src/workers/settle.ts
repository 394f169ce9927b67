import type { JobResult } from 'pg-boss';
import { Failure, POLICY } from '../core/failure.ts';
import { faultFacts } from '../core/fault.ts';
import { InstallationId } from '../core/ids.ts';
import { JOBS } from '../ports/queue.ts';
import type { JobName, JobPayload } from '../ports/queue.ts';
import type { Log, Now } from '../ports/runtime.ts';

export type Handlers = { readonly [N in JobName]: (job: JobPayload<N>) => Promise<void> };

/** What of a fetched job is used here. */
export interface FetchedJob {
  readonly id: string;
  readonly data: unknown;
  /** 0 at the first attempt. */
  readonly retryCount: number;
  readonly retryLimit: number;
  readonly expireInSeconds: number;
}

/** How a job ended. `waitMs`: the other side asked not to be asked before so many milliseconds. */
export type Ending = JobResult<{ readonly error: string }> & { readonly waitMs?: number };

/** Events in the log, to grep and to count. */
const LOG = { failed: 'job.failed', givenUp: 'job.given-up' } as const;

/** A worker gives up on a job so long before pg-boss would give up on its whole batch. */
const MARGIN_MS = 5_000;

interface Deps {
  readonly handlers: Handlers;
  readonly log: Log;
  readonly now: Now;
  /** Aborted when nobody can wait for running jobs any longer: they are given back, to be tried again. */
  readonly stopping: AbortSignal;
}

/**
 * Does one job and says how it ended, so that it takes no batch mate with it: `failed` is tried again with growing
 * pauses; `deadletter` is kept visible at once, for what waiting cannot mend (a payload we do not know, a CRM that was
 * disconnected). Anything that is no `Failure` is a bug, and is tried again too. Never throws.
 */
export async function settle<N extends JobName>(name: N, job: FetchedJob, deps: Deps): Promise<Ending> {
  const payload = JOBS[name].safeParse(job.data);
  if (!payload.success) {
    deps.log.error({ ...factsOf(name, job), kind: 'payload' }, LOG.givenUp);
    return ended(job, 'deadletter', 'the payload is not one this version knows');
  }
  const begun = deps.now().getTime();
  try {
    await inTime(deps.handlers[name](payload.data as JobPayload<N>), job, deps.stopping);
    return { id: job.id, status: 'completed' };
  } catch (error) {
    const ms = deps.now().getTime() - begun;
    return failed(job, error, { ...factsOf(name, job), ms }, deps.log);
  }
}

type Facts = Parameters<Log['warn']>[0];

function failed(job: FetchedJob, error: unknown, facts: Facts, log: Log): Ending {
  const failure = error instanceof Failure ? error : undefined;
  const hopeless = failure !== undefined && !POLICY[failure.kind].retry;
  const last = job.retryCount >= job.retryLimit;
  const kind = failure?.kind ?? (error instanceof Left ? error.kind : 'bug');
  log.warn({ ...facts, kind, ...bugFacts(error) }, hopeless || last ? LOG.givenUp : LOG.failed);
  const ending = ended(job, hopeless ? 'deadletter' : 'failed', wordsOf(error));
  const waits = failure?.retryAfterMs !== undefined && !hopeless && !last;
  return waits ? { ...ending, waitMs: failure.retryAfterMs } : ending;
}

function ended(job: FetchedJob, status: 'failed' | 'deadletter', error: string): Ending {
  return { id: job.id, status, output: { error } };
}

function factsOf(name: JobName, job: FetchedJob): Facts {
  const data = job.data;
  const named = typeof data === 'object' && data !== null && 'installation' in data && data.installation;
  const installation = InstallationId.safeParse(named).data;
  return { job: job.id, name, attempt: job.retryCount + 1, ...(installation && { installation }) };
}

/** Why a job is not waited for any more. What it still does goes on, and finds later that it was done twice. */
class Left extends Error {
  readonly kind: 'too slow' | 'stopped';

  constructor(kind: Left['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** pg-boss fails a whole batch when its time is up, jobs that are done included: so a slow job fails alone, earlier. */
async function inTime(work: Promise<void>, job: FetchedJob, stopping: AbortSignal): Promise<void> {
  const ms = job.expireInSeconds * 1000;
  const left = Promise.withResolvers<never>();
  const stop = () => left.reject(new Left('stopped'));
  const timer = setTimeout(() => left.reject(new Left('too slow')), Math.max(ms / 2, ms - MARGIN_MS));
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  try {
    await Promise.race([work, left.promise]);
  } finally {
    clearTimeout(timer);
    stopping.removeEventListener('abort', stop);
  }
}

/** Of a bug the log gets its name and where it happened, nothing else. */
function bugFacts(error: unknown): { readonly bug?: string; readonly at?: string } {
  if (error instanceof Failure || error instanceof Left || !(error instanceof Error)) return {};
  const { name: bug, ...where } = faultFacts(error);
  return { bug, ...where };
}

function wordsOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof Left)
    return error.kind === 'stopped' ? 'Kith was stopped meanwhile' : 'it took too long';
  return `a fault in Kith (${faultFacts(error).name})`;
}
