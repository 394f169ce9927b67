import { convert } from './converting.ts';
import { merge, remove, undelete } from './deleting.ts';
import { readFields } from './incoming.ts';
import type { Parts } from './parts.ts';
import { prefixed } from './packaged-objects.ts';
import type { PeopleAtWork } from './simulated-org.ts';
import { objectOf } from './state.ts';
import { insert, known, update } from './writing.ts';

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
