import type {
  BatchReadInputSimplePublicObjectId,
  SimplePublicObjectBatchInput,
} from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { Contact } from '../../../src/core/contact.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { GROUP, PROPERTIES } from './fields.ts';
import { VERSION, ask } from './talk.ts';
import type { Reply } from './talk.ts';
import { Names, Page, READ_PROPERTIES, ReadBatch, Refusal, WrittenBatch, read } from './wire.ts';
import type { WireTrouble } from './wire.ts';

const CONTACTS = `/crm/objects/${VERSION}/contacts`;
const CONTACT_PROPERTIES = `/crm/properties/${VERSION}/contacts`;
const GONE = 'OBJECT_NOT_FOUND';
const WANTED_PROPERTIES = [...READ_PROPERTIES, 'lastmodifieddate'];

/** Up to 100 contacts; HubSpot tells the missing ones apart in a 207. */
export async function readContacts(
  session: CrmSession,
  ids: readonly ContactId[],
): Promise<readonly Contact[]> {
  const body = {
    inputs: ids.map((id) => ({ id })),
    properties: WANTED_PROPERTIES,
    propertiesWithHistory: [],
  } satisfies BatchReadInputSimplePublicObjectId;
  const reply = await ask(session, { method: 'POST', path: `${CONTACTS}/batch/read`, body });
  const { results, errors } = read(ReadBatch, 'contacts', succeeded(reply, 'to read contacts'));
  const trouble = errors.find(({ category }) => category !== GONE);
  // Whoever could not be read is not gone: taking it so would remove a person.
  if (trouble) throw new Failure('unavailable', `HubSpot could not read all contacts (${trouble.category})`);
  return results;
}

export async function readPage(
  session: CrmSession,
  after: string | undefined,
): Promise<{ readonly contacts: readonly Contact[]; readonly next?: string }> {
  const query = {
    limit: '100',
    properties: WANTED_PROPERTIES.join(','),
    archived: 'false',
    ...(after !== undefined && { after }),
  };
  const reply = await ask(session, { method: 'GET', path: CONTACTS, query });
  const { results, paging } = read(Page, 'a page of contacts', succeeded(reply, 'to list contacts'));
  return { contacts: results, ...(paging?.next && { next: paging.next.after }) };
}

/** What HubSpot did with each row, or that it refused the batch as a whole. */
export type Written =
  | { readonly written: ReadonlySet<string>; readonly errors: readonly WireTrouble[] }
  | { readonly refused: string };

export async function updateContacts(
  session: CrmSession,
  rows: readonly { readonly id: ContactId; readonly properties: Record<string, string> }[],
): Promise<Written> {
  const inputs = rows.map((row) => ({
    ...row,
    objectWriteTraceId: row.id,
  })) satisfies SimplePublicObjectBatchInput[];
  const reply = await ask(session, { method: 'POST', path: `${CONTACTS}/batch/update`, body: { inputs } });
  if (reply.status >= 400) return { refused: codeOf(reply) };
  const { results, errors } = read(WrittenBatch, 'the written contacts', reply.body);
  return { written: new Set(results.map(({ id }) => id)), errors };
}

/** Makes the property group and whichever of Kith's properties the portal lacks. */
export async function ensureProperties(session: CrmSession): Promise<void> {
  await ensure(session, `${CONTACT_PROPERTIES}/groups`, [GROUP], (missing) => ({
    path: `${CONTACT_PROPERTIES}/groups`,
    body: missing[0],
  }));
  await ensure(session, CONTACT_PROPERTIES, PROPERTIES, (missing) => ({
    path: `${CONTACT_PROPERTIES}/batch/create`,
    body: { inputs: missing },
  }));
}

/** Creates what is missing. Another worker may be doing the same: what counts is that it is there afterwards. */
async function ensure<T extends { readonly name: string }>(
  session: CrmSession,
  path: string,
  wanted: readonly T[],
  creation: (missing: readonly T[]) => { readonly path: string; readonly body: unknown },
): Promise<void> {
  const missing = await lacking(session, path, wanted);
  if (missing.length === 0) return;
  const reply = await ask(session, { method: 'POST', ...creation(missing) });
  if (reply.status === 200 || reply.status === 201) return;
  if ((await lacking(session, path, wanted)).length === 0) return;
  throw new Failure('rejected', `HubSpot refused to make Kith's fields (${reply.status} ${codeOf(reply)})`);
}

async function lacking<T extends { readonly name: string }>(
  session: CrmSession,
  path: string,
  wanted: readonly T[],
): Promise<readonly T[]> {
  const reply = await ask(session, { method: 'GET', path });
  const there = read(Names, 'its properties', succeeded(reply, 'to list properties')).results;
  return wanted.filter(({ name }) => !there.some((one) => one.name === name));
}

function succeeded(reply: Reply, what: string): unknown {
  if (reply.status < 300) return reply.body;
  throw new Failure('rejected', `HubSpot refused ${what} (${reply.status} ${codeOf(reply)})`);
}

/** HubSpot's code for a refusal; the prose beside it may quote a person and is not passed on. */
function codeOf({ body }: Reply): string {
  const category = Refusal.safeParse(body).data?.category ?? 'UNKNOWN';
  // The code of the property itself stands inside the prose of the refusal.
  return JSON.stringify(body ?? '').includes(NO_SUCH_PROPERTY) ? NO_SUCH_PROPERTY : category;
}

export const NO_SUCH_PROPERTY = 'PROPERTY_DOESNT_EXIST';
export { GONE };
