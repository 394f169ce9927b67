import { PENDING_MS, REPEATED_MS } from './confirm.ts';
import type { Subscription } from './subscription.ts';

/** What is to be done about a subscription. `forget`: nobody is left who would have to be told. */
export type Step = 'ask' | 'leave' | 'forget' | 'wait';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A lease is renewed when a quarter of it is left, and no later than this before its end: looks are an hour apart. */
const LEAST_LEFT_MS = 2 * HOUR_MS;
const SHARE_LEFT = 0.25;

/**
 * The next step, looked for every hour.
 * @param wanted whether what the feed says is still to be heard.
 */
export function nextStep(one: Subscription, wanted: boolean, now: Date): Step {
  return wanted ? stepOfWanted(one, now) : stepOfUnwanted(one, now);
}

function stepOfWanted(one: Subscription, now: Date): Step {
  const sinceAsked = now.getTime() - one.askedAt.getTime();
  if (one.mode === 'unsubscribe') return 'ask';
  // Whoever refused is asked again a day later; one whose lease still lasts with the next look.
  if (one.says !== undefined) return sinceAsked >= (isHeld(one, now) ? HOUR_MS : DAY_MS) ? 'ask' : 'wait';
  if (one.confirmedAt === undefined) return sinceAsked >= PENDING_MS ? 'ask' : 'wait';
  const ends = one.heldUntil?.getTime() ?? 0;
  const lease = ends - one.confirmedAt.getTime();
  const left = ends - now.getTime();
  return left <= Math.max(LEAST_LEFT_MS, lease * SHARE_LEFT) ? 'ask' : 'wait';
}

function stepOfUnwanted(one: Subscription, now: Date): Step {
  const isPending = one.says === undefined && one.confirmedAt === undefined;
  if (one.mode === 'subscribe') return isPending || isHeld(one, now) ? 'leave' : 'forget';
  const since = (one.confirmedAt ?? one.askedAt).getTime();
  const patience = isPending ? PENDING_MS : REPEATED_MS;
  return now.getTime() - since >= patience ? 'forget' : 'wait';
}

const isHeld = ({ heldUntil }: Subscription, now: Date) => heldUntil !== undefined && heldUntil > now;
