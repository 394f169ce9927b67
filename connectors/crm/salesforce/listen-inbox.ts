import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../../../src/core/failure.ts';
import type { Notice } from './listen-client.ts';

/** What arrived and was not yet dealt with. */
export interface Inbox {
  readonly tell: (notice: Notice) => void;
  /**
   * What came since, oldest first, at most so many; waits until there is something. Nothing once listening is to end.
   * @throws Failure `unavailable` when nothing at all came for too long.
   */
  take(most: number): Promise<readonly Notice[]>;
}

/**
 * `silenceMs`: the platform says at least every 270 s that it is there; a connection that is silent for longer is dead
 * without having told us.
 */
export function inbox(signal: AbortSignal, silenceMs: number): Inbox {
  const notices: Notice[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    tell(notice) {
      notices.push(notice);
      arrived.resolve();
    },
    async take(most) {
      if (notices.length === 0) {
        arrived = Promise.withResolvers();
        await unlessSilent(arrived.promise, signal, silenceMs);
        // The events of one answer are decoded one after the other: they are heard together.
        await nextTurn();
      }
      return signal.aborted ? [] : notices.splice(0, most);
    },
  };
}

async function unlessSilent(arrived: Promise<void>, signal: AbortSignal, silenceMs: number): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => over.reject(new Failure('unavailable', 'Salesforce no longer says that it is there')),
    silenceMs,
  );
  const aborted = () => over.resolve();
  signal.addEventListener('abort', aborted, { once: true });
  if (signal.aborted) aborted();
  try {
    await Promise.race([arrived, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', aborted);
  }
}
