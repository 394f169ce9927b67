import { rowKey } from '../core/record/rows.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm } from '../ports/crm.ts';
import type { SignalNotice } from '../ports/crm-traffic.ts';
import type { Now } from '../ports/runtime.ts';
import type { UntoldSignal } from '../ports/signals.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  /** Network id → the name people know it by. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Now;
}

const TOGETHER = 200;

/**
 * Tells the account's automations of signals that are new, each once; a crash between the telling and the commit tells
 * it again, under the same key. Nothing is told before an admin approved.
 */
export async function notify(installation: InstallationId, deps: Deps): Promise<void> {
  const crm = await deps.crmOf(installation);
  for (let told = TOGETHER; told === TOGETHER;) {
    told = await deps.store.inside(installation, async (w) => {
      if (!crm.notify || !(await w.governance.read()).approval) return 0;
      const untold = await w.signals.untold(TOGETHER);
      if (untold.length > 0) await crm.notify(untold.map((one) => noticeOf(one, deps)));
      await w.signals.told(untold, deps.now());
      return untold.length;
    });
  }
}

function noticeOf(one: UntoldSignal, { titles }: Pick<Deps, 'titles'>): SignalNotice {
  const { contact, signal } = one;
  const { kind, network, profile, since } = signal;
  const key = rowKey(contact, network, `${profile}:${kind}:${since}`);
  return { ...one, key, networkTitle: titles.get(network) ?? network };
}
