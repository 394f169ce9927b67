import type { InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
}

const BATCH = 100;

/**
 * Writes an installation's outbox to its CRM, a batch a transaction: a crash between the call and the commit writes
 * the same values once more, which changes nothing.
 */
export async function writePatches(installation: InstallationId, deps: Deps): Promise<void> {
  const crm = await deps.crmOf(installation);
  await crm.prepare();
  let taken = BATCH;
  while (taken === BATCH) {
    taken = await deps.store.inside(installation, async (w) => {
      const patches = await w.outbox.take(BATCH);
      if (patches.length > 0) await w.outbox.settle(patches, await crm.write(patches));
      return patches.length;
    });
  }
}
