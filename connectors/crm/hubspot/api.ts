import type {
  BatchReadInputSimplePublicObjectId,
  SimplePublicObjectBatchInput,
} from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { z } from 'zod';
import type { Contact } from '../../../src/core/contact.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { allOf, codeOf, propertiesIn, succeeded } from './refusals.ts';
import type { WireTrouble } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import type { Request } from './talk.ts';
import { HistoryBatch, Page, READ_PROPERTIES, ReadBatch, ValuesBatch, WrittenBatch, read } from './wire.ts';

const CONTACTS = `/crm/objects/${VERSION}/contacts`;
const WANTED_PROPERTIES = [...READ_PROPERTIES, 'lastmodifieddate'];

/** Up to 100 contacts; HubSpot tells the missing ones apart in a 207. */
export async function readContacts(
  session: CrmSession,
  ids: readonly ContactId[],
): Promise<readonly Contact[]> {
  const reply = await ask(session, batchRead(ids, WANTED_PROPERTIES));
  return allOf(read(ReadBatch, 'contacts', succeeded(reply, 'to read contacts')), 'contacts');
}

/** These properties of up to 100 contacts, as they stand there. */
export async function readValues(
  session: CrmSession,
  ids: readonly ContactId[],
  properties: readonly string[],
): Promise<readonly z.output<typeof ValuesBatch>['results'][number][]> {
  const reply = await ask(session, batchRead(ids, properties));
  const body = succeeded(reply, 'to read values of contacts');
  return allOf(read(ValuesBatch, 'values of contacts', body), 'contacts');
}

/** How these properties of up to 50 contacts came to be as they are. */
export async function readHistory(
  session: CrmSession,
  ids: readonly ContactId[],
  properties: readonly string[],
): Promise<readonly z.output<typeof HistoryBatch>['results'][number][]> {
  const reply = await ask(session, batchRead(ids, [], properties));
  const body = succeeded(reply, 'to read the history of contacts');
  return allOf(read(HistoryBatch, 'the history of contacts', body), 'contacts');
}

function batchRead(
  ids: readonly ContactId[],
  properties: readonly string[],
  withHistory: readonly string[] = [],
): Request {
  const body = {
    inputs: ids.map((id) => ({ id })),
    properties: [...properties],
    propertiesWithHistory: [...withHistory],
  } satisfies BatchReadInputSimplePublicObjectId;
  return { method: 'POST', path: `${CONTACTS}/batch/read`, body };
}

export async function readPage(
  session: CrmSession,
  after: string | undefined,
): Promise<{ readonly contacts: readonly Contact[]; readonly next?: string }> {
  const query = {
    limit: '100',
    properties: WANTED_PROPERTIES,
    archived: 'false',
    ...(after !== undefined && { after }),
  };
  const reply = await ask(session, { method: 'GET', path: CONTACTS, query });
  const { results, paging } = read(Page, 'a page of contacts', succeeded(reply, 'to list contacts'));
  return { contacts: results, ...(paging?.next && { next: paging.next.after }) };
}

/** What HubSpot did with each row, or that it refused the batch as a whole. */
export type Written =
  /** By the contact's id, when it was written where HubSpot says so. */
  | { readonly written: ReadonlyMap<string, Date | undefined>; readonly errors: readonly WireTrouble[] }
  | { readonly refused: string; readonly properties: readonly string[] };

export async function updateContacts(
  session: CrmSession,
  rows: readonly { readonly id: ContactId; readonly properties: Record<string, string> }[],
): Promise<Written> {
  const inputs = rows.map((row) => ({
    ...row,
    objectWriteTraceId: row.id,
  })) satisfies SimplePublicObjectBatchInput[];
  const reply = await ask(session, { method: 'POST', path: `${CONTACTS}/batch/update`, body: { inputs } });
  if (reply.status >= 400) return { refused: codeOf(reply), properties: propertiesIn(reply.body) };
  const { results, errors } = read(WrittenBatch, 'the written contacts', reply.body);
  return { written: new Map(results.map(({ id, updatedAt }) => [id, updatedAt])), errors };
}
