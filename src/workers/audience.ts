import type { InstallationId, NetworkId } from '../core/ids.ts';
import type { Store } from '../ports/store.ts';
import type { Heeded } from '../ports/stream.ts';

/** Who holds which profiles of one network: whom happenings are for. */
export interface Audience extends Heeded {
  /** Looks again. Where Kith is not installed any more, or the network is switched off, nothing is for it. */
  look(): Promise<void>;
  /** The installations that hold a profile. */
  holding(profile: string): readonly InstallationId[];
  /** All that hold any, always in the same order. */
  all(): readonly InstallationId[];
}

export function openAudience(network: NetworkId, store: Pick<Store, 'installations' | 'inside'>): Audience {
  let held = new Map<string, readonly InstallationId[]>();
  let ids: ReadonlySet<string> = new Set();
  let all: readonly InstallationId[] = [];
  const listeners = new Set<() => void>();
  return {
    now: () => ids,
    onChange: (told) => {
      listeners.add(told);
      return () => void listeners.delete(told);
    },
    holding: (profile) => held.get(profile) ?? [],
    all: () => all,
    look: async () => {
      held = await holders(network, store);
      all = [...new Set([...held.values()].flat())].toSorted();
      const before = ids;
      ids = new Set(held.keys());
      if (ids.size === before.size && ids.isSubsetOf(before)) return;
      for (const told of listeners) told();
    },
  };
}

async function holders(
  network: NetworkId,
  store: Pick<Store, 'installations' | 'inside'>,
): Promise<Map<string, readonly InstallationId[]>> {
  const held = new Map<string, InstallationId[]>();
  for (const { id, status } of await store.installations()) {
    if (status !== 'active') continue;
    const profiles = await store.inside(id, async (w) => {
      const { settings } = await w.governance.read();
      return settings.off.includes(network) ? [] : w.profiles.idsOn(network);
    });
    for (const profile of profiles) {
      const holding = held.get(profile);
      if (holding) holding.push(id);
      else held.set(profile, [id]);
    }
  }
  return held;
}
