import { z } from 'zod';
import { NetworkId, ProfileId } from '../ids.ts';

/** What a hub can be asked for. */
export const HubMode = z.enum(['subscribe', 'unsubscribe']);
export type HubMode = z.output<typeof HubMode>;

/** The feed in which a profile speaks, told at once by a hub (W3C WebSub) as long as its lease lasts. */
export const Subscription = z.object({
  /** The part of our address there that nobody can guess. */
  id: z.string().regex(/^[\w-]{20,100}$/),
  network: NetworkId,
  profile: ProfileId,
  hub: z.string(),
  topic: z.string(),
  /** What the hub was asked for last. */
  mode: HubMode,
  askedAt: z.date(),
  /** When it confirmed that; absent: not yet. */
  confirmedAt: z.date().optional(),
  /** Until then it tells. */
  heldUntil: z.date().optional(),
  lastDelivery: z.date().optional(),
  /** Why it does not do what it was asked for. */
  says: z.string().optional(),
});
export type Subscription = z.output<typeof Subscription>;

/** Who tells of a feed, and what the feed is called there. */
export interface Hub {
  readonly hub: string;
  readonly topic: string;
}

/** Whether what the hub sends now is what it was asked for. */
export function isTold({ mode, heldUntil }: Subscription, now: Date): boolean {
  return mode === 'subscribe' && heldUntil !== undefined && heldUntil > now;
}
