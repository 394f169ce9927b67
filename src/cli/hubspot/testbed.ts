import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { openCallBudget } from '../../outbound/call-budget.ts';
import type { InstallationId } from '../../core/ids.ts';
import { finishInstall } from '../../flows/install.ts';
import { consented, openTestbed, straight } from '../../sandbox/hubspot/testbed.ts';
import type { Testbed } from '../../sandbox/hubspot/testbed.ts';
import type { PortalOptions } from '../../sandbox/hubspot/portal.ts';
import type { StatusDeps } from './status.ts';

/** An administrator's portals, simulated, and a Kith that was installed in them; for tests. */
export interface Portals {
  readonly db: FreshStore;
  /** Installs Kith in a portal, as its administrator does in a browser. */
  install(options?: Partial<PortalOptions>): Promise<{ readonly id: InstallationId; readonly bed: Testbed }>;
  /** What a command looks with. */
  at(now: Date, publicUrl?: string): StatusDeps;
  close(): Promise<void>;
}

export async function openPortals(): Promise<Portals> {
  const db = await freshStore();
  const beds: Testbed[] = [];
  return {
    db,
    install: async (options = {}) => {
      const bed = await openTestbed(options);
      beds.push(bed);
      return { id: await installed(bed, db), bed };
    },
    at: (now, publicUrl = 'https://kith.example') => {
      const { store, stuck } = db;
      return { store, stuck, now, publicUrl, budget: openCallBudget({ store, now: () => now }) };
    },
    close: async () => {
      await Promise.all(beds.map((bed) => bed.close()));
      await db.close();
    },
  };
}

async function installed({ app, now }: Testbed, { store }: FreshStore): Promise<InstallationId> {
  const answer = { ...(await consented(hubspot, app)), sample: false };
  return finishInstall(hubspot, app, answer, { store, pass: straight, now, forgetTokens: () => undefined });
}
