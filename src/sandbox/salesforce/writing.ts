import { derived } from './derived.ts';
import { checkDuplicates } from './duplicate-rule.ts';
import type { Field, Value } from './field.ts';
import type { Fields } from './incoming.ts';
import type { ObjectType } from './object-type.ts';
import { afterSave, checkPersonContact, personBefore } from './person-accounts.ts';
import { badRecord, deleted, noResource } from './refusal.ts';
import type { Row } from './rows.ts';
import { liveRow, liveWhere, stampOf } from './state.ts';
import type { OrgState } from './state.ts';
import type { Transaction } from './transaction.ts';

/** Makes a record. @throws OrgRefusal when a rule of the object refuses it; then nothing is written */
export function insert(tx: Transaction, type: ObjectType, fields: Fields): Row {
  const { state } = tx;
  const id = state.newId(type);
  const blank = Object.fromEntries(type.fields.map(({ name, initially = null }) => [name, initially]));
  const row: Row = {
    ...blank,
    ...(type.fields.some(({ name }) => name === 'OwnerId') ? { OwnerId: tx.actor.userId } : {}),
    ...personBefore(state, type, fields),
    ...{ Id: id, IsDeleted: false, CreatedDate: stampOf(state.now()), CreatedById: tx.actor.userId },
    ...stamps(tx),
  };
  return save(tx, type, derived(state, type, row));
}

/** Changes a record. @throws OrgRefusal as `insert`, 404 for a record that is not there */
export function update(tx: Transaction, id: string, fields: Fields): Row {
  const { state } = tx;
  const { row, type } = known(state, id);
  checkPersonContact(row, type);
  return save(tx, type, derived(state, type, { ...row, ...fields, ...stamps(tx), Id: id }), row);
}

/** Who changed a record last, and when. */
export function stamps({ state, actor }: Transaction) {
  const at = stampOf(state.now());
  return { LastModifiedDate: at, LastModifiedById: actor.userId, SystemModstamp: at };
}

/** A record that is there. @throws OrgRefusal 404 with the platform's two reasons */
export function known(state: OrgState, id: string): { readonly row: Row; readonly type: ObjectType } {
  const row = state.rows.get(id);
  const type = state.rows.typeOf(id);
  if (!row || !type) throw noResource();
  if (row['IsDeleted'] === true) throw deleted();
  return { row, type };
}

function save(tx: Transaction, type: ObjectType, row: Row, before?: Row): Row {
  const { state } = tx;
  checkRequired(type, row, before);
  for (const field of type.fields) {
    if (before && before[field.name] === row[field.name]) continue;
    if (field.type === 'reference') checkReference(state, field, row[field.name] ?? null);
    if (field.unique) checkUnique(state, type, field, row);
  }
  for (const { exactlyOneOf, message } of type.rules) {
    if (exactlyOneOf.filter((name) => row[name] !== null).length !== 1) {
      throw badRecord('FIELD_CUSTOM_VALIDATION_EXCEPTION', message);
    }
  }
  if (!before) {
    checkAssignment(state, type, row);
    checkDuplicates(tx, type, row);
  }
  tx.put(type, row);
  afterSave(tx, type, row, before);
  return state.rows.get(row.Id) ?? row;
}

function checkRequired(type: ObjectType, row: Row, before?: Row): void {
  const missing = type.fields
    .filter(({ name, required }) => required && row[name] === null)
    .map(({ name }) => name);
  const person = row['IsPersonAccount'] === true && type.name === 'Account';
  const wrong = person ? missing.filter((name) => name !== 'Name') : missing;
  if (wrong.length === 0 || before?.['IsDeleted'] === true) return;
  throw badRecord('REQUIRED_FIELD_MISSING', `Required fields are missing: [${wrong.join(', ')}]`, wrong);
}

function checkReference(state: OrgState, field: Field, value: Value): void {
  if (value === null || field.kept) return;
  const target = state.schema().byPrefix(String(value).slice(0, 3));
  if (!target || !field.referenceTo?.includes(target.name)) {
    throw badRecord(
      'FIELD_INTEGRITY_EXCEPTION',
      `${field.label}: id value of incorrect type: ${String(value)}`,
      [field.name],
    );
  }
  if (liveRow(state, String(value))) return;
  throw state.rows.get(String(value))
    ? badRecord('ENTITY_IS_DELETED', 'entity is deleted')
    : badRecord('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}

function checkUnique(state: OrgState, type: ObjectType, { name }: Field, row: Row): void {
  const value = row[name] ?? null;
  if (value === null) return;
  const other = liveWhere(state, type.name, name, value).find((one) => one.Id !== row.Id);
  if (!other) return;
  throw badRecord(
    'DUPLICATE_VALUE',
    `duplicate value found: ${name} duplicates value on record with id: ${other.Id.slice(0, 15)}`,
  );
}

/** A permission set is given to somebody once. */
function checkAssignment(state: OrgState, type: ObjectType, row: Row): void {
  if (type.name !== 'PermissionSetAssignment') return;
  const given = liveWhere(state, type.name, 'AssigneeId', row['AssigneeId'] ?? null);
  if (given.every((one) => one['PermissionSetId'] !== row['PermissionSetId'])) return;
  throw badRecord(
    'DUPLICATE_VALUE',
    'Duplicate PermissionSetAssignment. Assignee and PermissionSet are given already.',
    ['PermissionSetId', 'AssigneeId'],
  );
}
