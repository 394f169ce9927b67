import { createHash } from 'node:crypto';
import { CRMS } from '../connectors/index.ts';
import { now } from './clock.ts';
import type { Config } from './config.ts';
import type { InstallationId } from './core/ids.ts';
import { GRANT, claimInstall, finishInstall, readGrant, writeGrant } from './flows/install.ts';
import { end } from './flows/uninstall.ts';
import type { LeaveDeps } from './flows/uninstall.ts';
import type { Installs } from './http/deps.ts';
import { openCallBudget } from './outbound/call-budget.ts';
import type { Gate } from './outbound/gate.ts';
import { openSessions } from './outbound/sessions.ts';
import type { ConnectedCrms } from './outbound/sessions.ts';
import type { Log } from './ports/runtime.ts';
import type { Sample } from './sandbox/sample.ts';
import type { Storage } from './storage/open.ts';

/** The CRMs in which Kith can be installed here: with an app of their own there, or simulated ones. */
export function connectedCrms(
  config: Pick<Config, 'crmApps' | 'networkBases'> & { readonly publicUrl: string },
  secret: string,
  sample: Sample | undefined,
): ConnectedCrms {
  const { publicUrl, crmApps, networkBases } = config;
  return new Map(
    CRMS.flatMap((connector) => {
      const elsewhere = networkBases[connector.id];
      const apiBase = elsewhere ?? connector.bases.api;
      const authorizeBase = elsewhere ?? connector.bases.authorize;
      const own = crmApps.get(connector.id);
      const keySecret = derivedFrom(secret, `keys of ${connector.id}`);
      const made = own && { ...own, apiBase, authorizeBase, publicUrl, keySecret };
      const app = sample?.apps.get(connector.id) ?? made;
      return app ? [[connector.id, { connector, app }] as const] : [];
    }),
  );
}

/** The way into the CRMs: who may speak for whom, how often, and how it ends. */
export function connect(crms: ConnectedCrms, gate: Gate, { store }: Storage, log: Log) {
  const grants = { name: GRANT, read: readGrant, write: writeGrant };
  const budget = openCallBudget({ store, now, onTrouble: () => log.warn({}, 'budget.not-kept') });
  const leaving = leavingOf(crms, gate, (id) => sessions.forget(id));
  const onEnded = (id: InstallationId) => end(id, { store, now, leaving });
  const sessions = openSessions({ crms, gate, store, now, grants, budget, onEnded });
  return { sessions, budget, leaving };
}

function leavingOf(
  crms: ConnectedCrms,
  gate: Gate,
  forget: (installation: InstallationId) => void,
): LeaveDeps['leaving'] {
  return {
    forget,
    revoke: async ({ crm }, grant) => {
      const there = crms.get(crm);
      await there?.connector.revoke(there.app, gate.pass, readGrant(grant).refreshToken, now());
    },
  };
}

/** How an installation begins. */
export function installsOf(deps: {
  crms: ConnectedCrms;
  gate: Gate;
  storage: Storage;
  sample: boolean;
  forget: Parameters<typeof finishInstall>[3]['forgetTokens'];
}): Installs {
  const { crms, gate, storage, sample, forget: forgetTokens } = deps;
  const ports = { store: storage.store, pass: gate.pass, now, forgetTokens };
  const named = (id: string) => {
    const crm = crms.get(id);
    if (!crm) throw new Error(`no CRM is called ${id}`);
    return crm;
  };
  return {
    finish: async (id, answer) => {
      const { connector, app } = named(id);
      return finishInstall(connector, app, { ...answer, sample }, ports);
    },
    claim: async (id, account) => {
      const { connector, app } = named(id);
      return claimInstall(connector, app, { ...account, sample }, ports);
    },
  };
}

/** What is drawn from the secret for one use, and tells nothing of it or of another use. */
export function derivedFrom(secret: string, what: string): string {
  return createHash('sha256').update(`${what} of ${secret}`).digest('base64url');
}
