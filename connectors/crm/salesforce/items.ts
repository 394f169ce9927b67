import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { AddedItem, NewItem } from '../../../src/ports/crm-items.ts';
import { addToCampaign } from './campaigns.ts';
import { personOf } from './ids.ts';
import { ITEM_KEY, named } from './names.ts';
import type { Org } from './org.ts';
import { recordUrl } from './pages.ts';
import { abilitiesOf } from './scopes.ts';
import { query, quoted } from './soql.ts';
import { asOne, ask, succeeded } from './talk.ts';
import { cut } from './values.ts';
import { Id, IdRow, read } from './wire.ts';

type Item = Exclude<NewItem, { readonly kind: 'list' }>;

const ABILITY = { task: 'tasks', note: 'notes', ticket: 'tickets', list: 'lists' } as const;
const OBJECT = { task: 'Task', ticket: 'Case' } as const;
const TITLE = 255;
const BODY = 32_000;

/**
 * A task, a case, or members of a campaign; the first two once for a key, which stands in `Kith_Signal__c`. A case's is
 * unique in the org; a task's cannot be, so tasks are looked for first. 2 calls.
 * @throws Failure `unauthorized` for notes, which Kith does not write at Salesforce
 */
export async function addItem(org: Org, item: NewItem): Promise<AddedItem> {
  if (!abilitiesOf(org.session.scopes).has(ABILITY[item.kind])) {
    throw new Failure('unauthorized', `Salesforce has not granted Kith the right to add a ${item.kind}`);
  }
  if (item.kind === 'list') return addToCampaign(org, item.list, item.contacts);
  if (!/^[\w-]{1,64}$/.test(item.key)) throw new Failure('rejected', KEY);
  const person = personOf(item.contact);
  if (person === undefined) throw new Failure('rejected', 'Salesforce has no such contact');
  if (item.kind === 'ticket' && person === 'Lead') throw new Failure('rejected', LEADS);
  const object = item.kind === 'ticket' ? OBJECT.ticket : OBJECT.task;
  const keyField = named(await org.prefix(), ITEM_KEY.name);
  const id = await asOne(
    org.session,
    async (session) =>
      (await itemOf(session, object, keyField, item.key)) ?? create(session, object, keyField, item),
  );
  return { id, url: recordUrl(await org.session.base(), object, id) };
}

const KEY = 'The key of a new item is letters, digits, - and _, at most 64';
const LEADS = 'A lead has no cases in Salesforce: convert it to a contact first, or add a task';

async function itemOf(
  session: CrmSession,
  object: string,
  keyField: string,
  key: string,
): Promise<string | undefined> {
  const soql = `SELECT Id FROM ${object} WHERE ${keyField} = ${quoted(key)} LIMIT 1`;
  return (await query(session, `a ${object}`, soql, IdRow)).records[0]?.Id;
}

async function create(session: CrmSession, object: string, keyField: string, item: Item): Promise<string> {
  const body = { ...contentOf(item), Description: cut(item.body, BODY), [keyField]: item.key };
  const reply = await ask(session, { method: 'POST', path: `/sobjects/${object}`, body });
  if (reply.troubles.some(({ code }) => code === 'DUPLICATE_VALUE')) {
    // Another worker was faster.
    const there = await itemOf(session, object, keyField, item.key);
    if (there !== undefined) return there;
  }
  return read(Created, 'what was added', succeeded(reply, `the ${item.kind}`)).id;
}

const Created = z.object({ id: Id });

function contentOf(item: Item): object {
  const Subject = cut(item.title, TITLE);
  if (item.kind === 'ticket') return { ContactId: item.contact, Subject };
  return {
    WhoId: item.contact,
    Subject,
    ...(item.kind === 'task' && item.due && { ActivityDate: item.due.toISOString().slice(0, 10) }),
  };
}
