import { dayOf } from '../core/governance/forecast.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Usage } from '../ports/crm-traffic.ts';
import type { CallBudget } from '../ports/governance.ts';
import type { Pass } from '../ports/outgoing.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'inside'>;
  readonly now: Now;
  /** Told when counts could not be kept; they are tried again with the next. */
  readonly onTrouble?: (error: unknown) => void;
}

/** So many calls are counted in memory before they are kept: a process that dies forgets no more. */
const HELD = 25;

/** Counts calls cheaply: in memory, kept in batches and whenever somebody asks. */
export function openCallBudget({ store, now, onTrouble = () => undefined }: Deps): CallBudget {
  const counts = openCounts(store);
  const today = () => dayOf(now());
  const said = openSaid(now);
  return {
    saw: said.saw,
    count: (installation) => {
      if (counts.add(installation, today(), 1) % HELD === 0) counts.keep(installation).catch(onTrouble);
    },
    used: async (installation) => {
      await counts.keep(installation);
      return store.inside(installation, (w) => w.governance.callsOn(today()));
    },
    isSpent: async (installation) => {
      if (said.isScarce(installation)) return true;
      await counts.keep(installation);
      return store.inside(installation, async (w) => {
        const { settings } = await w.governance.read();
        return (await w.governance.callsOn(today())) >= settings.callsPerDay;
      });
    },
    close: async () => {
      for (const installation of counts.all()) await counts.keep(installation).catch(onTrouble);
    },
  };
}

/** Of what an account may ask in a day, Kith's work in the background leaves so much to everybody else. */
const OURS = 0.7;
/** What was said earlier than this is no longer true: the day of a CRM may be the last 24 hours. */
const HOUR_MS = 3_600_000;

/** What the CRMs themselves say is used of their days. */
function openSaid(now: Now) {
  const last = new Map<InstallationId, Usage & { readonly at: number }>();
  return {
    saw: (installation: InstallationId, usage: Usage) => {
      last.set(installation, { ...usage, at: now().getTime() });
    },
    isScarce: (installation: InstallationId) => {
      const usage = last.get(installation);
      if (usage === undefined || now().getTime() - usage.at > HOUR_MS) return false;
      return usage.used >= usage.allowed * OURS;
    },
  };
}

/** What was counted and is not kept yet. */
function openCounts(store: Deps['store']) {
  const held = new Map<InstallationId, Map<string, number>>();
  let last: Promise<void> = Promise.resolve();
  /** @returns the day's sum. */
  function add(installation: InstallationId, day: string, calls: number): number {
    const days = held.get(installation) ?? new Map<string, number>();
    const sum = (days.get(day) ?? 0) + calls;
    held.set(installation, days.set(day, sum));
    return sum;
  }
  async function keepNow(installation: InstallationId): Promise<void> {
    const days = [...(held.get(installation) ?? [])];
    if (days.length === 0) return;
    held.delete(installation);
    try {
      await store.inside(installation, async (w) => {
        for (const [day, calls] of days) await w.governance.countCalls(day, calls);
      });
    } catch (error) {
      for (const [day, calls] of days) add(installation, day, calls);
      throw error;
    }
  }
  return {
    add,
    all: () => [...held.keys()],
    // One after the other, so that whoever asks sees what is just being kept.
    keep: (installation: InstallationId): Promise<void> => {
      const kept = last.then(() => keepNow(installation));
      last = kept.catch(() => undefined);
      return kept;
    },
  };
}

/** The way out for one installation, each attempt counted. */
export function counted(pass: Pass, installation: InstallationId, budget: CallBudget): Pass {
  return (lane, work) =>
    pass(lane, (signal) => {
      budget.count(installation);
      return work(signal);
    });
}
