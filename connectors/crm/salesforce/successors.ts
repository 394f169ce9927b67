import { z } from 'zod';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { READ } from './api.ts';
import { among, listsOf } from './soql.ts';
import { ask, succeeded } from './talk.ts';
import { Id, read } from './wire.ts';

const Followed = z.object({
  Id,
  MasterRecordId: Id.nullish(),
  ConvertedContactId: Id.nullish(),
});

const ASKED = [
  ['003', 'SELECT Id,MasterRecordId FROM Contact'],
  ['00Q', 'SELECT Id,MasterRecordId,ConvertedContactId FROM Lead'],
] as const;

/**
 * Which record now stands for each of these: of a deleted one the master of its merge, of a converted lead the contact.
 * What went nowhere is left out. One call for each 400 contacts, and for each 400 leads; the recycle bin is looked into.
 */
export async function successorsOf(
  session: CrmSession,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const successors = new Map<string, string>();
  for (const [begins, select] of ASKED) {
    const own = ids.filter((id) => id.startsWith(begins));
    for (const list of listsOf(own, READ)) {
      const soql = encodeURIComponent(`${select} WHERE Id IN ${among(list)}`);
      const reply = await ask(session, { method: 'GET', path: `/queryAll?q=${soql}` });
      const body = succeeded(reply, 'to follow records');
      for (const row of read(z.object({ records: z.array(Followed) }), 'what became of records', body)
        .records) {
        const successor = row.MasterRecordId ?? row.ConvertedContactId;
        if (successor) successors.set(row.Id, successor);
      }
    }
  }
  return successors;
}
