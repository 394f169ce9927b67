import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import type { RecordFacts } from '../../src/core/record/facts.ts';
import { ContactId } from '../../src/core/ids.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { CrmApp } from '../../src/ports/crm.ts';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import { straight } from '../../src/sandbox/hubspot/testbed.ts';

const SECRET = 'the app’s own secret';
type Crms = Map<string, HttpDeps['crms'] extends ReadonlyMap<string, infer One> ? One : never>;

export const PORTAL = 4711;
export const OURS = fileURLToPath(new URL('../../manifests/hubspot', import.meta.url));

/** A simulated portal that has Kith installed and shows its cards; its contacts are those of the facts. */
export async function cardPortal(people: readonly RecordFacts[], now: () => Date, folder: string) {
  const own = { clientId: 'kith-test', clientSecret: SECRET };
  let kithUrl = '';
  const portal = await startPortal({
    ...{ portalId: PORTAL, ...own, now, gatherMs: 1 },
    contacts: people.map(({ contact: { name, company } }) => ({
      firstname: name || 'Nameless',
      ...(company !== undefined && { company }),
    })),
    app: { folder, origin: () => kithUrl },
  });
  const ids = portal.list().map(({ id }) => ContactId.parse(id));
  const crms: Crms = new Map();
  const app = (): CrmApp => ({ ...own, apiBase: portal.url, authorizeBase: portal.url, publicUrl: kithUrl });
  return {
    portal,
    /** The same people, by their ids in the portal. */
    people: people.map((facts, n) => renamed(facts, ids[n] ?? ContactId.parse('0'))),
    /** What Kith knows of the portal; nothing before it is connected. */
    crms,
    /** An administrator installs Kith, which runs there. */
    connect: async (publicUrl: string): Promise<void> => {
      kithUrl = publicUrl;
      await grant(app(), now());
      crms.set('hubspot', { connector: hubspot, app: app() });
    },
    record: (n = 0) => `${portal.url}/contacts/${PORTAL}/record/0-1/${ids[n]}`,
    settings: `${portal.url}/settings-app/${PORTAL}`,
  };
}

function renamed(facts: RecordFacts, id: ContactId): RecordFacts {
  const links = facts.links.map((link) => ({ ...link, contact: id }));
  return { ...facts, contact: { ...facts.contact, id }, links };
}

/** An administrator lets the app in, as the authorisation page and the token endpoint have it. */
async function grant(app: CrmApp, now: Date): Promise<void> {
  const verifier = 'verifier-'.repeat(6);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirectUri = `${app.publicUrl}/install/hubspot/callback`;
  const page = hubspot.authorizeUrl(app, { state: 'the state', challenge, redirectUri });
  const sent = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? 'x:');
  const code = sent.searchParams.get('code') ?? '';
  await hubspot.redeem(app, straight, { code, verifier, redirectUri }, now);
}
