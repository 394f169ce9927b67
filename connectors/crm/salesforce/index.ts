import { defineCrm } from '../../../src/ports/crm.ts';
import { connect } from './connect.ts';
import { events } from './heard.ts';
import { connectClient } from './listen-client.ts';
import { listenWith } from './listen.ts';
import { authorizeUrl, claim, redeem, refresh, revoke } from './oauth.ts';
import { SCOPES } from './scopes.ts';
import { signInBase } from './sign-in.ts';
import { successorsOf } from './successors.ts';
import { SIGNED_BY, keyFor, visitor } from './visitor.ts';

/** Salesforce: OAuth with PKCE or the app's own key, records in collections of 200 or in bulk, change events heard. */
export const salesforce = defineCrm({
  id: 'salesforce',
  title: 'Salesforce',
  // Salesforce counts by the day, which the budget watches, and lets 25 long requests run at once, of which the
  // customer's own integrations need some.
  // A collection of 200 may take long in an org whose own triggers and flows run on each record.
  limits: { requests: 100, perSeconds: 10, together: 10, attemptMs: 60_000 },
  bases: { api: 'https://login.salesforce.com', authorize: 'https://login.salesforce.com' },
  scopes: SCOPES,
  keepsRows: true,
  authorizeUrl,
  signInBase,
  redeem,
  claim,
  refresh,
  revoke,
  // Salesforce calls nobody: it is listened to.
  open: () => undefined,
  events,
  connect,
  listen: listenWith({ connectClient, lookUp: successorsOf }),
  keyFor,
  // Lightning web components are part of the page; Visualforce and Canvas, which are frames, are not used.
  pages: 'native',
  signedBy: SIGNED_BY,
  visitor,
  // Flows call the ordinary API, with the org's key.
  automation: () => undefined,
  automationReply: () => ({}),
});
