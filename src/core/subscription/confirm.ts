import type { HubMode, Subscription } from './subscription.ts';

/** What a hub says or asks about a subscription (WebSub, 5.3 and 5.2). */
export type HubWord =
  | { readonly mode: HubMode; readonly topic: string; readonly leaseSeconds?: number | undefined }
  | { readonly mode: 'denied'; readonly topic: string; readonly reason?: string | undefined };

/** A hub may take so long to verify what it was asked for; later, nobody remembers having asked. */
export const PENDING_MS = 86_400_000;
/** A hub that lost our answer may ask once more within this. */
export const REPEATED_MS = 600_000;

/** Asked of hubs, and counted with where one does not say its lease. */
export const LEASE_SECONDS = 864_000;
const MOST_SECONDS = 90 * 86_400;
const LONGEST_REASON = 200;

/**
 * What becomes of a subscription by the word of whoever knows its address: confirmed only when exactly that was asked
 * for, and not long ago. Undefined: it is none of what was asked for, and changes nothing.
 */
export function confirm(one: Subscription, word: HubWord, now: Date): Subscription | undefined {
  if (word.topic !== one.topic) return undefined;
  if (word.mode === 'denied') return denied(one, word.reason);
  if (word.mode !== one.mode || !isOpen(one, now)) return undefined;
  if (one.confirmedAt !== undefined) return one;
  const { says: _, heldUntil: __, ...asked } = one;
  if (word.mode === 'unsubscribe') return { ...asked, confirmedAt: now };
  const seconds = Math.min(MOST_SECONDS, Math.max(0, word.leaseSeconds ?? LEASE_SECONDS));
  return { ...asked, confirmedAt: now, heldUntil: new Date(now.getTime() + seconds * 1000) };
}

/** A hub may deny at any time; who wanted to leave it has left it then. */
function denied(one: Subscription, reason = ''): Subscription {
  const { heldUntil: _, confirmedAt: __, ...asked } = one;
  const why = reason
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON);
  return { ...asked, says: why === '' ? 'The hub denied it.' : `The hub denied it: ${why}` };
}

function isOpen({ askedAt, confirmedAt, says }: Subscription, now: Date): boolean {
  if (confirmedAt !== undefined) return now.getTime() - confirmedAt.getTime() <= REPEATED_MS;
  return says === undefined && now.getTime() - askedAt.getTime() <= PENDING_MS;
}
