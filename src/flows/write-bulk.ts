import type { ContactId, InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { patchOf } from './write-decided.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
  /** Panels that hold this record must read it again. */
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
}

/** So long a large write is left alone between two looks at it. */
const LOOK_SECONDS = 5;

/**
 * Hands large parts of the outbox over to the CRM, where it has a way for large amounts. What is asked of mapped fields
 * is decided by what stands in them at that moment, so those patches stay. A crash before the commit leaves a job there
 * that nobody asks for, and the same patches are handed over again: they write the same values.
 */
export async function beginBulk(
  installation: InstallationId,
  crm: Crm,
  { store, now }: Pick<Deps, 'store' | 'now'>,
): Promise<void> {
  const { bulk } = crm;
  if (!bulk) return;
  for (let more = true; more;) {
    more = await store.inside(installation, async (w) => {
      if ((await w.outbox.count()) < bulk.from) return false;
      const waiting = (await w.outbox.take(bulk.most)).filter(({ wishes }) => wishes === undefined);
      if (waiting.length < bulk.from) return false;
      const job = await bulk.begin(waiting.map((one) => patchOf(one)));
      await w.bulk.begin(job, waiting, now());
      await w.enqueue('bulk', [{ installation, job }], { afterSeconds: LOOK_SECONDS });
      return true;
    });
  }
}

/** Asks how a large write stands, and settles it once it is done. */
export async function askBulk(installation: InstallationId, job: string, deps: Deps): Promise<void> {
  const { bulk } = await deps.crmOf(installation);
  const settled = await deps.store.inside(installation, async (w) => {
    const waiting = await w.bulk.hold(job);
    if (!waiting || !bulk) return [];
    const state = await bulk.ask(
      job,
      waiting.map((one) => patchOf(one)),
    );
    if ('going' in state) {
      if (state.going !== job) await w.bulk.rename(job, state.going);
      await w.enqueue('bulk', [{ installation, job: state.going }], { afterSeconds: LOOK_SECONDS });
      return [];
    }
    await w.bulk.settle(job, waiting, state.outcomes);
    await w.enqueue('patch', [{ installation }], { key: installation });
    return waiting;
  });
  for (const { contact } of settled) deps.forget(installation, contact);
}
