import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import type { KithFieldName } from '../../../src/core/record/patch.ts';
import { update } from './collections.ts';
import { groundOf } from './ground.ts';
import type { Person } from './ids.ts';
import { PERSON_FIELDS, POST, PROFILE, named } from './names.ts';
import type { Prefix } from './names.ts';
import type { Org } from './org.ts';
import { fieldsPiece } from './pieces.ts';
import { removeAll } from './rows.ts';
import { PAGE, query, quoted } from './soql.ts';
import { IdRow } from './wire.ts';
import { outcomeOf } from './verdicts.ts';

/**
 * Takes away what Kith wrote: its rows, then the values in its fields. Objects and fields belong to the package, and go
 * when an administrator uninstalls that. A call for each 2,000 records that there are, and one for each 200 of them.
 */
export async function leave(org: Org): Promise<void> {
  org.forget();
  const prefix = await org.installed();
  // With the package everything went already.
  if (prefix === undefined) return;
  for (const object of [POST.object, PROFILE.object]) {
    await eachPage(org, named(prefix, object), '', (ids) => removeAll(org, ids));
  }
  for (const person of ['Contact', 'Lead'] as const) {
    if ((await org.describe(person)).fields.length === 0) continue;
    await eachPage(org, person, filledAt(person, prefix), (ids) => empty(org, ids));
  }
}

/** A long text cannot be asked for; whoever has one has another value of Kith's too. */
function filledAt(person: Person, prefix: Prefix): string {
  const filled = Object.values(PERSON_FIELDS)
    .filter((field) => field.kind !== 'text' || field.length <= 255)
    .map(({ name }) => `${named(prefix, name)} != null`);
  return ` AND (${filled.join(' OR ')})${person === 'Lead' ? ' AND IsConverted = false' : ''}`;
}

/** Each page begins behind the one before: what an org keeps is not asked for again and again. */
async function eachPage(
  org: Org,
  object: string,
  where: string,
  work: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  for (let last: string | undefined; ;) {
    const behind = last === undefined ? 'Id != null' : `Id > ${quoted(last)}`;
    const soql = `SELECT Id FROM ${object} WHERE ${behind}${where} ORDER BY Id LIMIT ${PAGE}`;
    const { records, done } = await query(org.session, `what Kith wrote at ${object}`, soql, IdRow);
    const ids = records.map(({ Id }) => Id);
    if (ids.length > 0) await work(ids);
    if (ids.length === 0 || (done && ids.length < PAGE)) return;
    last = ids.at(-1);
  }
}

async function empty(org: Org, ids: readonly string[]): Promise<void> {
  const names = Object.keys(PERSON_FIELDS) as KithFieldName[];
  const fields = Object.fromEntries(names.map((name) => [name, null]));
  const patches = ids.map((id) => ({ contact: ContactId.parse(id), fields }));
  const ground = await groundOf(org, patches);
  const saved = await update(
    org.session,
    patches.flatMap((patch) => fieldsPiece(patch, ground) ?? []),
  );
  for (const { piece, trouble } of saved) {
    const outcome = outcomeOf(piece.contact, trouble);
    if (outcome.outcome !== 'refused') continue;
    throw new Failure('rejected', `Salesforce keeps values in Kith's fields (${outcome.says})`);
  }
}
