import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import { valuesIn } from '../../../src/ports/crm.ts';
import type { Crm, CrmSession } from '../../../src/ports/crm.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import type { AddedItem, NewItem } from '../../../src/ports/crm-items.ts';
import { readContacts, readPage, readValues } from './api.ts';
import { around } from './around.ts';
import { openHistory } from './history.ts';
import { addItem } from './items.ts';
import { addContact, planContact } from './new-contact.ts';
import { addToList, removeLists } from './lists.ts';
import { openDeals } from './open-deals.ts';
import { openStages } from './pipelines.ts';
import type { Stages } from './pipelines.ts';
import { RECORD } from './records.ts';
import { contactFields, ensureProperties, plannedProperties, removeProperties } from './schema.ts';
import { abilitiesOf, withheldFrom } from './scopes.ts';
import { writeBatch } from './write.ts';

const BATCH = 100;
const ABILITY = {
  contact: 'contacts',
  task: 'tasks',
  note: 'notes',
  ticket: 'tickets',
  list: 'lists',
} as const;

/** One portal, as Kith asks it. */
export function connect(session: CrmSession): Crm {
  const stages = openStages(session);
  const { prepare, written, forget } = openPreparation(session);
  return {
    batches: { page: BATCH, read: BATCH, write: BATCH },
    prepare,
    contacts: (ids) => contacts(session, ids),
    page: (after) => readPage(session, after),
    write: (patches) => written(() => write(session, patches)),
    contactUrl: (id) =>
      `${session.app.authorizeBase}/contacts/${session.account}/record/0-1/${encodeURIComponent(id)}`,
    planned: () => plannedProperties(session),
    fields: () => contactFields(session),
    look: (ids, fields) => look(session, ids, fields),
    values: async (ids, fields) => valuesIn(await look(session, ids, fields)),
    history: openHistory(session),
    abilities: () => abilitiesOf(session.scopes),
    withheld: async () => withheldFrom(session),
    around: (contact) => around(session, contact, stages),
    openDeals: (of) => openDeals(session, of, stages),
    add: (item) => add(session, item, stages, prepare),
    planContact: async (who) => planContact(who),
    addContact: async (who) => {
      mayAdd(session, 'contact');
      // Whoever was added is found by a property of Kith's.
      await prepare();
      return written(() => addContact(session, who));
    },
    leave: async () => {
      forget();
      if (abilitiesOf(session.scopes).has('lists')) await removeLists(session);
      await removeProperties(session);
    },
  };
}

/** Kith's properties, made once per connection: every batch of patches begins with it. */
function openPreparation(session: CrmSession) {
  let prepared = false;
  const forget = () => void (prepared = false);
  return {
    forget,
    prepare: async () => {
      if (prepared) return;
      await ensureProperties(session);
      prepared = true;
    },
    /** An administrator may have deleted them: after a refusal the next round makes them again. */
    written: async <T>(writing: () => Promise<T>): Promise<T> => {
      try {
        return await writing();
      } catch (error) {
        if (error instanceof Failure && error.kind === 'rejected') forget();
        throw error;
      }
    },
  };
}

async function contacts(session: CrmSession, ids: readonly ContactId[]) {
  const asked = new Set(ids.filter((id) => RECORD.test(id)));
  const found = await inBatches([...asked], (batch) => readContacts(session, batch));
  // A merged contact's old id may be answered with the one that stayed, which was not asked for.
  return found.filter(({ id }) => asked.has(id));
}

async function look(session: CrmSession, ids: readonly ContactId[], fields: readonly string[]) {
  const asked = new Map(ids.filter((id) => RECORD.test(id)).map((id) => [String(id), id]));
  const wanted = [...new Set(fields)];
  const found = await inBatches([...asked.values()], (batch) => readValues(session, batch, wanted));
  return new Map(
    found.flatMap(({ id, properties, updatedAt: asOf }) => {
      const contact = asked.get(id);
      const own = Object.fromEntries(Object.entries(properties).filter(([name]) => wanted.includes(name)));
      return contact === undefined ? [] : [[contact, { values: own, asOf }] as const];
    }),
  );
}

/** @throws Failure `unauthorized` where the scope was not granted: HubSpot is not asked then. */
function mayAdd({ scopes }: CrmSession, kind: keyof typeof ABILITY): void {
  if (abilitiesOf(scopes).has(ABILITY[kind])) return;
  throw new Failure('unauthorized', `HubSpot has not granted Kith the right to add a ${kind}`);
}

async function add(
  session: CrmSession,
  item: NewItem,
  stages: Stages,
  prepare: () => Promise<void>,
): Promise<AddedItem> {
  mayAdd(session, item.kind);
  if (item.kind === 'list') return addToList(session, item.list, item.contacts);
  // A ticket carries its key in a property of Kith's.
  if (item.kind === 'ticket') await prepare();
  return addItem(session, item, stages);
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
