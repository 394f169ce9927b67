import { untilNextLook } from '../core/governance/forecast.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { CallBudget } from '../ports/governance.ts';
import type { JobPayload } from '../ports/queue.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { keepAndResolve } from './take-in.ts';
import { lookBack } from './typed-between.ts';
import { removeTheirRows } from './write-patches.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
}

/**
 * Looks up in the CRM a page of the contacts that are kept here, and the next one in a job of its own: whoever is gone
 * there is gone here, and what people typed while Kith wrote is found in the CRM's history, or said to be in doubt. For when
 * what happened meanwhile cannot be told any more. Once the day's calls are spent it goes on when they last again.
 */
export async function recheckPage(job: JobPayload<'recheck'>, deps: Deps): Promise<void> {
  const { installation, after, since } = job;
  const { store, crmOf, budget, now } = deps;
  if (await budget.isSpent(installation)) {
    const afterSeconds = untilNextLook(now());
    return store.inside(installation, (w) => w.enqueue('recheck', [job], { afterSeconds }));
  }
  const crm = await crmOf(installation);
  const limit = crm.batches.read;
  const page = await store.inside(installation, (w) =>
    w.contacts.list({ limit, ...(after !== undefined && { after }) }),
  );
  const ids = page.map(({ contact }) => contact.id);
  const there = ids.length === 0 ? [] : await crm.contacts(ids);
  const read = await crm.readFields?.();
  const found = new Set(there.map(({ id }) => id));
  await lookBack(installation, ids, since === undefined ? undefined : new Date(since), deps);
  await store.inside(installation, async (w) => {
    for (const id of ids.filter((one) => !found.has(one))) await w.contacts.remove(id);
    await removeTheirRows(w);
    await keepAndResolve(w, there, read);
    const next = ids.length === limit ? ids.at(-1) : undefined;
    if (next !== undefined) await w.enqueue('recheck', [{ ...job, after: next }]);
  });
}
