import type { Field, Value } from './field.ts';
import { readFields } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import type { Locks } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal, badRecord } from './refusal.ts';
import type { Row } from './rows.ts';
import { liveRow, liveWhere } from './state.ts';
import type { OrgState } from './state.ts';
import type { Transaction } from './transaction.ts';
import { readValue } from './values.ts';
import { insert, update } from './writing.ts';

/** Several records have the external id that should name one: the answer lists where they are. */
export class Ambiguous extends OrgRefusal {
  readonly urls: readonly string[];
  constructor(urls: readonly string[]) {
    super(300, 'MULTIPLE_CHOICES', 'External ID is not unique');
    this.name = 'Ambiguous';
    this.urls = urls;
  }
}

/** The field by which a record is known: an external id or the id itself. @throws OrgRefusal 404 for another */
export function keyField(state: OrgState, type: ObjectType, name: string): Field {
  const field = state.schema().field(type, name);
  if (field && (field.externalId || field.type === 'id')) return field;
  throw new OrgRefusal(
    404,
    'NOT_FOUND',
    `Provided external ID field does not exist or is not accessible: ${name}`,
  );
}

/** The one record that has that id or external id. @throws Ambiguous where several have it */
export function byKey(state: OrgState, type: ObjectType, field: Field, value: Value): Row | undefined {
  if (field.type === 'id') return liveRow(state, String(value));
  const found = liveWhere(state, type.name, field.name, value);
  if (found.length > 1) {
    throw new Ambiguous(found.map(({ Id }) => `/services/data/v67.0/sobjects/${type.name}/${Id}`));
  }
  return found[0];
}

/** Writes a record that is known by a field of its own. @throws OrgRefusal, `Ambiguous` where several have that value */
export function upsertBy(
  tx: Transaction,
  type: ObjectType,
  name: string,
  incoming: Incoming,
  locks: Locks,
): { readonly id: string; readonly created: boolean } {
  const { state } = tx;
  const field = keyField(state, type, name);
  const given = Object.entries(incoming).find(([key]) => key.toLowerCase() === field.name.toLowerCase())?.[1];
  const value = readValue(field, given);
  const byId = field.type === 'id';
  if (value === null && !byId) throw badRecord('MISSING_ARGUMENT', `${field.name} not specified`);
  const fields = readFields(state, type, incoming);
  if (byId && value === null) return { id: insert(tx, type, fields).Id, created: true };
  const there = byId ? { Id: String(value) } : byKey(state, type, field, value);
  if (!there) return { id: insert(tx, type, fields).Id, created: true };
  locks.check(there.Id);
  return { id: update(tx, there.Id, fields).Id, created: false };
}
