import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { ContactOutcome, NewContact, PlannedValue } from '../../../src/ports/crm-contacts.ts';
import { readContacts } from './api.ts';
import { wholeId } from './ids.ts';
import { leadFields } from './lead-fields.ts';
import type { LeadField } from './lead-fields.ts';
import { LEAD_KEY, named } from './names.ts';
import type { Org } from './org.ts';
import { codeOf } from './refusals.ts';
import type { Trouble } from './refusals.ts';
import { query, quoted } from './soql.ts';
import { asOne, ask, succeeded } from './talk.ts';
import type { Reply } from './talk.ts';
import { Id, read } from './wire.ts';

export async function planContact(org: Org, who: NewContact): Promise<readonly PlannedValue[]> {
  return (await leadFields(org, who)).map(({ label, value, says }) => ({
    ...{ label, value },
    ...(says !== undefined && { says }),
  }));
}

/**
 * Makes a lead: whoever was only heard qualified for nothing yet, and has no account. Its key is unique in the org, so
 * that it is made once, and it is found by it, converted or not. The org's duplicate rules decide; only a person who saw
 * whom they found may have them overruled, where the rule allows it. 2 calls, and up to 2 for whom a rule found.
 * @throws Failure `rejected` naming the fields at fault, or those that the connecting user may not write
 */
export async function addContact(org: Org, who: NewContact, insist: boolean): Promise<ContactOutcome> {
  if (!/^[\w-]{1,64}$/.test(who.key)) throw new Failure('rejected', KEY);
  const fields = await leadFields(org, who);
  const keyField = named(await org.prefix(), LEAD_KEY.name);
  const done = await asOne(org.session, async (session) => {
    const there = await personAdded(session, keyField, who.key);
    if (there !== undefined) return there;
    const reply = await create(session, fields, insist);
    const isThere = reply.troubles.some(({ code }) => code === 'DUPLICATE_VALUE');
    // Another worker was faster.
    return (isThere ? await personAdded(session, keyField, who.key) : undefined) ?? reply;
  });
  if (typeof done === 'string') return { outcome: 'added', contact: done };
  const duplicates = done.troubles.find((trouble) => trouble.code === 'DUPLICATES_DETECTED');
  if (duplicates) return looksLike(org, duplicates);
  if (done.status >= 300) throw refused(done.troubles);
  const { id } = read(Created, 'the lead', succeeded(done, 'to make a lead'));
  return { outcome: 'added', contact: ContactId.parse(id) };
}

const KEY = 'The key of a new contact is letters, digits, - and _, at most 64';
const Created = z.object({ id: Id });
const Lead = z.object({ Id, ConvertedContactId: Id.nullish() });

/** Whoever was added under a key: a lead, or the contact that became of it. */
async function personAdded(
  session: CrmSession,
  keyField: string,
  key: string,
): Promise<ContactId | undefined> {
  const soql = `SELECT Id,ConvertedContactId FROM Lead WHERE ${keyField} = ${quoted(key)} LIMIT 1`;
  const [lead] = (await query(session, 'a lead', soql, Lead)).records;
  return lead && ContactId.parse(lead.ConvertedContactId ?? lead.Id);
}

/** Source: Salesforce REST API Developer Guide, "Duplicate Rule Header". */
function create(session: CrmSession, fields: readonly LeadField[], insist: boolean): Promise<Reply> {
  const options = `allowSave=${insist}; includeRecordDetails=false; runAsCurrentUser=true`;
  return ask(session, {
    ...{ method: 'POST', path: '/sobjects/Lead' },
    body: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    headers: { 'Sforce-Duplicate-Rule-Header': options },
  });
}

/** Those whom the connecting user may see; a rule may find others too. */
async function looksLike(org: Org, { duplicates }: Trouble): Promise<ContactOutcome> {
  const ids = (duplicates?.ids ?? []).flatMap((id) => wholeId(id) ?? []).map((id) => ContactId.parse(id));
  const others = (await readContacts(org, ids)).map(({ id }) => id);
  return { outcome: 'looks like', others, mayInsist: duplicates?.mayInsist ?? false };
}

function refused(troubles: readonly Trouble[]): Failure {
  const fields = [...new Set(troubles.flatMap((one) => one.fields))];
  const where = fields.length === 0 ? '' : ` at ${fields.join(', ')}`;
  const code = codeOf(troubles);
  return new Failure('rejected', `Salesforce refused the lead (${code}${where})${CURES[code] ?? ''}`);
}

const RIGHTS = ': give the connecting user the permission set Kith Leads';
const CURES: Readonly<Record<string, string>> = {
  REQUIRED_FIELD_MISSING:
    ': the org wants what no profile states; give it a default there, or make the lead by hand',
  INSUFFICIENT_ACCESS_OR_READONLY: RIGHTS,
  INVALID_FIELD_FOR_INSERT_UPDATE: RIGHTS,
  INVALID_FIELD: RIGHTS,
};
