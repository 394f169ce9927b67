import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import type { CrmApp } from '../../ports/crm.ts';
import { installInBrowser } from '../browser.ts';
import type { SampleCrm, SampleDeps } from '../sample-crm.ts';
import { long, text } from './field.ts';
import { startOrg } from './org.ts';
import type { Org } from './org.ts';
import { pubSubOf } from './pubsub/of-org.ts';
import { pagesOfOrg } from './record-page/pages-of-org.ts';
import { deskOf } from './sample-desk.ts';

/** Where this customer's people keep addresses: Salesforce has no fields of its own for them. */
const ADDRESSES = [text('Twitter_Handle__c'), text('LinkedIn__c'), long('Bluesky_Or_GitHub__c', 1000)];

/** The org of the sample workspace, with the package in it and its panel on the record pages. */
export async function openSampleOrg(deps: SampleDeps): Promise<SampleCrm> {
  const { now, publicUrl, manifests, cache } = deps;
  const [clientId, clientSecret, keySecret] = [1, 2, 3].map(() => randomBytes(24).toString('hex')) as [
    string,
    string,
    string,
  ];
  const org = await startOrg({
    ...{ clientId, clientSecret, now },
    // Another org at each start: what an earlier one held was in memory.
    orgNumber: Math.floor(now().getTime() / 1000),
    customFields: { Contact: ADDRESSES, Lead: ADDRESSES },
    recordUrl: (id) => `${publicUrl}/contacts/${encodeURIComponent(id)}?installation=salesforce-${org.orgId}`,
    app: { recordPage: pagesOfOrg({ project: join(manifests, 'salesforce'), cache: join(cache, 'panel') }) },
  });
  const pubsub = await pubSubOf(org, now);
  const app: CrmApp = {
    ...{ clientId, clientSecret, keySecret, publicUrl, apiBase: org.url, authorizeBase: org.url },
    events: { endpoint: pubsub.endpoint, certificate: pubsub.certificate },
  };
  return {
    ...{ crm: 'salesforce', account: org.orgId, app, url: org.url, desk: deskOf(org, now) },
    connect: async (kithUrl) => {
      await installInBrowser(kithUrl, '/install/salesforce');
      letCall(org, publicUrl, salesforce.keyFor?.(app, org.orgId) ?? '');
    },
    close: async () => {
      pubsub.close();
      await org.close();
    },
  };
}

/** What `kith salesforce install` fills in: where Kith is, and the key that the org's calls bring. */
function letCall({ callouts: { fill, move } }: Org, url: string, key: string): void {
  const principal = {
    externalCredential: 'Kith_Service',
    principalName: 'Kith_Service',
    principalType: 'NamedPrincipal',
  } as const;
  fill(principal, { ApiKey: { value: key, encrypted: true } });
  move('Kith_API', url);
}
