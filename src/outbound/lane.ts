import PQueue from 'p-queue';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from '../core/failure.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { Now, Pause } from '../ports/runtime.ts';
import { PATIENCE_MS } from './backoff.ts';

/** One answer cannot close a lane for longer than this. */
const LONGEST_REST_MS = 86_400_000;
// Turns at the door before a clock that does not move is called what it is.
const TURNS = 10;

/** All calls that share one budget. What waits here delays nobody in another lane. */
export interface Lane {
  /**
   * Runs `work` when there is room and budget. `urgency`: higher goes first (a second attempt before a first one).
   * @throws Failure `rate-limited` when the wait would be longer than `PATIENCE_MS`; the signal's reason when aborted.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal, urgency: number): Promise<T>;
  /** The other side asked for quiet: nobody in this lane goes for so many milliseconds. */
  restFor(ms: number): void;
}

export function openLane(name: string, limits: Limits, { now, pause }: { now: Now; pause: Pause }): Lane {
  const room = new PQueue({ concurrency: limits.together });
  // One at a time through the door: first come, first served, and one timer for all who wait.
  const door = new PQueue({ concurrency: 1 });
  const budget = openBudget(limits);
  let restsUntil = 0;

  async function enter(signal: AbortSignal): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const restMs = restsUntil - now().getTime();
      const waitMs = restMs > 0 ? restMs : await budget();
      if (waitMs === 0) return;
      if (waitMs > PATIENCE_MS || turn === TURNS - 1) throw mustWait(name, waitMs);
      await pause(waitMs, signal);
      signal.throwIfAborted();
    }
  }

  return {
    run: (work, signal, urgency) =>
      room.add(
        async () => {
          await door.add(() => enter(signal), { signal });
          return work();
        },
        { signal, priority: urgency },
      ),
    restFor: (ms) => {
      restsUntil = Math.max(restsUntil, now().getTime() + Math.min(ms, LONGEST_REST_MS));
    },
  };
}

function mustWait(name: string, waitMs: number): Failure {
  const seconds = Math.ceil(waitMs / 1000);
  return new Failure('rate-limited', `${name} may not be asked again for ${seconds} s`, {
    retryAfterMs: waitMs,
  });
}

/**
 * Takes one call out of the budget: 0, or the milliseconds until it is worth trying again. A small part of the
 * budget may go in a burst, the rest goes evenly, and both together never exceed it in any span of `perSeconds`.
 */
function openBudget({ requests, perSeconds }: Limits): () => Promise<number> {
  const burst = Math.floor(requests * burstShare(perSeconds));
  // A span can touch two windows of the burst, hence twice.
  const evenly = new RateLimiterMemory({ points: 1, duration: perSeconds / (requests - 2 * burst) });
  const limiter =
    burst === 0
      ? evenly
      : new BurstyRateLimiter(evenly, new RateLimiterMemory({ points: burst, duration: perSeconds }));
  return async () => {
    try {
      await limiter.consume('call');
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext));
      throw refusal;
    }
  };
}

// A limit per second or per few seconds is enforced sharply; a quota per minutes or hours is counted, and the people
// who look at one contact should not wait for it.
function burstShare(perSeconds: number): number {
  return perSeconds <= 60 ? 0.1 : 0.25;
}
