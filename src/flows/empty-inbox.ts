import type { InstallationId } from '../core/ids.ts';
import type { KeptDelivery, Store, Workspace } from '../ports/store.ts';
import { markDeliveries } from './delivery-marks.ts';

/** A delivery, and what it says. */
export interface Read<E> {
  readonly delivery: KeptDelivery;
  readonly events: readonly E[];
}

/** Whose deliveries are taken in, and how. */
export interface Source<E> {
  readonly which: Parameters<Workspace['deliveries']['waiting']>[1];
  /** @throws when it cannot be read. */
  eventsIn(delivery: KeptDelivery): readonly E[];
  /** As it happened, where that is not the order of arrival. */
  inOrder?(read: readonly Read<E>[]): readonly Read<E>[];
  /** Each by itself, whether one fails or not. */
  readonly apart?: true;
  /** Marks each as done, or throws and changed nothing. */
  takeEffect(read: readonly Read<E>[]): Promise<void>;
  /** Whether what was thrown is somebody else's trouble: deliveries wait until it is over. */
  isTheirs(error: unknown): boolean;
}

/** So many deliveries are read in a turn: what they name is fetched at once, and takes effect in one transaction. */
const TOGETHER = 100;

/**
 * Takes the next deliveries out of an installation's inbox, of each source as many as of the others, the oldest first. One
 * that cannot be read, or at which Kith itself fails, is kept as failed with the reason and holds up no other.
 * @returns whether there were any: then there may be more.
 * @throws what `isTheirs` is told of; the store's own trouble.
 */
export async function emptyInbox<E>(
  installation: InstallationId,
  source: Source<E>,
  deps: { readonly store: Store },
): Promise<boolean> {
  const waiting = await deps.store.inside(installation, (w) => w.deliveries.waiting(TOGETHER, source.which));
  if (waiting.length === 0) return false;
  const readable: Read<E>[] = [];
  for (const delivery of waiting) {
    try {
      readable.push({ delivery, events: source.eventsIn(delivery) });
    } catch (error) {
      await markDeliveries(installation, [delivery], 'failed', error, deps);
    }
  }
  const ordered = source.inOrder?.(readable) ?? readable;
  for (const together of source.apart ? ordered.map((one) => [one]) : [ordered])
    await takeAll(installation, together, source, deps);
  return true;
}

/**
 * All together; where Kith fails at that, each half by itself, until the ones at which it fails are alone. Those are tried
 * once more, since another transaction may have been in the way, and are then kept as failed.
 */
async function takeAll<E>(
  installation: InstallationId,
  read: readonly Read<E>[],
  source: Source<E>,
  deps: { readonly store: Store },
  isLastTry = false,
): Promise<void> {
  if (read.length === 0) return;
  try {
    await source.takeEffect(read);
  } catch (error) {
    const deliveries = read.map(({ delivery }) => delivery);
    if (source.isTheirs(error)) {
      await markDeliveries(installation, deliveries, 'waiting', error, deps);
      throw error;
    }
    if (isLastTry) return markDeliveries(installation, deliveries, 'failed', error, deps);
    // A store that does not answer says so here: no delivery is to blame then, and all of them wait.
    await deps.store.inside(installation, (w) => w.deliveries.unfinished());
    const half = Math.floor(read.length / 2);
    await takeAll(installation, read.slice(0, half), source, deps);
    await takeAll(installation, read.slice(half), source, deps, read.length === 1);
  }
}
