import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { AddedItem, NewItem } from '../../../src/ports/crm-items.ts';
import { ADDED_KEY } from './fields.ts';
import { htmlOf, plain } from './html.ts';
import type { Stages } from './pipelines.ts';
import { KINDS, RECORD, associated, readRecords, recordUrl } from './records.ts';
import { codeOf, succeeded } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import type { Reply } from './talk.ts';
import { read } from './wire.ts';
import { Created } from './wire-records.ts';

type Item = Exclude<NewItem, { readonly kind: 'list' }>;

/** HubSpot's ids for "belongs to this contact". Source: `AssociationTypes` of `@hubspot/api-client`. */
const TO_CONTACT = { task: 204, note: 202, ticket: 16 } as const satisfies Record<Item['kind'], number>;

/**
 * Adds a task, note or ticket to a contact, once for a key. A ticket carries the key in a unique property of Kith's, so
 * HubSpot itself refuses it twice. HubSpot promises unique properties for contacts, companies, deals, tickets and custom
 * objects and not for tasks and notes: those say the key in their last line, and are looked for among the contact's own
 * before another is added. 1 call for a ticket, 2 or 3 for the others.
 */
export async function addItem(session: CrmSession, item: Item, stages: Stages): Promise<AddedItem> {
  if (!/^[\w-]{1,64}$/.test(item.key)) throw new Failure('rejected', KEY);
  if (!RECORD.test(item.contact)) throw new Failure('rejected', NOBODY);
  const id =
    item.kind === 'ticket' ? await addTicket(session, item, stages) : await addActivity(session, item);
  return { id, url: recordUrl(session, item.kind, id, item.contact) };
}

const KEY = 'The key of a new item is letters, digits, - and _, at most 64';
const NOBODY = 'HubSpot has no such contact';

async function addTicket(session: CrmSession, item: Item, stages: Stages): Promise<string> {
  const first = await stages.firstOfTickets();
  if (!first) {
    throw new Failure(
      'rejected',
      'HubSpot has no open ticket stage: an administrator adds one to a pipeline',
    );
  }
  const reply = await create(session, item, {
    subject: item.title,
    content: item.body,
    hs_pipeline: first.pipeline,
    hs_pipeline_stage: first.stage,
    [ADDED_KEY]: item.key,
  });
  if (reply.status < 300) return idIn(reply);
  return (await ticketOf(session, item.key)) ?? refuse(item, reply);
}

/** By its key. A unique property is looked up, not searched for, so what was just added is found. */
async function ticketOf(session: CrmSession, key: string): Promise<string | undefined> {
  const path = `/crm/objects/${VERSION}/tickets/${encodeURIComponent(key)}`;
  const query = { idProperty: ADDED_KEY, properties: ADDED_KEY, archived: 'false' };
  const reply = await ask(session, { method: 'GET', path, query });
  return reply.status < 300 ? idIn(reply) : undefined;
}

async function addActivity(session: CrmSession, item: Item): Promise<string> {
  const there = await activityOf(session, item);
  if (there !== undefined) return there;
  const body = htmlOf(
    item.kind === 'note' ? `${item.title}\n${item.body}\n${markOf(item)}` : `${item.body}\n${markOf(item)}`,
  );
  const now = session.now();
  const properties =
    item.kind === 'note'
      ? { hs_timestamp: now.toISOString(), hs_note_body: body }
      : {
          hs_timestamp: (item.due ?? now).toISOString(),
          hs_task_subject: item.title,
          hs_task_body: body,
          hs_task_status: 'NOT_STARTED',
          hs_task_type: 'TODO',
        };
  const reply = await create(session, item, properties);
  return reply.status < 300 ? idIn(reply) : refuse(item, reply);
}

async function activityOf(session: CrmSession, item: Item): Promise<string | undefined> {
  const ids = await associated(session, item.contact, [item.kind]);
  if (ids === undefined) throw new Failure('rejected', NOBODY);
  const records = await readRecords(session, item.kind, ids.get(item.kind) ?? []);
  const body = item.kind === 'note' ? 'hs_note_body' : 'hs_task_body';
  return records.find(({ properties }) =>
    plain(properties[body] ?? '')
      .split('\n')
      .includes(markOf(item)),
  )?.id;
}

const markOf = ({ key }: Item) => `Added by Kith (${key})`;

function create(session: CrmSession, item: Item, properties: Record<string, string>): Promise<Reply> {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: TO_CONTACT[item.kind] }];
  const body = { properties, associations: [{ to: { id: item.contact }, types }] };
  return ask(session, { method: 'POST', path: `/crm/objects/${VERSION}/${KINDS[item.kind].type}`, body });
}

const idIn = (reply: Reply) => read(Created, 'what was added', succeeded(reply, 'to add it')).id;

function refuse(item: Item, reply: Reply): never {
  throw new Failure('rejected', `HubSpot refused the ${item.kind} (${reply.status} ${codeOf(reply)})`);
}
