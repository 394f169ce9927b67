import type { CallBudget } from '../ports/governance.ts';
import type { StuckWork } from '../ports/queue.ts';
import type { Installation, Store } from '../ports/store.ts';
import { GRANT, readGrant } from './install.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** An account of a CRM, and what became of it. */
export interface Connection extends Standing {
  readonly installation: Installation;
  /** Granted, not asked; absent: there is no grant. */
  readonly scopes?: readonly string[];
  readonly failed: {
    /** Of what came in. */
    readonly deliveries: number;
    /** Work that was given up after its last try. */
    readonly jobs: number;
  };
}

interface Deps {
  readonly store: Store;
  readonly stuck: StuckWork;
  readonly budget: Pick<CallBudget, 'used'>;
}

/** All accounts of a CRM that are connected, or whose days of grace are not over, in the order of their ids. */
export async function connectionsOf(crm: string, deps: Deps): Promise<readonly Connection[]> {
  const all = (await deps.store.installations()).filter((one) => one.crm === crm);
  const sorted = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const connections: Connection[] = [];
  for (const one of sorted) connections.push(await connectionOf(one, deps));
  return connections;
}

async function connectionOf(installation: Installation, { store, stuck, budget }: Deps): Promise<Connection> {
  const { id } = installation;
  const usedToday = await budget.used(id);
  const jobs = (await stuck.list(id)).length;
  return store.inside(id, async (w) => {
    const grant = await w.secrets.read(GRANT);
    const unfinished = await w.deliveries.unfinished();
    const deliveries = unfinished.reduce((sum, { failed }) => sum + failed, 0);
    return {
      ...(await standingOf(w, usedToday)),
      ...{ installation, failed: { deliveries, jobs } },
      ...(grant !== undefined && { scopes: readGrant(grant).scopes }),
    };
  });
}
