import { convert } from './converting.ts';
import { merge, remove, undelete } from './deleting.ts';
import type { Incoming } from './incoming.ts';
import { readFields } from './incoming.ts';
import type { Parts } from './parts.ts';
import { prefixed } from './packaged-objects.ts';
import type { Row } from './rows.ts';
import { objectOf } from './state.ts';
import { insert, known, update } from './writing.ts';

/** What people do in the org with a browser. @throws OrgRefusal as the API would say it */
export interface PeopleAtWork {
  /** Makes a record; a packaged object may be named without its namespace. @param as the user's id; the administrator's unless told */
  create(object: string, fields: Incoming, as?: string): Row;
  change(id: string, fields: Incoming, as?: string): Row;
  remove(id: string, as?: string): void;
  undelete(id: string, as?: string): Row;
  /** What pointed to the loser points to the master, which stays. */
  merge(masterId: string, loserId: string, as?: string): Row;
  /** A lead becomes a contact of an account. */
  convert(leadId: string, as?: string): { readonly contactId: string; readonly accountId: string };
}

export function openPeopleAtWork({ transact, installation }: Parts, adminId: string): PeopleAtWork {
  const { state } = installation;
  const by = (userId = adminId) => ({ userId, changeOrigin: '' });
  return {
    create: (object, fields, as) =>
      transact(by(as), (tx) => {
        const type = objectOf(
          state,
          state.schema().object(object) ? object : prefixed(object, state.namespace),
        );
        return insert(tx, type, readFields(state, type, fields));
      }),
    change: (id, fields, as) =>
      transact(by(as), (tx) => update(tx, id, readFields(state, known(state, id).type, fields))),
    remove: (id, as) => transact(by(as), (tx) => remove(tx, id)),
    undelete: (id, as) => transact(by(as), (tx) => undelete(tx, id)),
    merge: (masterId, loserId, as) => transact(by(as), (tx) => merge(tx, masterId, loserId)),
    convert: (leadId, as) => transact(by(as), (tx) => convert(tx, leadId)),
  };
}
