import { createHash, createHmac } from 'node:crypto';
import type { CrmApp, Inbound } from '../../../src/ports/crm.ts';
import type { CallerKit } from '../../../tests/contract/crm/caller-kit.ts';

const AUTOMATIONS = '/automations/hubspot';
const REP = { user: '101', name: 'rep@example.com' };

/** How HubSpot's cards and workflows call us, as the contract of all CRM connectors needs it. */
export function callersOf(app: CrmApp): Required<CallerKit> {
  const visit: CallerKit['visit'] = ({ account: portal, method, path, body, at, secret }) => {
    const own = `userId=${REP.user}&portalId=${portal}&userEmail=${encodeURIComponent(REP.name)}&appId=7`;
    const asked = `${path}${path.includes('?') ? '&' : '?'}${own}`;
    const timestamp = String(at.getTime());
    const signature = createHmac('sha256', secret)
      .update(method + app.publicUrl + asked.replace('%40', '@'))
      .update(body)
      .update(timestamp)
      .digest('base64');
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
    return { method, path: asked, headers, body };
  };
  const automateSaying: Required<CallerKit>['automateSaying'] = (body, _at, secret): Inbound => {
    const digest = createHash('sha256').update(`${secret}POST${app.publicUrl}${AUTOMATIONS}`).update(body);
    const headers = { 'x-hubspot-signature': digest.digest('hex'), 'x-hubspot-signature-version': 'v2' };
    return { method: 'POST', path: AUTOMATIONS, headers, body };
  };
  return {
    secret: app.clientSecret,
    visit,
    visitor: REP,
    otherAccount: '46299',
    naming: (path, other) =>
      ['portalId', 'portal%49d', '%70ortalId'].map((name) => `${path}&${name}=${other}`),
    automate: ({ call, attempt, account: portal, contact, inputs, at, secret }) => {
      const said = {
        callbackId: `ap-${portal}-${call}`,
        origin: { portalId: Number(portal), actionDefinitionId: 2, actionDefinitionVersion: 1 },
        context: { source: 'WORKFLOWS', workflowId: 9, attempt },
        object: { objectId: Number(contact), objectType: 'CONTACT' },
        inputFields: inputs,
      };
      return automateSaying(Buffer.from(JSON.stringify(said, undefined, 1)), at, secret);
    },
    automateSaying,
  };
}
