import { untilNextLook } from '../core/governance/forecast.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { CallBudget } from '../ports/governance.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { keepAndResolve } from './take-in.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly budget: CallBudget;
  readonly now: Now;
}

/**
 * Takes in one page of all contacts of a CRM and enqueues the next in the same transaction: an import that is
 * interrupted goes on where it was, and one that is repeated changes nothing. Once the day's calls are spent it goes on
 * when they last again.
 */
export async function importPage(
  installation: InstallationId,
  after: string | undefined,
  deps: Deps,
): Promise<void> {
  if (await deps.budget.isSpent(installation)) {
    const afterSeconds = untilNextLook(deps.now());
    return deps.store.inside(installation, (w) =>
      w.enqueue('import', [{ installation, ...(after !== undefined && { after }) }], { afterSeconds }),
    );
  }
  const crm = await deps.crmOf(installation);
  const page = await crm.page(after);
  const read = await crm.readFields?.();
  await deps.store.inside(installation, async (w) => {
    await keepAndResolve(w, page.contacts, read);
    if (page.next !== undefined) await w.enqueue('import', [{ installation, after: page.next }]);
  });
}
