import { LRUCache } from 'lru-cache';
import type { Now } from '../ports/runtime.ts';
import type { Installation, Store } from '../ports/store.ts';

/** Which installations there are, held for a moment: every request and every delivery asks. */
export interface Directory {
  readonly all: () => Promise<readonly Installation[]>;
  /** `undefined` for one that is not there; uninstalled ones are. */
  readonly find: (id: string) => Promise<Installation | undefined>;
  readonly forget: () => void;
}

/** A new installation of another process is seen after so long; an unknown one is looked for at most so often. */
const TTL_MS = 2_000;

export function openDirectory(store: Pick<Store, 'installations'>, now: Now): Directory {
  const cache = new LRUCache<'all', ReadonlyMap<string, Installation>>({
    max: 1,
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: async () => new Map((await store.installations()).map((one) => [one.id, one])),
  });
  const read = async () => (await cache.fetch('all')) ?? new Map<string, Installation>();
  return {
    all: async () => [...(await read()).values()],
    find: async (id) => (await read()).get(id),
    forget: () => void cache.delete('all'),
  };
}
