import { isHeld, leaveBy } from './unsaved.ts';

/** An entry of the browser's history. Each bears its number, so that a step away from unsaved work can be taken back. */
interface Step {
  readonly href: string;
  readonly at: number;
}

/** Where the console is. For a moment the browser may be elsewhere: it goes back before it asks. */
let shown: Step | undefined;
/** What is done once it is back. */
let back: (() => void) | undefined;
const watchers = new Set<() => void>();

/** The address that is shown. */
export const here = (): string => step().href;

/** Goes to another page; to itself it goes without a question. */
export function move(href: string, how: 'push' | 'replace'): void {
  const go = () => {
    const at = step().at + (how === 'push' ? 1 : 0);
    if (how === 'push') window.history.pushState({ at }, '', href);
    else window.history.replaceState({ at }, '', href);
    arrive({ href: window.location.href, at });
  };
  if (isSamePage(window.location.href, href)) go();
  else leaveBy(go);
}

/** Calls when another address is shown. */
export function watch(changed: () => void): () => void {
  if (watchers.size === 0) window.addEventListener('popstate', stepped);
  watchers.add(changed);
  return () => {
    watchers.delete(changed);
    if (watchers.size === 0) window.removeEventListener('popstate', stepped);
  };
}

/** The browser went back, forward, or to a part of the page. */
function stepped(): void {
  const from = step();
  // A link to a part of the page makes an entry of its own, which has no number yet.
  const to = numbered(from.at + 1);
  if (isHeld() && !isSamePage(from.href, to.href)) {
    back = () => leaveBy(() => window.history.go(to.at - from.at));
    window.history.go(from.at - to.at);
    return;
  }
  arrive(to);
  back?.();
  back = undefined;
}

const step = (): Step => (shown ??= numbered(0));

/** The entry at which the browser is; one without a number gets this one. */
function numbered(next: number): Step {
  const known = numberIn(window.history.state);
  if (known === undefined) window.history.replaceState({ at: next }, '');
  return { href: window.location.href, at: known ?? next };
}

function numberIn(state: unknown): number | undefined {
  const at = typeof state === 'object' && state !== null && 'at' in state ? state.at : undefined;
  return typeof at === 'number' ? at : undefined;
}

function arrive(at: Step): void {
  shown = at;
  for (const changed of watchers) changed();
}

const isSamePage = (one: string, other: string) => pageIn(one) === pageIn(other);

function pageIn(href: string): string {
  const { pathname, search } = new URL(href, window.location.href);
  return pathname + search;
}
