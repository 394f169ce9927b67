import { LRUCache } from 'lru-cache';
import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import { framedView } from '../core/record/framed.ts';
import { viewOf } from '../core/record/view.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { seal } from './etag.ts';
import type { Sealed } from './etag.ts';

export interface Views {
  /**
   * The `CustomerRecord` of a contact, or what of it may stand in a frame; `undefined` when there is no such contact.
   * Simultaneous readers share one question.
   */
  readonly read: (
    installation: InstallationId,
    contact: ContactId,
    where?: Where,
  ) => Promise<{ readonly view: Sealed; readonly hot: boolean } | undefined>;
  /** The next reader sees what is stored now. Call it after every write that a record shows. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
  /** Networks of which nothing may be shown in a frame → the clause of their terms. */
  readonly unframed: ReadonlyMap<NetworkId, string>;
}

/** Whether the page that asks is a frame. */
type Where = 'framed' | 'native';

interface Deps {
  readonly store: Pick<Store, 'recordRows'>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
  /** Network → the clause that lets nothing of it be shown in a frame; none, unless told. */
  readonly unframed?: ReadonlyMap<NetworkId, string>;
  /** Networks whose terms ask for consent → the clause that says so; none, unless told. */
  readonly consentClauses?: ReadonlyMap<NetworkId, string>;
  /** How many characters are held; a record has about 10,000, of somebody with very much 60,000. */
  readonly mostCharacters?: number;
}

/** Writes of other processes are seen after so long at the latest. */
const TTL_MS = 10_000;

/** Panel records, held as JSON text. `forget` during a read lets the read end and keeps its answer from being held. */
export function openViews({ store, titles, now, unframed = new Map(), ...how }: Deps): Views {
  const { consentClauses = new Map(), mostCharacters = 50_000_000 } = how;
  const cache = new LRUCache<
    string,
    Sealed,
    { installation: InstallationId; contact: ContactId; where: Where }
  >({
    maxSize: mostCharacters,
    sizeCalculation: ({ json }) => json.length,
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context: { installation, contact, where } }) => {
      const facts = await store.recordRows(installation, contact);
      if (!facts) return undefined;
      const context = { titles, now: now(), consentClauses };
      const view = where === 'framed' ? framedView(facts, context, unframed) : viewOf(facts, context);
      return seal(JSON.stringify(view));
    },
  });
  return {
    unframed,
    read: async (installation, contact, where = 'native') => {
      const key = keyOf(installation, contact, where);
      const hot = cache.has(key);
      const view = await cache.fetch(key, { context: { installation, contact, where } });
      return view && { view, hot };
    },
    forget: (installation, contact) => {
      for (const where of ['native', 'framed'] as const) cache.delete(keyOf(installation, contact, where));
    },
  };
}

// Installations have no space in their names.
const keyOf = (installation: InstallationId, contact: ContactId, where: Where) =>
  `${installation} ${where} ${contact}`;
