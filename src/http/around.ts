import { LRUCache } from 'lru-cache';
import { Failure, POLICY } from '../core/failure.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Withheld } from '../ports/crm-deals.ts';
import type { Ability, CrmItem } from '../ports/crm-items.ts';
import type { Now, Pause } from '../ports/runtime.ts';

/** What the CRM knows around a contact, as far as it answers. */
export interface Around {
  readonly items: readonly CrmItem[];
  /** What the granted rights allow; nothing while the CRM is not connected. */
  readonly abilities: readonly Ability[];
  /** Why the items are missing, as the end of a sentence about the CRM. */
  readonly trouble?: string;
  /** Why no deals are among them. */
  readonly withheld?: Withheld;
}

export interface Surroundings {
  /** Simultaneous readers share one question to the CRM. A CRM in trouble is no error. */
  readonly read: (installation: InstallationId, contact: ContactId) => Promise<Around>;
  /** The next reader asks the CRM: something was added to it. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

interface Deps {
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
  readonly pause: Pause;
  /** Of how many contacts it is held. */
  readonly most?: number;
}

/** Held for so long. A CRM that failed is asked again sooner. */
const TTL_MS = { items: 60_000, trouble: 5_000 } as const;

/** A page waits for the CRM no longer than this; what comes later is there for the next reader. */
const PATIENCE_MS = 4_000;

type Items = Omit<Around, 'abilities'>;
const SLOW: Items = { items: [], trouble: 'is slow to answer' };

/** What stands around contacts in their CRM, held for a minute. */
export function openSurroundings({ crmOf, now, pause, most = 2_000 }: Deps): Surroundings {
  const cache = new LRUCache<string, Items, { readonly crm: Crm; readonly contact: ContactId }>({
    max: most,
    ttl: TTL_MS.items,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { options, context: { crm, contact } }) => {
      const items: Items = await tried(() => itemsOf(crm, contact));
      if (items.trouble !== undefined) options.ttl = TTL_MS.trouble;
      return items;
    },
  });
  return {
    read: async (installation, contact) => {
      const connected = await tried(async () => ({ items: [], crm: await crmOf(installation) }));
      if (!('crm' in connected)) return { ...connected, abilities: [] };
      const { crm } = connected;
      const key = keyOf(installation, contact);
      const patience = new AbortController();
      const items = await Promise.race([
        cache.fetch(key, { context: { crm, contact } }),
        pause(PATIENCE_MS, patience.signal).then(() => SLOW),
      ]).finally(() => patience.abort());
      return { ...(items ?? SLOW), abilities: [...crm.abilities()] };
    },
    forget: (installation, contact) => void cache.delete(keyOf(installation, contact)),
  };
}

async function itemsOf(crm: Crm, contact: ContactId): Promise<Items> {
  const [items, all] = [await crm.around(contact), await crm.withheld()];
  const withheld = all.find(({ ability }) => ability === 'deals');
  return { items, ...(withheld && { withheld }) };
}

/** Trouble of the CRM as a value; a bug stays an error. */
async function tried<T extends Items>(work: () => Promise<T>): Promise<T | Items> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { items: [], trouble: POLICY[error.kind].say };
  }
}

const keyOf = (installation: InstallationId, contact: ContactId) => `${installation} ${contact}`;
