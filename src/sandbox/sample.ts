import { fileURLToPath } from 'node:url';
import { installationOf } from '../core/ids.ts';
import type { CrmApp } from '../ports/crm.ts';
import type { Log, Pause } from '../ports/runtime.ts';
import { openSampleOrg } from './salesforce/sample-org.ts';
import { openSamplePortal } from './hubspot/sample-portal.ts';
import { startNetworks } from './networks/start.ts';
import { PEOPLE } from './people.ts';
import { startTraffic } from './traffic.ts';
import type { SampleDeps } from './sample-crm.ts';

/** The projects whose cards and panels the simulators show. */
const MANIFESTS = fileURLToPath(new URL('../../manifests', import.meta.url));

/** A workspace of fictional people: a simulated HubSpot portal, a simulated Salesforce org and simulated networks, all on this machine. */
export interface Sample {
  /** Network id → where its simulator is. */
  readonly bases: Readonly<Record<string, string>>;
  /** CRM id → our app in its simulator. */
  readonly apps: ReadonlyMap<string, CrmApp>;
  /** CRM id → where a person edits the contacts. */
  readonly simulators: ReadonlyMap<string, string>;
  /** Installs Kith into each CRM as an administrator would, and lets life begin. */
  connect(kithUrl: string): Promise<void>;
  close(): Promise<void>;
}

/** Every start has simulators of its own: what an earlier one held was in memory, and is gone with it. */
export async function openSample(
  deps: Omit<SampleDeps, 'manifests'> & { readonly pause: Pause; readonly log: Log },
): Promise<Sample> {
  const { now, log, pause } = deps;
  const networks = await startNetworks({ people: PEOPLE, now });
  const stop = new AbortController();
  const given: SampleDeps = { ...deps, manifests: MANIFESTS };
  // The one that is installed last is the one that is opened.
  const crms = await Promise.all([openSampleOrg(given), openSamplePortal(given)]);
  const desks = crms.map(({ desk }) => desk);
  let life: Promise<void> = Promise.resolve();
  return {
    bases: networks.bases,
    apps: new Map(crms.map(({ crm, app }) => [crm, app])),
    simulators: new Map(crms.map(({ crm, url }) => [crm, url])),
    connect: async (kithUrl) => {
      for (const { crm, account, connect } of crms) {
        await connect(kithUrl);
        log.info({ installation: installationOf(crm, account) }, 'sample.installed');
      }
      life = startTraffic({ desks, networks, pause, signal: stop.signal });
    },
    close: async () => {
      stop.abort();
      await life;
      await Promise.all([...crms.map((one) => one.close()), networks.close()]);
    },
  };
}
