import { Failure } from '../core/failure.ts';
import type { Log, Pause } from '../ports/runtime.ts';
import { restOfLane, waitBeforeNext } from './backoff.ts';
import type { Lane } from './lane.ts';
import { troubleWith } from './trouble.ts';

/** Event names of the log. Their facts are lane, kind, attempt and milliseconds: nothing of what was asked. */
export const EVENTS = {
  again: 'outgoing.asks_again',
  gaveUp: 'outgoing.gave_up',
  refused: 'outgoing.refused_by_us',
} as const;

/** One call: who is asked, in which lane, and what ends it early. */
export interface Call {
  readonly lane: Lane;
  readonly laneName: string;
  /** Names the other side in errors. */
  readonly host: string;
  readonly stop: AbortSignal;
  /** How long one attempt may take, where the other side takes longer than most. */
  readonly attemptMs?: number | undefined;
}

export interface Perseverance {
  readonly attempts: number;
  readonly attemptMs: number;
  readonly deadline: (ms: number) => AbortSignal;
  readonly random: () => number;
  readonly pause: Pause;
  readonly log: Log;
}

/**
 * Does `work` in the call's lane, again while that can help.
 * @throws the last `Failure`; the reason of `stop`; an error that is no trouble of the connection (a bug) as it is.
 */
export async function persevere<T>(
  call: Call,
  how: Perseverance,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call.lane.run(() => attemptOnce(call, how, attempt, work), call.stop, attempt);
    } catch (error) {
      call.stop.throwIfAborted();
      if (!(error instanceof Failure)) throw error;
      const waitMs = settle(call, how, error, attempt);
      if (waitMs === undefined) throw error;
      if (waitMs > 0) await how.pause(waitMs, call.stop);
      call.stop.throwIfAborted();
    }
  }
}

async function attemptOnce<T>(
  call: Call,
  how: Perseverance,
  attempt: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attemptMs = call.attemptMs ?? how.attemptMs;
  const time = how.deadline(attemptMs);
  try {
    return await within(AbortSignal.any([call.stop, time]), work);
  } catch (error) {
    call.stop.throwIfAborted();
    const failure = time.aborted ? tooSlow(call.host, attemptMs) : troubleWith(call.host, error);
    if (failure === undefined) throw error;
    // Still in the lane: the next one in it must find it resting.
    call.lane.restFor(restOfLane(failure, attempt, how.random()));
    throw failure;
  }
}

function tooSlow(host: string, ms: number): Failure {
  return new Failure('unavailable', `${host} did not answer in full within ${ms / 1000} s`);
}

/** What this call waits before its next attempt (in a resting lane nothing more); undefined: it was the last. */
function settle(call: Call, how: Perseverance, failure: Failure, attempt: number): number | undefined {
  const waitMs = waitBeforeNext(failure, attempt, how.attempts, how.random());
  const facts = { lane: call.laneName, kind: failure.kind, attempt, waitMs };
  if (waitMs !== undefined) {
    how.log.warn(facts, EVENTS.again);
    return failure.kind === 'rate-limited' ? 0 : waitMs;
  }
  how.log.warn(facts, failure.kind === 'refused by us' ? EVENTS.refused : EVENTS.gaveUp);
  return undefined;
}

/** Ends when the work does or, for work that does not listen, when the signal says so. */
async function within<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(signal), stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
