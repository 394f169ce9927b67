import { replaceEqualDeep } from '@tanstack/react-query';
import { useEffect, useId, useSyncExternalStore } from 'react';

/** Somebody is about to leave what they did not save. */
export interface Departure {
  /** What would be lost, each as the page calls it. */
  readonly unsaved: readonly string[];
  readonly go: () => void;
}

/** What was typed and not saved, by who holds it: every form says so here, and nobody else knows. */
const held = new Map<string, string>();
let departure: Departure | undefined;
const watchers = new Set<() => void>();

/** While `is`, nobody leaves the page without being asked whether `what` may be lost. */
export function useUnsaved(what: string, is: boolean): void {
  const holder = useId();
  useEffect(() => {
    if (!is) return undefined;
    hold(holder, what);
    return () => release(holder);
  }, [holder, what, is]);
}

/** Whether two drafts say the same, in whatever order their parts were written. */
export const isSame = <T>(one: T, other: T): boolean => replaceEqualDeep(one, other) === one;

/** Goes at once where nothing would be lost by it; else the person is asked first. */
export function leaveBy(go: () => void): void {
  if (held.size === 0) go();
  else ask({ unsaved: [...held.values()], go });
}

export const isHeld = (): boolean => held.size > 0;

export const stay = (): void => ask(undefined);

/** As the person was asked: what is not saved is given up. */
export function leave({ go }: Departure): void {
  for (const holder of held.keys()) release(holder);
  stay();
  go();
}

/** The question that waits for an answer. */
export const useDeparture = (): Departure | undefined => useSyncExternalStore(watch, () => departure);

function hold(holder: string, what: string): void {
  // Only while it is needed: a page that listens for this is not kept by the browser for the way back.
  if (held.size === 0) window.addEventListener('beforeunload', keep);
  held.set(holder, what);
}

function release(holder: string): void {
  held.delete(holder);
  if (held.size === 0) window.removeEventListener('beforeunload', keep);
}

/** The browser asks in its own words. */
const keep = (event: BeforeUnloadEvent) => event.preventDefault();

function ask(next: Departure | undefined): void {
  departure = next;
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
