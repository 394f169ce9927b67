import type { Log, Pause } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { nameOf } from './again.ts';

export interface Listening {
  stop(): Promise<void>;
}

interface Deps {
  readonly store: Pick<Store, 'alone'>;
  readonly pause: Pause;
  readonly log: Log;
}

/** So often it is looked whether whoever does it is gone, and by who does it, whether there is somebody new. */
export const LOOK_MS = 5_000;

/** Does the work in one process of all; another takes over when that one ends. The work ends when it is aborted. */
export function startAlone(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  deps: Deps,
): Listening {
  const stopping = new AbortController();
  const running = untilStopped(name, work, deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function untilStopped(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  { store, pause, log }: Deps,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await store.alone(name, () => work(signal));
    } catch (error) {
      log.warn({ trouble: nameOf(error) }, 'listening.interrupted');
    }
    await pause(LOOK_MS, signal);
  }
}
