import type { ListCreateRequest } from '@hubspot/api-client/lib/codegen/crm/lists/index.js';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { AddedItem } from '../../../src/ports/crm-items.ts';
import { RECORD } from './records.ts';
import { succeeded } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { FoundLists, OneList } from './wire-records.ts';

const LISTS = `/crm/lists/${VERSION}`;
const CONTACTS = '0-1';
const STATIC = 'MANUAL';
/** A list so named is Kith's, and goes when Kith goes. */
const PREFIX = 'Kith: ';
const MEMBERS = 1_000;
const FOUND = 100;

/** Puts contacts into the static list of this name, which is made once; whoever is in it already stays. */
export async function addToList(
  session: CrmSession,
  name: string,
  contacts: readonly ContactId[],
): Promise<AddedItem> {
  const wanted = PREFIX + name.trim();
  if (name.trim() === '') throw new Failure('rejected', 'A list needs a name');
  const id = (await listOf(session, wanted)) ?? (await makeList(session, wanted));
  const members = [...new Set(contacts)].filter((contact) => RECORD.test(contact));
  for (let i = 0; i < members.length; i += MEMBERS) {
    const body = members.slice(i, i + MEMBERS);
    const path = `${LISTS}/${id}/memberships/add`;
    succeeded(await ask(session, { method: 'PUT', path, body }), 'to add contacts to a list');
  }
  return { id, url: `${session.app.authorizeBase}/contacts/${session.account}/objectLists/${id}` };
}

async function listOf(session: CrmSession, name: string): Promise<string | undefined> {
  const path = `${LISTS}/object-type-id/${CONTACTS}/name/${encodeURIComponent(name)}`;
  const reply = await ask(session, { method: 'GET', path });
  if (reply.status === 404) return undefined;
  return read(OneList, 'a list', succeeded(reply, 'to read a list')).list.listId;
}

/** Another worker may be making it too: the name is unique in a portal. */
async function makeList(session: CrmSession, name: string): Promise<string> {
  const body = { name, objectTypeId: CONTACTS, processingType: STATIC } satisfies Partial<ListCreateRequest>;
  const reply = await ask(session, { method: 'POST', path: LISTS, body });
  if (reply.status < 300) return read(OneList, 'a list', reply.body).list.listId;
  const made = await listOf(session, name);
  if (made !== undefined) return made;
  return read(OneList, 'a list', succeeded(reply, 'to make a list')).list.listId;
}

/** Deletes the lists that Kith made; the contacts in them stay. */
export async function removeLists(session: CrmSession): Promise<void> {
  for (const id of await kithLists(session)) {
    const reply = await ask(session, { method: 'DELETE', path: `${LISTS}/${id}` });
    if (reply.status !== 404) succeeded(reply, 'to delete a list');
  }
}

async function kithLists(session: CrmSession): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let offset = 0, more = true; more;) {
    const body = { query: PREFIX, processingTypes: [STATIC], offset, count: FOUND };
    const reply = await ask(session, { method: 'POST', path: `${LISTS}/search`, body });
    const found = read(FoundLists, 'its lists', succeeded(reply, 'to look for lists'));
    // The query finds the words anywhere in a name.
    const ours = found.lists.filter(
      (list) =>
        list.name.startsWith(PREFIX) && list.objectTypeId === CONTACTS && list.processingType === STATIC,
    );
    ids.push(...ours.map(({ listId }) => listId));
    more = found.hasMore && found.offset > offset;
    offset = found.offset;
  }
  return ids;
}
