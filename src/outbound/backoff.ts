import { type Failure, POLICY } from '../core/failure.ts';
import { isStanding } from './trouble.ts';

/** The longest that a call waits in the gate; beyond it, the job queue should postpone the work. */
export const PATIENCE_MS = 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
// Whoever says "too often" without saying how long is given a breath in any case.
const LEAST_REST_MS = 1_000;

/**
 * Milliseconds to wait before the next attempt; undefined when there should be none: its kind is one that waiting
 * cannot mend, the attempts are used up, or the other side wants a longer rest than anybody should sit through here.
 * @param attempt how many were made, from 1
 * @param random 0 to 1 (full jitter: callers that failed together do not come back together)
 */
export function waitBeforeNext(
  failure: Failure,
  attempt: number,
  attempts: number,
  random: number,
): number | undefined {
  if (!POLICY[failure.kind].retry || attempt >= attempts || isStanding(failure)) return undefined;
  const waitMs = failure.retryAfterMs ?? backoff(failure, attempt, random);
  return waitMs > PATIENCE_MS ? undefined : waitMs;
}

/** How long the whole lane rests after this failure: only when the other side said "too often". */
export function restOfLane(failure: Failure, attempt: number, random: number): number {
  if (failure.kind !== 'rate-limited') return 0;
  return failure.retryAfterMs ?? backoff(failure, attempt, random);
}

function backoff(failure: Failure, attempt: number, random: number): number {
  const jittered = Math.round(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt));
  return failure.kind === 'rate-limited' ? Math.max(LEAST_REST_MS, jittered) : jittered;
}
