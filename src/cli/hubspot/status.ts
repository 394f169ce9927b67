import type { CallBudget } from '../../ports/governance.ts';
import type { StuckWork } from '../../ports/queue.ts';
import type { Store } from '../../ports/store.ts';
import { connectionsOf } from '../../flows/connections.ts';
import type { Connection } from '../../flows/connections.ts';
import type { Printing } from '../printing.ts';
import { missingScopes } from './lacking.ts';
import { minute, portalFindings } from './portal-findings.ts';
import type { Finding } from './portal-findings.ts';
import { EXIT, run } from './run.ts';

export interface StatusDeps {
  readonly store: Store;
  readonly stuck: StuckWork;
  readonly budget: Pick<CallBudget, 'used'>;
  readonly now: Date;
  /** Where a browser reaches Kith, as it is configured. */
  readonly publicUrl: string | undefined;
}

/**
 * `kith hubspot status`: how each connected portal stands, by what is kept here: HubSpot is not asked. Says nothing of
 * any person.
 * @returns the exit code: 0 when all is well, 1 when something needs a person.
 */
export const statusCommand = (
  { json }: { readonly json?: boolean },
  io: Printing,
  { now, publicUrl = '', ...deps }: StatusDeps,
): Promise<number> =>
  run(json, io, async () => {
    const connections = await connectionsOf('hubspot', deps);
    const portals = connections.map((one) => portalOf(one, portalFindings(one, { now, at: publicUrl })));
    const ok =
      portals.length > 0 &&
      portals.every(({ findings }) => findings.every(({ state }) => state !== 'trouble'));
    const none = `No portal is connected. Open ${publicUrl}/install/hubspot; \`kith hubspot project\` writes the app’s project.`;
    const lines = portals.length === 0 ? [none] : portals.flatMap(linesOf);
    return { code: ok ? EXIT.well : EXIT.needsSomebody, document: { ok, portals }, lines };
  });

/** What a machine reads of a portal. */
function portalOf(connection: Connection, findings: readonly Finding[]) {
  const { installation, scopes, governance, usedToday, health, failed } = connection;
  const { callsPerDay } = governance.settings;
  const { lastError, lastDelivery, ...doing } = health;
  return {
    portal: installation.account,
    ...{ installation: installation.id, status: installation.status, sample: installation.sample },
    since: installation.installedAt,
    ...(installation.purgeAt && { purgeAt: installation.purgeAt }),
    ...(scopes && { scopes: { granted: scopes, missing: missingScopes(scopes) } }),
    writing: { approved: governance.approval !== undefined, at: governance.approval?.at },
    calls: { used: usedToday, allowed: callsPerDay, left: Math.max(0, callsPerDay - usedToday) },
    health: doing,
    ...(lastDelivery && { lastEvent: lastDelivery }),
    failed: { ...failed, last: lastError },
    findings,
  };
}

const MARKS = { well: '✓', note: '·', trouble: '✗' } as const;

function linesOf({ portal, since, sample, findings }: ReturnType<typeof portalOf>): readonly string[] {
  const kind = sample ? ' of the sample workspace' : '';
  return [
    `Portal ${portal}${kind}, connected since ${minute(since)}`,
    ...findings.map(({ what, state, says }) => `  ${MARKS[state]} ${what}: ${says}`),
  ];
}
