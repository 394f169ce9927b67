import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { KeptDelivery, Store } from '../ports/store.ts';

/** Notes on deliveries what became of them, and why. A fault of ours is not described: it may quote what was sent. */
export async function markDeliveries(
  installation: InstallationId,
  deliveries: readonly KeptDelivery[],
  status: KeptDelivery['status'],
  error: unknown,
  { store }: { readonly store: Store },
): Promise<void> {
  const says = error instanceof Failure ? error.message : 'a fault in Kith';
  await store.inside(installation, async (w) => {
    for (const { id } of deliveries) await w.deliveries.mark(id, status, says);
  });
}
