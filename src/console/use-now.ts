import { useSyncExternalStore } from 'react';

const TICK_MS = 30_000;
let now = new Date();

function tick(changed: () => void): () => void {
  const timer = window.setInterval(() => {
    now = new Date();
    changed();
  }, TICK_MS);
  return () => window.clearInterval(timer);
}

/** The time, renewed twice a minute, so that “3 minutes ago” stays true. */
export const useNow = (): Date => useSyncExternalStore(tick, () => now);
