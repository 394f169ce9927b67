import { setTimeout as sleep } from 'node:timers/promises';
import { Interrupted } from '../interrupt.ts';

/** How long something is waited for, and that Ctrl-C ends it. */
export interface Waiting {
  /** @throws Interrupted */
  pause(ms: number): Promise<void>;
}

/** Waiting by the clock. */
export const waitingFor = (interrupt: AbortSignal): Waiting => ({
  async pause(ms) {
    try {
      await sleep(ms, undefined, { signal: interrupt });
    } catch (error) {
      if (interrupt.aborted) throw new Interrupted();
      throw error;
    }
  },
});
