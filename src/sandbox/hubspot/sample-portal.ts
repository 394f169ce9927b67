import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CrmApp } from '../../ports/crm.ts';
import { installInBrowser } from '../browser.ts';
import type { SampleCrm, SampleDeps } from '../sample-crm.ts';
import type { Desk } from '../traffic.ts';
import { startPortal } from './portal.ts';
import type { Portal } from './portal.ts';

/** The portal of the sample workspace, with the cards of the developer project on its record pages. */
export async function openSamplePortal(deps: SampleDeps): Promise<SampleCrm> {
  const { now, publicUrl, manifests } = deps;
  const [clientId, clientSecret] = ['sample-app', randomBytes(24).toString('hex')];
  const portalId = Math.floor(now().getTime() / 1000);
  const portal = await startPortal({
    ...{ portalId, clientId, clientSecret, now },
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
    recordUrl: (id) => `${publicUrl}/contacts/${encodeURIComponent(id)}?installation=hubspot-${portalId}`,
    app: { folder: join(manifests, 'hubspot'), origin: () => publicUrl },
    // A person looks on: nobody waits for minutes until what failed is sent again.
    retryMs: 200,
  });
  const app: CrmApp = { clientId, clientSecret, apiBase: portal.url, authorizeBase: portal.url, publicUrl };
  return {
    ...{ crm: 'hubspot', account: String(portalId), app, url: portal.url, desk: deskOf(portal) },
    connect: (kithUrl) => installInBrowser(kithUrl, '/install/hubspot'),
    close: () => portal.close(),
  };
}

/** The sample people are told in HubSpot's words. */
export function deskOf(portal: Pick<Portal, 'create' | 'edit' | 'get' | 'add'>): Desk {
  return {
    arrive: ({ properties }, items) => {
      const { id } = portal.create(properties);
      for (const item of items) portal.add(item.type, item.properties, [id], item.minutesAgo);
      return id;
    },
    edit: (id, properties) => {
      if (portal.get(id)) portal.edit(id, properties);
    },
  };
}
