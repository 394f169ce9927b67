import type { ContactId } from '../../../src/core/ids.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import { defineCrm } from '../../../src/ports/crm.ts';
import type { Crm, CrmSession, PatchOutcome } from '../../../src/ports/crm.ts';
import { ensureProperties, readContacts, readPage } from './api.ts';
import { automation, automationReply } from './automation.ts';
import { events, open } from './deliveries.ts';
import { SCOPES, authorizeUrl, redeem, refresh } from './oauth.ts';
import { SIGNED_BY } from './signature.ts';
import { visitor } from './visitor.ts';
import { writeBatch } from './write.ts';

const BATCH = 100;
/** HubSpot's record ids; anything else never was one, and one such id would spoil its whole batch. */
const RECORD = /^[1-9]\d{0,18}$/;

/** HubSpot: OAuth with PKCE, contacts in batches of 100, webhooks signed with version 3. */
export const hubspot = defineCrm({
  id: 'hubspot',
  title: 'HubSpot',
  // HubSpot allows 110 in 10 s to each installed account; the rest is for what we do not count.
  limits: { requests: 90, perSeconds: 10, together: 6 },
  bases: { api: 'https://api.hubapi.com', authorize: 'https://app.hubspot.com' },
  scopes: SCOPES,
  authorizeUrl,
  redeem,
  refresh,
  open,
  events,
  connect,
  signedBy: SIGNED_BY,
  visitor,
  automation,
  automationReply,
});

function connect(session: CrmSession): Crm {
  // Asked once per connection: every batch of patches begins with it.
  let prepared = false;
  return {
    prepare: async () => {
      if (prepared) return;
      await ensureProperties(session);
      prepared = true;
    },
    contacts: async (ids) => {
      const asked = new Set(ids.filter((id) => RECORD.test(id)));
      const found = await inBatches([...asked], (batch) => readContacts(session, batch));
      // A merged contact's old id may be answered with the one that stayed, which was not asked for.
      return found.filter(({ id }) => asked.has(id));
    },
    page: (after) => readPage(session, after),
    write: async (patches) => {
      try {
        return await write(session, patches);
      } catch (error) {
        // An administrator may have deleted them: the next round makes them again.
        if (error instanceof Failure && error.kind === 'rejected') prepared = false;
        throw error;
      }
    },
    contactUrl: (id) =>
      `${session.app.authorizeBase}/contacts/${session.account}/record/0-1/${encodeURIComponent(id)}`,
  };
}

/** HubSpot refuses a batch that names a contact twice, so a contact's patches are laid on top of each other. */
async function write(session: CrmSession, patches: readonly Patch[]): Promise<readonly PatchOutcome[]> {
  const merged = new Map<ContactId, Patch>();
  for (const { contact, fields, mapped } of patches.filter(({ contact }) => RECORD.test(contact))) {
    const before = merged.get(contact);
    merged.set(contact, {
      contact,
      fields: { ...before?.fields, ...fields },
      mapped: { ...before?.mapped, ...mapped },
    });
  }
  const outcomes = await inBatches([...merged.values()], (batch) => writeBatch(session, batch));
  const of = new Map(outcomes.map((outcome) => [outcome.contact, outcome]));
  return patches.map(({ contact }) => of.get(contact) ?? { contact, outcome: 'contact gone' });
}

async function inBatches<T, R>(
  all: readonly T[],
  one: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += BATCH) results.push(...(await one(all.slice(i, i + BATCH))));
  return results;
}
