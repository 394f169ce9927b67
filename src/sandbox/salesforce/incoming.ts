import { z } from 'zod';
import type { Field, Value } from './field.ts';
import type { ObjectType } from './object-type.ts';
import { badRecord, invalidField } from './refusal.ts';
import { liveRow, liveWhere, objectOf } from './state.ts';
import type { OrgState } from './state.ts';
import { readValue } from './values.ts';

/** A record as a caller wrote it: field → value, and for a look-up also `Account: { External_Id__c: '…' }`. */
export type Incoming = Readonly<Record<string, unknown>>;
/** The same by the org's own names, with values as they are kept. */
export type Fields = Readonly<Record<string, Value>>;

const Parent = z.record(z.string(), z.unknown());

/** @throws OrgRefusal for a field that is unknown, that the platform keeps itself, or whose value does not fit */
export function readFields(state: OrgState, type: ObjectType, incoming: Incoming): Fields {
  const schema = state.schema();
  const refused: string[] = [];
  const read: Record<string, Value> = {};
  for (const [name, raw] of Object.entries(incoming)) {
    const lower = name.toLowerCase();
    if (lower === 'attributes' || lower === 'id') continue;
    const field = schema.field(type, name);
    const relation = field ? undefined : schema.relation(type, name);
    if (relation) read[relation.name] = parentId(state, relation, raw);
    else if (!field) throw invalidField(name, type.name);
    else if (field.kept) refused.push(field.name);
    else read[field.name] = readValue(field, raw);
  }
  if (refused.length > 0) throw notWritable(refused);
  return read;
}

function notWritable(fields: readonly string[]) {
  return badRecord(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    fields,
  );
}

/** The record that is named by an external id of its own. */
function parentId(state: OrgState, relation: Field, raw: unknown): Value {
  if (raw === null) return null;
  const { attributes: _of, ...keys } = Parent.catch({}).parse(raw);
  const [[key, value] = ['', undefined], ...more] = Object.entries(keys);
  const [target = ''] = relation.referenceTo ?? [];
  const type = objectOf(state, target);
  const field = state.schema().field(type, key);
  if (!field || more.length > 0 || !(field.externalId || field.type === 'id')) {
    throw badRecord('INVALID_FIELD', `${key} is no external id of ${type.name}`, [relation.name]);
  }
  if (value === null || value === '') return null;
  const wanted = readValue(field, value);
  const found =
    field.type === 'id' ? [liveRow(state, String(wanted))] : liveWhere(state, type.name, field.name, wanted);
  if (!found[0]) {
    throw badRecord(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(value)} not found for field ${field.name} in entity ${type.name}`,
    );
  }
  return found[0].Id;
}
