import { readFields } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import type { Locks } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal, badRecord } from './refusal.ts';
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

/** Writes a record that is known by a field of its own. @throws OrgRefusal, `Ambiguous` where several have that value */
export function upsertBy(
  tx: Transaction,
  type: ObjectType,
  name: string,
  incoming: Incoming,
  locks: Locks,
): { readonly id: string; readonly created: boolean } {
  const { state } = tx;
  const field = state.schema().field(type, name);
  if (!field || !(field.externalId || field.type === 'id')) {
    throw new OrgRefusal(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${name}`,
    );
  }
  const given = Object.entries(incoming).find(([key]) => key.toLowerCase() === field.name.toLowerCase())?.[1];
  const value = readValue(field, given);
  const byId = field.type === 'id';
  if (value === null && !byId) throw badRecord('MISSING_ARGUMENT', `${field.name} not specified`);
  const fields = readFields(state, type, incoming);
  if (byId && value === null) return { id: insert(tx, type, fields).Id, created: true };
  const found = byId
    ? [{ Id: String(value) }]
    : state.rows.where(type.name, field.name, value).filter((row) => row['IsDeleted'] !== true);
  if (found.length > 1) {
    throw new Ambiguous(found.map(({ Id }) => `/services/data/v67.0/sobjects/${type.name}/${Id}`));
  }
  const [there] = found;
  if (!there) return { id: insert(tx, type, fields).Id, created: true };
  locks.check(there.Id);
  return { id: update(tx, there.Id, fields).Id, created: false };
}
