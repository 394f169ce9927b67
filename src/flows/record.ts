import type { ContactId, InstallationId } from '../core/ids.ts';
import { difference } from '../core/record/patch.ts';
import { viewOf } from '../core/record/view.ts';
import { wantedOf } from '../core/record/wanted.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
  /** Panels that hold this record must read it again. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** Patches of a burst settle for so long, so that one batch carries them. */
const SETTLE_SECONDS = 1;

/** Derives a contact's record and puts what the CRM does not yet show into the outbox. */
export async function deriveRecord(
  installation: InstallationId,
  contact: ContactId,
  deps: Deps,
): Promise<void> {
  await deps.store.inside(installation, async (w) => {
    const facts = await w.record.rows(contact);
    if (!facts) return;
    const view = viewOf(facts, { titles: deps.titles, now: deps.now() });
    await w.signals.derive(contact, view.signals);
    const wanted = wantedOf(view);
    const patch = difference(contact, wanted, await w.outbox.written(contact));
    await w.outbox.want(contact, patch);
    if (patch)
      await w.enqueue('patch', [{ installation }], { key: installation, afterSeconds: SETTLE_SECONDS });
  });
  deps.forget(installation, contact);
}
