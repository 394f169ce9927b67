import { Failure } from '../core/failure.ts';
import { faultFacts } from '../core/fault.ts';
import type { InstallationId } from '../core/ids.ts';
import type { KeptDelivery, Store } from '../ports/store.ts';

/** Notes on deliveries what became of them, and why. A fault of ours is named, not quoted: it may quote what was sent. */
export async function markDeliveries(
  installation: InstallationId,
  deliveries: readonly KeptDelivery[],
  status: KeptDelivery['status'],
  error: unknown,
  { store }: { readonly store: Store },
): Promise<void> {
  const says = error instanceof Failure ? error.message : faultOf(error);
  await store.inside(installation, async (w) => {
    for (const { id } of deliveries) await w.deliveries.mark(id, status, says);
  });
}

function faultOf(error: unknown): string {
  const { name, at } = faultFacts(error);
  return `a fault in Kith (${at === undefined ? name : `${name} at ${at}`})`;
}
