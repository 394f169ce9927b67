import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { installationOf } from '../core/ids.ts';
import type { CrmApp } from '../ports/crm.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import { installInBrowser } from './browser.ts';
import { startPortal } from './hubspot/portal.ts';
import { startNetworks } from './networks/start.ts';
import { PEOPLE } from './people.ts';
import { startTraffic } from './traffic.ts';

/** The developer project whose cards the portal shows. */
const PROJECT = fileURLToPath(new URL('../../manifests/hubspot', import.meta.url));

/** A workspace of fictional people: a simulated HubSpot portal and simulated networks, all on this machine. */
export interface Sample {
  /** Network id → where its simulator is. */
  readonly bases: Readonly<Record<string, string>>;
  /** CRM id → our app in its simulator. */
  readonly apps: ReadonlyMap<string, CrmApp>;
  /** Where a person edits the contacts. */
  readonly simulatorUrl: string;
  readonly installation: string;
  /** Installs Kith into the portal as an administrator would, and lets life begin. */
  connect(kithUrl: string): Promise<void>;
  close(): Promise<void>;
}

interface Deps {
  readonly now: Now;
  readonly pause: Pause;
  readonly log: Log;
  readonly publicUrl: string;
}

/** Every start has a portal of its own: what an earlier one held was in memory, and is gone with it. */
export async function openSample({ now, pause, log, publicUrl }: Deps): Promise<Sample> {
  const [clientId, clientSecret] = ['sample-app', randomBytes(24).toString('hex')];
  const portalId = Math.floor(now().getTime() / 1000);
  const networks = await startNetworks({ people: PEOPLE, now });
  const portal = await startPortal({
    portalId,
    clientId,
    clientSecret,
    now,
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
    recordUrl: (id) => `${publicUrl}/contacts/${encodeURIComponent(id)}`,
    app: { folder: PROJECT, origin: () => publicUrl },
    // A person looks on: nobody waits for minutes until what failed is sent again.
    retryMs: 200,
  });
  const app: CrmApp = { clientId, clientSecret, apiBase: portal.url, authorizeBase: portal.url, publicUrl };
  const stop = new AbortController();
  let life: Promise<void> = Promise.resolve();
  return {
    bases: networks.bases,
    apps: new Map([['hubspot', app]]),
    simulatorUrl: portal.url,
    installation: installationOf('hubspot', String(portalId)),
    connect: async (kithUrl) => {
      await installInBrowser(kithUrl, '/install/hubspot');
      log.info({ portal: portalId }, 'sample.installed');
      life = startTraffic({ portal, networks, pause, signal: stop.signal });
    },
    close: async () => {
      stop.abort();
      await life;
      await Promise.all([portal.close(), networks.close()]);
    },
  };
}
