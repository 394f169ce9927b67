import { setTimeout as wait } from 'node:timers/promises';
import type { Now, Pause } from './ports/runtime.ts';

/** The time of day; whoever decides by it is told it. */
export const now: Now = () => new Date();

export const pause: Pause = async (ms, signal) => {
  await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
};
