import { payloadOf } from '../core/governance/payload.ts';
import type { Payload } from '../core/governance/payload.ts';
import type { DeliveryId, InstallationId } from '../core/ids.ts';
import type { DeliveryFilter, DeliverySummary, KeptDelivery } from '../ports/deliveries.ts';
import type { StuckJob, StuckWork } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly stuck: StuckWork;
}

/** A page of the inbox, newest first. */
export interface DeliveryPage {
  readonly deliveries: readonly DeliverySummary[];
  /** Whether there are older ones. */
  readonly more: boolean;
  /** Of all deliveries, whatever is asked for. */
  readonly waiting: number;
  readonly failed: number;
  /** Who delivered anything yet. */
  readonly connectors: readonly string[];
}

/** Why a delivery is not taken in again. */
export type NotAgain = 'no such delivery' | 'not failed' | 'emptied';

/** What an admin sees and does of what came in, and of the work that was given up. */
export interface Deliveries {
  list(
    at: InstallationId,
    page: DeliveryFilter & {
      readonly limit: number;
      readonly after?: Pick<KeptDelivery, 'id' | 'receivedAt'> | undefined;
    },
  ): Promise<DeliveryPage>;
  find(
    at: InstallationId,
    id: DeliveryId,
  ): Promise<{ readonly delivery: DeliverySummary; readonly payload: Payload } | undefined>;
  /** A failed one is taken in again, with all that waits. */
  again(at: InstallationId, id: DeliveryId): Promise<'waits' | NotAgain>;
  /** All that failed: of one connector, or of all. @returns how many wait again. */
  allAgain(at: InstallationId, connector?: string): Promise<number>;
  givenUp(at: InstallationId): Promise<readonly StuckJob[]>;
  /** @returns how many were put back to work: the one of this id, or all. */
  workAgain(at: InstallationId, id?: string): Promise<number>;
}

export function openDeliveries({ store, stuck }: Deps): Deliveries {
  return {
    list: (at, page) => list(at, page, store),
    find: (at, id) =>
      store.inside(at, async (w) => {
        const found = await w.deliveries.find(id);
        if (!found) return undefined;
        const { body, ...delivery } = found;
        return { delivery: { ...delivery, bytes: body.length }, payload: payloadOf(body) };
      }),
    again: (at, id) => again(at, id, store),
    allAgain: (at, connector) => wait(at, { connector }, store),
    givenUp: (at) => stuck.list(at),
    workAgain: async (at, id) => {
      const jobs = (await stuck.list(at)).filter((job) => id === undefined || job.id === id);
      let put = 0;
      for (const job of jobs) if (await stuck.replay(job.id)) put += 1;
      return put;
    },
  };
}

function list(
  at: InstallationId,
  { limit, ...page }: Parameters<Deliveries['list']>[1],
  store: Store,
): Promise<DeliveryPage> {
  return store.inside(at, async ({ deliveries }) => {
    const found = await deliveries.list({ ...page, limit: limit + 1 });
    const unfinished = await deliveries.unfinished();
    return {
      deliveries: found.slice(0, limit),
      more: found.length > limit,
      waiting: unfinished.reduce((sum, { waiting }) => sum + waiting, 0),
      failed: unfinished.reduce((sum, { failed }) => sum + failed, 0),
      connectors: [...(await deliveries.newest()).keys()].toSorted(),
    };
  });
}

async function again(at: InstallationId, id: DeliveryId, store: Store): Promise<'waits' | NotAgain> {
  if ((await wait(at, { id }, store)) > 0) return 'waits';
  const there = await store.inside(at, (w) => w.deliveries.find(id));
  if (!there) return 'no such delivery';
  return there.status === 'failed' ? 'emptied' : 'not failed';
}

function wait(
  installation: InstallationId,
  which: { readonly id?: DeliveryId; readonly connector?: string | undefined },
  store: Store,
): Promise<number> {
  return store.inside(installation, async (w) => {
    const waiting = await w.deliveries.waitAgain(which);
    if (waiting > 0) await w.enqueue('normalise', [{ installation }], { key: 'inbox' });
    return waiting;
  });
}
