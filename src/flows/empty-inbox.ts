import type { InstallationId } from '../core/ids.ts';
import type { KeptDelivery, Store, Workspace } from '../ports/store.ts';
import { markDeliveries } from './delivery-marks.ts';

/** A delivery, and what it says. */
export interface Read<E> {
  readonly delivery: KeptDelivery;
  readonly events: readonly E[];
}

/** So many deliveries are read in a turn: what they name is fetched at once, and takes effect in one transaction. */
const TOGETHER = 100;

/**
 * Takes the next deliveries out of an installation's inbox, of each source as many as of the others, the oldest first. One
 * that cannot be read is kept as failed and holds up no other.
 * @param takeEffect marks each as done, or throws.
 * @returns whether there were any: then there may be more.
 */
export async function emptyInbox<E>(
  installation: InstallationId,
  which: Parameters<Workspace['deliveries']['waiting']>[1],
  eventsIn: (delivery: KeptDelivery) => readonly E[],
  takeEffect: (read: readonly Read<E>[]) => Promise<void>,
  deps: { readonly store: Store },
): Promise<boolean> {
  const waiting = await deps.store.inside(installation, (w) => w.deliveries.waiting(TOGETHER, which));
  if (waiting.length === 0) return false;
  const readable: Read<E>[] = [];
  for (const delivery of waiting) {
    try {
      readable.push({ delivery, events: eventsIn(delivery) });
    } catch (error) {
      await markDeliveries(installation, [delivery], 'failed', error, deps);
    }
  }
  if (readable.length > 0) await takeEffect(readable);
  return true;
}
