import type { Value } from './field.ts';
import type { Fields } from './incoming.ts';
import type { ObjectType } from './object-type.ts';
import { badRecord } from './refusal.ts';
import { derived } from './derived.ts';
import type { Row } from './rows.ts';
import { objectOf } from './state.ts';
import type { OrgState } from './state.ts';
import type { Transaction } from './transaction.ts';

/** An account that is made with a last name is a person, where the org has persons. */
export function personBefore(state: OrgState, type: ObjectType, fields: Fields): Fields {
  const mayBePerson = type.name === 'Account' && state.schema().field(type, 'IsPersonAccount') !== undefined;
  return mayBePerson && fields['LastName'] ? { ...fields, IsPersonAccount: true } : fields;
}

/** The contact of a person account is written through the account alone. @throws OrgRefusal */
export function checkPersonContact(row: Row, type: ObjectType): void {
  if (type.name !== 'Contact' || row['IsPersonAccount'] !== true) return;
  throw badRecord('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
}

/** After a person account was saved, its contact follows. */
export function afterSave(tx: Transaction, type: ObjectType, row: Row, before?: Row): void {
  if (type.name !== 'Account' || row['IsPersonAccount'] !== true) return;
  const { state } = tx;
  const contactType = objectOf(state, 'Contact');
  const mirrored = type.fields.flatMap(({ name, personOf }): [string, Value][] =>
    personOf === undefined ? [] : [[personOf, row[name] ?? null]],
  );
  const system = {
    LastModifiedDate: row['LastModifiedDate'] ?? null,
    SystemModstamp: row['SystemModstamp'] ?? null,
  };
  const values = { ...Object.fromEntries(mirrored), ...system, OwnerId: row['OwnerId'] ?? null };
  const contactId = String(row['PersonContactId'] ?? state.newId(contactType));
  const contact = before ? state.rows.get(contactId) : undefined;
  const blank = Object.fromEntries(contactType.fields.map(({ name, initially = null }) => [name, initially]));
  const base = contact ?? {
    ...blank,
    ...{ IsPersonAccount: true, AccountId: row.Id, CreatedDate: row['CreatedDate'] ?? null },
    ...{ CreatedById: row['CreatedById'] ?? null, LastModifiedById: row['LastModifiedById'] ?? null },
  };
  tx.put(contactType, derived(state, contactType, { ...base, ...values, Id: contactId }));
  if (row['PersonContactId'] === null) tx.put(type, { ...row, PersonContactId: contactId });
}
