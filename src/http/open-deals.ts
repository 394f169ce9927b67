import { LRUCache } from 'lru-cache';
import { Failure, POLICY } from '../core/failure.ts';
import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Deals } from '../core/influence/neighbourhood/view.ts';
import { withheldSays } from '../flows/withheld.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now, Pause } from '../ports/runtime.ts';

export interface OpenDeals {
  /** Simultaneous readers share one question to the CRM. @param title of the CRM, for what is said of it in trouble. */
  readonly of: (
    installation: InstallationId,
    contacts: readonly ContactId[],
    title: string,
  ) => Promise<Deals>;
}

interface Deps {
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
  readonly pause: Pause;
  /** Of how many neighbourhoods they are held. */
  readonly most?: number;
}

/** Held for so long. A CRM that failed is asked again sooner. */
const TTL_MS = { open: 300_000, trouble: 5_000 } as const;
/** A page waits for the CRM no longer than this; what comes later is there for the next reader. */
const PATIENCE_MS = 2_000;

/** What is missing is said in a sentence that begins with the CRM. */
type Asked = Pick<Deals, 'open' | 'cut'> & { readonly missing?: (title: string) => string };

const none = (why: string) => (title: string) => `${title} ${why}: open deals are not shown.`;
const notAll = (title: string) =>
  `${title} tells the newest open deals only of somebody who has very many: not all are shown.`;

/** The open deals of the contacts of a neighbourhood, read at once and held for five minutes. */
export function openOpenDeals({ crmOf, now, pause, most = 500 }: Deps): OpenDeals {
  const cache = new LRUCache<string, Asked, () => Promise<Asked>>({
    max: most,
    ttl: TTL_MS.open,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { options, context: ask }) => {
      const asked = await ask();
      if (asked.open === undefined) options.ttl = TTL_MS.trouble;
      return asked;
    },
  });
  return {
    of: async (installation, contacts, title) => {
      const ask = () => asked(() => crmOf(installation), contacts);
      const patience = new AbortController();
      const found = await Promise.race([
        // Ids have no line breaks in them.
        cache.fetch([installation, ...contacts].join('\n'), { context: ask }),
        pause(PATIENCE_MS, patience.signal).then((): Asked => ({ missing: none('is slow to answer') })),
      ]).finally(() => patience.abort());
      const { open, cut, missing } = found ?? {};
      return { open, cut, trouble: missing?.(title) };
    },
  };
}

/** Trouble of the CRM as a value; a bug stays an error. */
async function asked(connected: () => Promise<Crm>, contacts: readonly ContactId[]): Promise<Asked> {
  try {
    const crm = await connected();
    const read = await crm.openDeals(contacts);
    if ('withheld' in read) {
      return { missing: (title) => withheldSays(title, read.withheld, 'open deals are not shown') };
    }
    const { deals: open, cut } = read;
    return { open, cut, ...(cut.size > 0 && { missing: notAll }) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { missing: none(POLICY[error.kind].say) };
  }
}
