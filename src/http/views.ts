import { LRUCache } from 'lru-cache';
import type { ContactId, InstallationId } from '../core/ids.ts';
import { viewOf } from '../core/record/view.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { seal } from './etag.ts';
import type { Sealed } from './etag.ts';

export interface Views {
  /** The `CustomerRecord` of a contact; `undefined` when there is no such contact. Simultaneous readers share one question. */
  readonly read: (
    installation: InstallationId,
    contact: ContactId,
  ) => Promise<{ readonly view: Sealed; readonly hot: boolean } | undefined>;
  /** The next reader sees what is stored now. Call it after every write that a record shows. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

interface Deps {
  readonly store: Pick<Store, 'recordRows'>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
  /** How many records are held; one is about 10 kB. */
  readonly most?: number;
}

/** Writes of other processes are seen after so long at the latest. */
const TTL_MS = 10_000;

/** Panel records, held as JSON text. `forget` during a read lets the read end and keeps its answer from being held. */
export function openViews({ store, titles, now, most = 5_000 }: Deps): Views {
  const cache = new LRUCache<string, Sealed, { installation: InstallationId; contact: ContactId }>({
    max: most,
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context: { installation, contact } }) => {
      const facts = await store.recordRows(installation, contact);
      return facts && seal(JSON.stringify(viewOf(facts, { titles, now: now() })));
    },
  });
  return {
    read: async (installation, contact) => {
      const key = keyOf(installation, contact);
      const hot = cache.has(key);
      const view = await cache.fetch(key, { context: { installation, contact } });
      return view && { view, hot };
    },
    forget: (installation, contact) => void cache.delete(keyOf(installation, contact)),
  };
}

// Installations have no space in their names.
const keyOf = (installation: InstallationId, contact: ContactId) => `${installation} ${contact}`;
