import type { BatchReadInputSimplePublicObjectId } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { Ability, CrmItem } from '../../../src/ports/crm-items.ts';
import { allOf, succeeded } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { Associated, Records } from './wire-records.ts';
import type { WireRecord } from './wire-records.ts';

export const OBJECTS = `/crm/objects/${VERSION}`;
/** HubSpot's largest batch. */
const MOST = 100;

/** HubSpot's record ids; anything else never was one, and one such id would spoil its whole batch. */
export const RECORD = /^[1-9]\d{0,18}$/;

interface Kind {
  /** In paths. */
  readonly type: 'deals' | 'tickets' | 'companies' | 'tasks' | 'notes';
  readonly ability: Ability;
  /** In the addresses of pages. */
  readonly typeId: string;
  readonly properties: readonly string[];
}

/** HubSpot's campaigns hang on no contact. */
export type RecordKind = Exclude<CrmItem['kind'], 'campaign'>;

/** What stands around a contact. */
export const KINDS = {
  deal: {
    type: 'deals',
    ability: 'deals',
    typeId: '0-3',
    properties: ['dealname', 'dealstage', 'pipeline', 'amount', 'deal_currency_code', 'createdate'],
  },
  ticket: {
    type: 'tickets',
    ability: 'tickets',
    typeId: '0-5',
    properties: ['subject', 'hs_pipeline', 'hs_pipeline_stage', 'createdate'],
  },
  company: {
    type: 'companies',
    ability: 'companies',
    typeId: '0-2',
    properties: ['name', 'domain', 'createdate'],
  },
  task: {
    type: 'tasks',
    ability: 'tasks',
    typeId: '0-27',
    properties: ['hs_task_subject', 'hs_task_body', 'hs_task_status', 'hs_createdate'],
  },
  note: {
    type: 'notes',
    ability: 'notes',
    typeId: '0-46',
    properties: ['hs_note_body', 'hs_timestamp'],
  },
} as const satisfies Record<RecordKind, Kind>;

/** The ids of what a contact is associated with, by kind; undefined when there is no such contact. One call. */
export async function associated(
  session: CrmSession,
  contact: ContactId,
  kinds: readonly RecordKind[],
): Promise<ReadonlyMap<RecordKind, readonly string[]> | undefined> {
  if (!RECORD.test(contact)) return undefined;
  const associations = kinds.map((kind) => KINDS[kind].type);
  const query = { properties: 'hs_object_id', associations, archived: 'false' };
  const reply = await ask(session, { method: 'GET', path: `${OBJECTS}/contacts/${contact}`, query });
  if (reply.status === 404) return undefined;
  const wire = read(Associated, 'a contact', succeeded(reply, 'to read a contact'));
  return new Map(kinds.map((kind) => [kind, newest(wire.associations[KINDS[kind].type]?.results ?? [])]));
}

/** HubSpot counts its ids up, so the highest are the newest; no more than one batch is read of a kind. */
function newest(associations: readonly { readonly id: string }[]): readonly string[] {
  const ids = [...new Set(associations.map(({ id }) => id))];
  return ids.toSorted((a, b) => Number(BigInt(b) - BigInt(a))).slice(0, MOST);
}

/** Records of a kind; those that are gone are left out. A call for each 100. */
export async function readRecords(
  session: CrmSession,
  kind: RecordKind,
  ids: readonly string[],
): Promise<readonly WireRecord[]> {
  const records: WireRecord[] = [];
  for (let from = 0; from < ids.length; from += MOST) {
    records.push(...(await readBatch(session, kind, ids.slice(from, from + MOST))));
  }
  return records;
}

async function readBatch(
  session: CrmSession,
  kind: RecordKind,
  ids: readonly string[],
): Promise<readonly WireRecord[]> {
  const body = {
    inputs: ids.map((id) => ({ id })),
    properties: [...KINDS[kind].properties],
    propertiesWithHistory: [],
  } satisfies BatchReadInputSimplePublicObjectId;
  const path = `${OBJECTS}/${KINDS[kind].type}/batch/read`;
  const reply = await ask(session, { method: 'POST', path, body });
  const { type } = KINDS[kind];
  return allOf(read(Records, type, succeeded(reply, `to read ${type}`)), type);
}

/** Where a person sees a record. Tasks and notes have no page of their own: they stand on their contact's. */
export function recordUrl(session: CrmSession, kind: RecordKind, id: string, contact: ContactId): string {
  const records = `${session.app.authorizeBase}/contacts/${session.account}/record`;
  return kind === 'task' || kind === 'note'
    ? `${records}/0-1/${contact}?engagement=${id}`
    : `${records}/${KINDS[kind].typeId}/${id}`;
}
