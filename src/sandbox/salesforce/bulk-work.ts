import { recordOf } from './bulk-csv.ts';
import type { Job, Outcome } from './bulk-job.ts';
import { remove } from './deleting.ts';
import { readFields } from './incoming.ts';
import { readId } from './ids.ts';
import type { Locks } from './locks.ts';
import type { ObjectType } from './object-type.ts';
import { OrgRefusal, attempt, badRecord } from './refusal.ts';
import type { Transaction } from './transaction.ts';
import { upsertBy } from './upserting.ts';
import { insert, known, update } from './writing.ts';

/** Works through the rows of a job, each by itself. Outcomes come in another order than the rows. */
export function work(tx: Transaction, job: Job, type: ObjectType, locks: Locks): void {
  const { columns, rows } = job.table ?? { columns: [], rows: [] };
  const outcomes = rows.map((cells): Outcome => {
    const done = attempt(() => tx.part(() => workRow(tx, job, type, recordOf(columns, cells), locks)));
    if (!(done instanceof OrgRefusal)) return { cells, ...done, error: '' };
    const fields = done.fields?.join(' ') ?? '';
    return { cells, id: '', created: false, error: `${done.errorCode}:${done.message}:${fields} --` };
  });
  for (const outcome of shuffled(outcomes)) (outcome.error === '' ? job.succeeded : job.failed).push(outcome);
}

function workRow(
  tx: Transaction,
  { ask }: Job,
  type: ObjectType,
  record: Readonly<Record<string, unknown>>,
  locks: Locks,
): { readonly id: string; readonly created: boolean } {
  if (ask.operation === 'upsert') return upsertBy(tx, type, ask.externalIdFieldName ?? 'Id', record, locks);
  if (ask.operation === 'insert') {
    return { id: insert(tx, type, readFields(tx.state, type, record)).Id, created: true };
  }
  const given = Object.entries(record).find(([name]) => name.toLowerCase() === 'id')?.[1];
  const id = readId(String(given ?? ''));
  if (id === undefined) throw badRecord('MISSING_ARGUMENT', 'Id not specified');
  if (known(tx.state, id).type.name !== type.name) throw badRecord('MALFORMED_ID', `bad id ${id}`, ['Id']);
  locks.check(id);
  if (ask.operation === 'update') update(tx, id, readFields(tx.state, type, record));
  else remove(tx, id);
  return { id, created: false };
}

/** The same order for the same rows: by a step that has no factor in common with their number. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const step = [7, 5, 3, 11, 13].find((prime) => items.length % prime !== 0) ?? 1;
  return items.map((_item, at) => items[(at * step + 1) % items.length]).filter((item) => item !== undefined);
}
