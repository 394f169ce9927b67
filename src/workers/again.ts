import { Failure } from '../core/failure.ts';
import type { Log, Pause } from '../ports/runtime.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/** One attempt at something that never ends by itself. `wentWell`: the next one need not wait long. */
export type Attempt = (wentWell: () => void) => Promise<'again' | 'over'>;

interface Deps {
  readonly pause: Pause;
  readonly log: Log;
}

/**
 * Attempts it until the signal is aborted or it is over, and waits ever longer in between as long as nothing comes of
 * it. Trouble, a bug too, ends an attempt and nothing else.
 */
export async function again(
  about: Readonly<Record<string, string>>,
  attempt: Attempt,
  { pause, log }: Deps,
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted;) {
    let well = false;
    try {
      if ((await attempt(() => void (well = true))) === 'over') return;
    } catch (error) {
      log.warn(
        { ...about, trouble: nameOf(error), waitMs: well ? FIRST_WAIT_MS : waitMs },
        'listening.again',
      );
    }
    if (well) waitMs = FIRST_WAIT_MS;
    await pause(waitMs, signal);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  }
}

/** What may be logged of an error: its kind, never its words. */
export const nameOf = (error: unknown): string =>
  error instanceof Failure ? error.kind : error instanceof Error ? error.name : 'unknown';
