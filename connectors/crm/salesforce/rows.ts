import { Failure } from '../../../src/core/failure.ts';
import type { RowRef } from '../../../src/core/record/rows.ts';
import { COLLECTION, remove } from './collections.ts';
import { POST, PROFILE, ROW_KEY, named } from './names.ts';
import type { Org } from './org.ts';
import { codeOf } from './refusals.ts';
import { among, listsOf, query } from './soql.ts';
import { IdRow } from './wire.ts';

const OBJECTS = { post: POST.object, profile: PROFILE.object } as const;

/** Deletes rows by their external ids: posts first, which look profiles up. What is gone already is no trouble. */
export async function removeRows(org: Org, rows: readonly RowRef[]): Promise<void> {
  const prefix = await org.prefix();
  const externalId = named(prefix, ROW_KEY.name);
  for (const kind of ['post', 'profile'] as const) {
    const keys = [...new Set(rows.filter((row) => row.kind === kind).map(({ key }) => key))];
    for (const list of listsOf(keys, COLLECTION)) {
      const soql = `SELECT Id FROM ${named(prefix, OBJECTS[kind])} WHERE ${externalId} IN ${among(list)}`;
      const { records } = await query(org.session, 'rows of Kith', soql, IdRow);
      await removeAll(
        org,
        records.map(({ Id }) => Id),
      );
    }
  }
}

/** @throws Failure `unavailable` when records were locked, `rejected` when the org keeps them */
export async function removeAll(org: Org, ids: readonly string[]): Promise<void> {
  const troubles = await remove(org.session, ids);
  if (troubles.length === 0) return;
  const passes = troubles.every(({ code }) => code === 'UNABLE_TO_LOCK_ROW');
  throw new Failure(
    passes ? 'unavailable' : 'rejected',
    `Salesforce did not delete all rows of Kith (${codeOf(troubles)})`,
  );
}
