import { DeliveryId } from '../core/ids.ts';
import { readAgain } from '../flows/listened.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import type { Delivery, Store } from '../ports/store.ts';
import type { ListenedNetwork, Happening, Hearing } from '../ports/stream.ts';
import { again } from './again.ts';
import type { Attempt } from './again.ts';
import { startAlone } from './alone.ts';
import type { Listening } from './alone.ts';
import { openAudience } from './audience.ts';
import type { Audience } from './audience.ts';
import { openPlace } from './place.ts';

interface Deps {
  readonly store: Pick<Store, 'installations' | 'inside' | 'keepDeliveries' | 'alone'>;
  readonly networks: readonly ListenedNetwork[];
  readonly now: Now;
  readonly pause: Pause;
  readonly log: Log;
}

/** So often it is looked who holds whom now: oftener while nobody does, so that the first one is heard from the beginning. */
const LOOK_MS = { somebody: 15_000, nobody: 2_000 } as const;

/**
 * Listens to the networks that are listened to, one process for all installations. What happened to a profile goes into
 * the inboxes of exactly those that hold it, like a delivery; how far it was heard is kept after it. A crash in between
 * hears the same once more, under the same ids.
 */
export function startListeningToNetworks(deps: Deps): Listening {
  if (deps.networks.length === 0) return { stop: () => Promise.resolve() };
  return startAlone('listening to networks', (signal) => toAll(deps, signal), deps);
}

async function toAll(deps: Deps, stopped: AbortSignal): Promise<void> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([stopped, leaving.signal]);
  try {
    await Promise.all(deps.networks.map((one) => toOne(one, deps, signal)));
  } finally {
    // The look of one may have failed: who listens to another must hang up, or nobody would look again.
    leaving.abort();
  }
}

async function toOne(one: ListenedNetwork, deps: Deps, stopped: AbortSignal): Promise<void> {
  const audience = openAudience(one.network, deps.store);
  const leaving = new AbortController();
  const signal = AbortSignal.any([stopped, leaving.signal]);
  await audience.look();
  const attempt: Attempt = async (wentWell) => {
    await listenOnce(one, audience, { ...deps, wentWell }, signal);
    return 'again';
  };
  const listening = again({ network: one.network }, attempt, deps, signal);
  try {
    while (!signal.aborted) {
      await deps.pause(audience.now().size > 0 ? LOOK_MS.somebody : LOOK_MS.nobody, signal);
      await audience.look();
    }
  } finally {
    leaving.abort();
    await listening;
  }
}

/** As long as anybody holds a profile there. */
async function listenOnce(
  one: ListenedNetwork,
  audience: Audience,
  deps: Deps & { readonly wentWell: () => void },
  signal: AbortSignal,
): Promise<void> {
  const { store, now, wentWell } = deps;
  if (audience.now().size === 0) return wentWell();
  const place = openPlace(one, audience, deps);
  const hearing: Hearing = {
    from: await place.last(),
    heeded: audience,
    hear: async (happened, position) => {
      const deliveries = happened.flatMap((each) => deliveriesOf(each, one, audience, now()));
      await store.keepDeliveries(deliveries);
      await place.keep(position, deliveries.length > 0);
      wentWell();
    },
    missed: async () => {
      deps.log.warn({ network: one.network }, 'listening.missed');
      for (const installation of audience.all()) await readAgain(installation, one.network, deps);
    },
  };
  const left = new AbortController();
  const off = audience.onChange(() => audience.now().size === 0 && left.abort());
  try {
    await one.listen(hearing, AbortSignal.any([signal, left.signal]));
  } finally {
    off();
  }
}

function deliveriesOf(
  { id, about, body }: Happening,
  { network }: ListenedNetwork,
  audience: Audience,
  receivedAt: Date,
): readonly Delivery[] {
  const delivery = { id: DeliveryId.parse(`${network}:${id}`), connector: network, receivedAt, body };
  return audience.holding(about).map((installation) => ({ ...delivery, installation }));
}
