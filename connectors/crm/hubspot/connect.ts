import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { Patch } from '../../../src/core/record/patch.ts';
import type { Crm, CrmSession } from '../../../src/ports/crm.ts';
import type { PatchOutcome } from '../../../src/ports/patch-outcome.ts';
import type { AddedItem, NewItem } from '../../../src/ports/crm-items.ts';
import { readContacts, readPage, readValues } from './api.ts';
import { around } from './around.ts';
import { addItem } from './items.ts';
import { addToList, removeLists } from './lists.ts';
import { openStages } from './pipelines.ts';
import type { Stages } from './pipelines.ts';
import { RECORD } from './records.ts';
import { contactFields, ensureProperties, plannedProperties, removeProperties } from './schema.ts';
import { abilitiesOf } from './scopes.ts';
import { writeBatch } from './write.ts';

const BATCH = 100;
const ABILITY = { task: 'tasks', note: 'notes', ticket: 'tickets', list: 'lists' } as const;

/** One portal, as Kith asks it. */
export function connect(session: CrmSession): Crm {
  // Asked once per connection: every batch of patches begins with it.
  let prepared = false;
  const stages = openStages(session);
  const prepare = async () => {
    if (prepared) return;
    await ensureProperties(session);
    prepared = true;
  };
  return {
    batches: { page: BATCH, read: BATCH, write: BATCH },
    prepare,
    contacts: (ids) => contacts(session, ids),
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
    planned: () => plannedProperties(session),
    fields: () => contactFields(session),
    values: (ids, fields) => values(session, ids, fields),
    abilities: () => abilitiesOf(session.scopes),
    around: (contact) => around(session, contact, stages),
    add: (item) => add(session, item, stages, prepare),
    leave: async () => {
      prepared = false;
      if (abilitiesOf(session.scopes).has('lists')) await removeLists(session);
      await removeProperties(session);
    },
  };
}

async function contacts(session: CrmSession, ids: readonly ContactId[]) {
  const asked = new Set(ids.filter((id) => RECORD.test(id)));
  const found = await inBatches([...asked], (batch) => readContacts(session, batch));
  // A merged contact's old id may be answered with the one that stayed, which was not asked for.
  return found.filter(({ id }) => asked.has(id));
}

async function values(session: CrmSession, ids: readonly ContactId[], fields: readonly string[]) {
  const asked = new Map(ids.filter((id) => RECORD.test(id)).map((id) => [String(id), id]));
  const wanted = [...new Set(fields)];
  const found = await inBatches([...asked.values()], (batch) => readValues(session, batch, wanted));
  return new Map(
    found.flatMap(({ id, properties }) => {
      const contact = asked.get(id);
      const own = Object.fromEntries(Object.entries(properties).filter(([name]) => wanted.includes(name)));
      return contact === undefined ? [] : [[contact, own] as const];
    }),
  );
}

/** @throws Failure `unauthorized` where the scope was not granted: HubSpot is not asked then. */
async function add(
  session: CrmSession,
  item: NewItem,
  stages: Stages,
  prepare: () => Promise<void>,
): Promise<AddedItem> {
  if (!abilitiesOf(session.scopes).has(ABILITY[item.kind])) {
    throw new Failure('unauthorized', `HubSpot has not granted Kith the right to add a ${item.kind}`);
  }
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
