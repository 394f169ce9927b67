import type { Contact } from '../../../src/core/contact.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import { handleFields } from './handles.ts';
import { personOf, wholeId } from './ids.ts';
import type { Person } from './ids.ts';
import type { Org } from './org.ts';
import type { Shown } from '../../../src/ports/crm.ts';
import { PAGE, among, listsOf, query, quoted } from './soql.ts';
import { Moment, Row, read, toContact, valueAt } from './wire.ts';

/** So many ids fit into the address of one query. */
export const READ = 400;

const BOTH = ['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title', 'SystemModstamp'] as const;
/** What matching needs of a person, all of it Salesforce's own. */
const WANTED: Record<Person, readonly string[]> = {
  Contact: [...BOTH, 'MailingCity', 'MailingState', 'MailingCountry', 'IsPersonAccount'],
  Lead: [...BOTH, 'Company', 'City', 'State', 'Country', 'Website'],
};
/** Of the company, which the field beside it names. */
const COMPANY = ['Account.Name', 'Account.Website'];

/** Out of which fields a contact, or a lead, is read. No call where both are described already. */
export async function readFields(org: Org): Promise<ReadonlySet<string>> {
  const described = await Promise.all([org.describe('Contact'), org.describe('Lead')]);
  return new Set([
    ...WANTED.Contact,
    ...WANTED.Lead,
    ...described.flatMap(({ fields }) => handleFields(fields)),
  ]);
}

/** How to ask for persons of one kind; undefined where the org, or the connecting user, knows none. */
async function selection(org: Org, person: Person) {
  const { fields } = await org.describe(person);
  if (fields.length === 0) return undefined;
  const visible = new Set(fields.map(({ name }) => name));
  const handles = handleFields(fields);
  const company = visible.has('AccountId') ? COMPANY : [];
  const wanted = [...WANTED[person].filter((name) => visible.has(name)), ...company, ...handles];
  return { handles, select: `SELECT Id,${wanted.join(',')} FROM ${person}`, living: LIVING[person] };
}

/** A lead that was converted is a contact now. */
const LIVING: Record<Person, string> = { Contact: '', Lead: ' AND IsConverted = false' };

/** The persons that exist among these ids. One call for each 400 contacts, and for each 400 leads. */
export async function readContacts(org: Org, ids: readonly ContactId[]): Promise<readonly Contact[]> {
  const found: Contact[] = [];
  for (const [person, own] of byPerson(ids)) {
    const how = await selection(org, person);
    for (const list of how === undefined ? [] : listsOf(own, READ)) {
      const soql = `${how?.select} WHERE Id IN ${among(list)}${how?.living}`;
      const { records } = await query(org.session, 'contacts', soql, Row);
      found.push(...records.map((row) => toContact(row, how?.handles ?? [])));
    }
  }
  return found;
}

/**
 * A page of all contacts, then of all leads. Each page begins behind the last id of the one before, so that reading goes
 * on after a crash, and after days.
 */
export async function readPage(
  org: Org,
  after: string | undefined,
): Promise<{ readonly contacts: readonly Contact[]; readonly next?: string }> {
  const { person, last } = placeOf(after);
  const how = await selection(org, person);
  if (how === undefined) return { contacts: [], ...(person === 'Contact' && { next: placeAt('Lead', '') }) };
  const behind = last === '' ? 'Id != null' : `Id > ${quoted(last)}`;
  const soql = `${how.select} WHERE ${behind}${how.living} ORDER BY Id LIMIT ${PAGE}`;
  const { records, done } = await query(org.session, 'a page of contacts', soql, Row);
  const contacts = records.map((row) => toContact(row, how.handles));
  const end = contacts.at(-1)?.id;
  if (end !== undefined && (!done || contacts.length >= PAGE))
    return { contacts, next: placeAt(person, end) };
  return { contacts, ...(person === 'Contact' && { next: placeAt('Lead', '') }) };
}

const placeAt = (person: Person, last: string) => `${person}:${last}`;

function placeOf(after = 'Contact:'): { readonly person: Person; readonly last: string } {
  const [person, last = ''] = after.split(':');
  return { person: person === 'Lead' ? 'Lead' : 'Contact', last: wholeId(last) ?? '' };
}

/** When a record was changed last, by whomever. It knows seconds. */
const STAMP = 'SystemModstamp';

/** These fields of the persons that exist, as texts; what is empty, or unknown at that kind of person, is left out. */
export async function look(
  org: Org,
  ids: readonly ContactId[],
  fields: readonly string[],
): Promise<ReadonlyMap<ContactId, Shown>> {
  const values = new Map<ContactId, Shown>();
  for (const [person, own] of byPerson(ids)) {
    const there = new Map((await org.describe(person)).fields.map(({ name }) => [name.toLowerCase(), name]));
    const asked = fields.flatMap((field) => {
      const name = there.get(field.toLowerCase());
      return name === undefined ? [] : [{ field, name }];
    });
    const names = [...new Set(['Id', STAMP, ...asked.map(({ name }) => name)])];
    const select = `SELECT ${names.join(',')} FROM ${person}`;
    for (const list of listsOf(own, READ)) {
      const { records } = await query(org.session, 'values', `${select} WHERE Id IN ${among(list)}`, Row);
      const of = new Map(records.map((row) => [row.Id, row]));
      for (const id of own) {
        const row = of.get(id);
        if (row === undefined) continue;
        const asOf = read(Moment, 'when a record was changed', row[STAMP]);
        values.set(id, { values: valuesIn(row, asked), asOf });
      }
    }
  }
  return values;
}

function valuesIn(
  row: Row,
  asked: readonly { readonly field: string; readonly name: string }[],
): Readonly<Record<string, string>> {
  const found = asked.flatMap(({ field, name }) => {
    const value = valueAt(row, name);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(found);
}

/** Each id once, contacts first; what was never an id of either is left out. */
function byPerson(ids: readonly ContactId[]): readonly (readonly [Person, readonly ContactId[]])[] {
  const distinct = [...new Set(ids)];
  return (['Contact', 'Lead'] as const)
    .map((person) => [person, distinct.filter((id) => personOf(id) === person)] as const)
    .filter(([, own]) => own.length > 0);
}
