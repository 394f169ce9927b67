import { setTimeout as wait } from 'node:timers/promises';
import { salesforce } from '../../connectors/crm/salesforce/index.ts';
import { installationOf } from '../../src/core/ids.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import { GRANT, readGrant, writeGrant } from '../../src/flows/install.ts';
import { end } from '../../src/flows/uninstall.ts';
import type { LeaveDeps } from '../../src/flows/uninstall.ts';
import { openCallBudget } from '../../src/outbound/call-budget.ts';
import { openGate } from '../../src/outbound/gate.ts';
import { openSessions } from '../../src/outbound/sessions.ts';
import type { Sessions } from '../../src/outbound/sessions.ts';
import type { CallBudget } from '../../src/ports/governance.ts';
import type { CrmApp, Grant } from '../../src/ports/crm.ts';
import type { Now, Pause } from '../../src/ports/runtime.ts';
import type { Store } from '../../src/ports/store.ts';
import { SILENT } from './database.ts';

/** Kith's way into an org, on a real store, with the connector and the gate that the server has. */
export interface OrgSession {
  readonly installation: InstallationId;
  readonly sessions: Sessions;
  readonly budget: CallBudget;
  readonly leaving: LeaveDeps['leaving'];
  close(): Promise<void>;
}

/** What a process of Kith does at its start; several may be opened on one store, or on several of one database. */
export function openOrgSession(deps: {
  readonly store: Store;
  readonly app: CrmApp;
  readonly account: string;
  readonly now: Now;
}): OrgSession {
  const { store, app, account, now } = deps;
  const gate = openGate({
    ...{ now, pause: soon, log: SILENT, limitsOf: () => salesforce.limits },
    trustedOrigins: new Set([app.apiBase]),
  });
  const grants = { name: GRANT, read: readGrant, write: writeGrant };
  const budget = openCallBudget({ store, now });
  const leaving: LeaveDeps['leaving'] = {
    forget: (id) => sessions.forget(id),
    revoke: async (_one, grant) => salesforce.revoke(app, gate.pass, readGrant(grant).refreshToken, now()),
  };
  const onEnded = (id: InstallationId) => end(id, { store, now, leaving });
  const crms = new Map([[salesforce.id, { connector: salesforce, app }]]);
  const sessions = openSessions({ crms, gate, store, now, grants, budget, onEnded });
  return {
    ...{ sessions, budget, leaving, installation: installationOf(salesforce.id, account) },
    close: async () => {
      await budget.close();
      await gate.close();
    },
  };
}

/** An administrator has just consented. */
export async function keepGrant(store: Store, grant: Grant, now: Now): Promise<InstallationId> {
  const { account } = grant;
  const id = installationOf(salesforce.id, account);
  const installed = { id, crm: salesforce.id, account, status: 'active', sample: false } as const;
  await store.install({ ...installed, installedAt: now() });
  await store.inside(id, (w) => w.secrets.keep(GRANT, writeGrant(grant)));
  return id;
}

/** As long as the budget of the gate asks, for it runs on the system's clock; what waits for an hour is not waited for. */
export const soon: Pause = async (ms, signal) => {
  await wait(Math.min(ms, 200), undefined, signal ? { signal } : {}).catch(() => undefined);
};
