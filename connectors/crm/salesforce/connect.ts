import { Failure } from '../../../src/core/failure.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import { valuesIn } from '../../../src/ports/crm.ts';
import type { Crm, CrmSession } from '../../../src/ports/crm.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import { READ, look, readContacts, readFields, readPage } from './api.ts';
import { around } from './around.ts';
import { openBulk } from './bulk.ts';
import { COLLECTION } from './collections.ts';
import { dealsWithheld } from './deals-right.ts';
import { personOf } from './ids.ts';
import { addItem } from './items.ts';
import { addContact, planContact } from './new-lead.ts';
import { leave } from './leave.ts';
import { openDeals } from './open-deals.ts';
import { openOrg } from './org.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import { removeRows } from './rows.ts';
import { contactFields } from './schema.ts';
import { abilitiesOf } from './scopes.ts';
import { publish } from './signals.ts';
import { PAGE } from './soql.ts';
import { writePatches } from './write.ts';

/** An administrator may have taken the package away, a field, or a permission: the next round looks again. */
async function write(org: Org, patches: readonly Patch[]): Promise<readonly PatchOutcome[]> {
  try {
    const outcomes = await writePatches(org, patches);
    if (outcomes.some((one) => one.outcome === 'refused' && one.says.includes('INVALID_FIELD'))) org.forget();
    return outcomes;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected') org.forget();
    throw error;
  }
}

const NO_CONTACTS = 'Salesforce has not granted Kith the right to add a lead';

/** One org, as Kith asks it. */
export function connect(asked: CrmSession): Crm {
  // A page's address is asked for at once: it is where the org was when it was last spoken to.
  let base = asked.app.apiBase;
  const session: CrmSession = { ...asked, base: async () => (base = await asked.base()) };
  const org = openOrg(session);
  return {
    batches: { page: PAGE, read: READ, write: COLLECTION },
    // The package brings the fields; nothing is made here.
    prepare: async () => {
      await org.prefix();
    },
    planned: async () => {
      await org.prefix();
      return [];
    },
    contacts: (ids) => readContacts(org, ids),
    page: (after) => readPage(org, after),
    look: (ids, fields) => look(org, ids, fields),
    values: async (ids, fields) => valuesIn(await look(org, ids, fields)),
    readFields: () => readFields(org),
    write: (patches) => write(org, patches),
    bulk: openBulk(org),
    removeRows: (rows) => removeRows(org, rows),
    notify: (notices) => publish(org, notices),
    contactUrl: (id) => recordUrl(base, personOf(id) ?? 'Contact', id),
    fields: () => {
      // An administrator looks for the field that was just made.
      org.forget();
      return contactFields(org);
    },
    abilities: () => abilitiesOf(session.scopes),
    withheld: async () => [(await dealsWithheld(org)) ?? []].flat(),
    around: (contact) => around(org, contact),
    openDeals: (of) => openDeals(org, of),
    add: (item) => addItem(org, item),
    planContact: (who) => planContact(org, who),
    addContact: async (who, { insist } = { insist: false }) => {
      if (!abilitiesOf(session.scopes).has('contacts')) throw new Failure('unauthorized', NO_CONTACTS);
      return addContact(org, who, insist);
    },
    leave: () => leave(org),
  };
}
