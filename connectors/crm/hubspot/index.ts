import { defineCrm } from '../../../src/ports/crm.ts';
import { automation, automationReply } from './automation.ts';
import { connect } from './connect.ts';
import { events, open } from './deliveries.ts';
import { authorizeUrl, redeem, refresh, revoke } from './oauth.ts';
import { SCOPES } from './scopes.ts';
import { SIGNED_BY } from './signature.ts';
import { SEARCH_LANE } from './talk.ts';
import { visitor } from './visitor.ts';

/** HubSpot: OAuth with PKCE, contacts in batches of 100, webhooks signed with version 3. */
export const hubspot = defineCrm({
  id: 'hubspot',
  title: 'HubSpot',
  // HubSpot allows 110 in 10 s to each installed account; the rest is for what we do not count.
  limits: { requests: 90, perSeconds: 10, together: 6 },
  // Its search 5 a second, to all apps together. It lags behind what was written, and is asked for nothing but the open
  // deals of whoever has very many.
  ownLimits: { [SEARCH_LANE]: { requests: 4, perSeconds: 1, together: 2 } },
  bases: { api: 'https://api.hubapi.com', authorize: 'https://app.hubspot.com' },
  scopes: SCOPES,
  keepsRows: false,
  authorizeUrl,
  redeem,
  refresh,
  revoke,
  open,
  events,
  connect,
  // UI extensions run in a worker and are drawn by HubSpot's own components; cards in frames are not used.
  pages: 'native',
  signedBy: SIGNED_BY,
  visitor,
  automation,
  automationReply,
});
