import { z } from 'zod';
import { ContactId } from '../../../src/core/ids.ts';
import { READ } from './api.ts';
import { personOf } from './ids.ts';
import type { Org } from './org.ts';
import { among, listsOf, query } from './soql.ts';
import { Id } from './wire.ts';

/** Fields that a person's account has under the same name as its contact. */
const SAME: ReadonlySet<string> = new Set([
  'Fax',
  'FirstName',
  'LastName',
  'MiddleName',
  'Phone',
  'Salutation',
  'Suffix',
]);

/** A field of a contact, as the account of a person is written: `Title` → `PersonTitle`, `X__c` → `X__pc`. */
export function accountField(name: string): string {
  if (name.endsWith('__c')) return name.replace(/__c$/, '__pc');
  return SAME.has(name) ? name : `Person${name}`;
}

const Person = z.object({ Id: Id.pipe(ContactId), AccountId: Id });

/** The accounts of those contacts that are accounts. Asks nothing in an org that has no such accounts. */
export async function accountsOf(
  org: Org,
  contacts: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, string>> {
  const accounts = new Map<ContactId, string>();
  if (!(await org.hasPersonAccounts())) return accounts;
  const ids = contacts.filter((id) => personOf(id) === 'Contact');
  for (const list of listsOf(ids, READ)) {
    const soql = `SELECT Id,AccountId FROM Contact WHERE IsPersonAccount = true AND Id IN ${among(list)}`;
    const { records } = await query(org.session, 'person accounts', soql, Person);
    for (const row of records) accounts.set(row.Id, row.AccountId);
  }
  return accounts;
}
