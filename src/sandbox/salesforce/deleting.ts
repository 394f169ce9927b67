import { badRecord, noResource } from './refusal.ts';
import type { Row } from './rows.ts';
import { liveWhere, objectOf } from './state.ts';
import type { Transaction } from './transaction.ts';
import { checkPersonContact } from './person-accounts.ts';
import { known, stamps } from './writing.ts';

/** Puts a record into the recycle bin, with those that go with it; look-ups that may be empty are emptied. @throws OrgRefusal */
export function remove(tx: Transaction, id: string): void {
  const { row, type } = known(tx.state, id);
  checkPersonContact(row, type);
  bin(tx, row);
}

function bin(tx: Transaction, row: Row, master?: string): void {
  const { state } = tx;
  const type = state.rows.typeOf(row.Id);
  if (!type) return;
  for (const { object, field } of state.schema().children(type)) {
    if (field.kept) continue;
    const children = liveWhere(state, object, field.name, row.Id);
    const [blocking] = children;
    if (field.onDelete === 'Restrict' && blocking) throw blocked(row, object);
    for (const child of children) {
      if (field.onDelete === 'Cascade') bin(tx, child);
      else tx.put(objectOf(state, object), { ...child, [field.name]: null, ...stamps(tx) });
    }
  }
  const merged = master === undefined ? {} : { MasterRecordId: master };
  tx.put(type, { ...row, ...merged, IsDeleted: true, ...stamps(tx) });
}

/** Takes a record out of the recycle bin. Look-ups that were emptied stay empty. @throws OrgRefusal */
export function undelete(tx: Transaction, id: string): Row {
  const row = tx.state.rows.get(id);
  const type = tx.state.rows.typeOf(id);
  if (!row || !type) throw noResource();
  if (row['IsDeleted'] !== true) throw badRecord('UNDELETE_FAILED', 'Entity is not in the recycle bin');
  if (row['MasterRecordId']) throw badRecord('UNDELETE_FAILED', 'Entity was merged into another');
  const back: Row = { ...row, IsDeleted: false, ...stamps(tx) };
  tx.put(type, back);
  return back;
}

/** Makes one of two records of the same object: what pointed to the loser points to the master. @throws OrgRefusal */
export function merge(tx: Transaction, masterId: string, loserId: string): Row {
  const { state } = tx;
  const master = known(state, masterId);
  const loser = known(state, loserId);
  const mergeable = ['Account', 'Contact', 'Lead'].includes(master.type.name);
  if (!mergeable || master.type.name !== loser.type.name || masterId === loserId) {
    throw badRecord('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
  for (const { object, field } of state.schema().children(loser.type)) {
    if (field.kept) continue;
    for (const child of liveWhere(state, object, field.name, loserId)) {
      tx.put(objectOf(state, object), { ...child, [field.name]: masterId, ...stamps(tx) });
    }
  }
  bin(tx, loser.row, masterId);
  const won: Row = { ...master.row, ...stamps(tx) };
  tx.put(master.type, won);
  return won;
}

function blocked(row: Row, object: string) {
  return badRecord(
    'DELETE_FAILED',
    `Your attempt to delete ${String(row['Name'] ?? row.Id)} could not be completed because it is associated with the following ${object.toLowerCase()}s.`,
  );
}
