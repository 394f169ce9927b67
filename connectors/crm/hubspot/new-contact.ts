import type { SimplePublicObjectInputForCreate } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { Failure } from '../../../src/core/failure.ts';
import { ContactId } from '../../../src/core/ids.ts';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { ContactOutcome, NewContact, PlannedValue } from '../../../src/ports/crm-contacts.ts';
import { ADDED_KEY, propertyOf } from './fields.ts';
import { codeOf, propertiesIn, succeeded } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { Created } from './wire-records.ts';

const CONTACTS = `/crm/objects/${VERSION}/contacts`;

interface Value {
  readonly property: string;
  readonly label: string;
  readonly value: string | undefined;
}

/** What stands in a new contact, as HubSpot calls it. Nothing but what was stated, Kith's own two properties aside. */
function valuesOf({ key, name, email, company, title, website, url }: NewContact): readonly Value[] {
  const own = (property: string, label: string, value: string | undefined) => ({ property, label, value });
  return [
    own('firstname', 'First name', name.first),
    own('lastname', 'Last name', name.last),
    own('email', 'Email', email),
    own('company', 'Company name', company),
    own('jobtitle', 'Job title', title),
    own('website', 'Website URL', website),
    own(propertyOf('profiles'), `Kith: ${KITH_FIELDS.profiles.label}`, url),
    own(ADDED_KEY, 'Kith key', key),
  ].filter(({ value }) => value !== undefined && value !== '');
}

export function planContact(who: NewContact): readonly PlannedValue[] {
  return valuesOf(who).map(({ label, property, value = '' }) =>
    property === ADDED_KEY ? { label, value, says: 'by which Kith finds whom it added' } : { label, value },
  );
}

/**
 * Makes a contact. Its key stands in a unique property of Kith's, so that HubSpot itself refuses a second one, and whom
 * it has is looked up by that without a search, which would lag behind. Somebody with the same e-mail address is refused
 * too: that contact is taken as it is. 1 call; 2 or 3 where HubSpot refuses. HubSpot's own rules for duplicates are for
 * people at its screens: through its API only these two values are held to be one person's.
 * @throws Failure `rejected` with the properties at fault
 */
export async function addContact(session: CrmSession, who: NewContact): Promise<ContactOutcome> {
  if (!/^[\w-]{1,64}$/.test(who.key)) throw new Failure('rejected', KEY);
  const values = valuesOf(who);
  const properties = Object.fromEntries(values.map(({ property, value = '' }) => [property, value]));
  const body = { properties, associations: [] } satisfies SimplePublicObjectInputForCreate;
  const reply = await ask(session, { method: 'POST', path: CONTACTS, body });
  if (reply.status < 300) return { outcome: 'added', contact: idIn(succeeded(reply, 'to add a contact')) };
  const own = await contactBy(session, ADDED_KEY, who.key);
  if (own) return { outcome: 'added', contact: own };
  const other = who.email === undefined ? undefined : await contactBy(session, 'email', who.email);
  if (other) return { outcome: 'there already', contact: other };
  const sent = new Set(values.map(({ property }) => property));
  const at = propertiesIn(reply.body).filter((name) => sent.has(name));
  const where = at.length === 0 ? '' : ` at ${at.join(', ')}`;
  throw new Failure('rejected', `HubSpot refused the contact (${reply.status} ${codeOf(reply)}${where})`);
}

const KEY = 'The key of a new contact is letters, digits, - and _, at most 64';

/** By a unique property. */
async function contactBy(
  session: CrmSession,
  idProperty: string,
  value: string,
): Promise<ContactId | undefined> {
  const path = `${CONTACTS}/${encodeURIComponent(value)}`;
  const query = { idProperty, properties: 'hs_object_id', archived: 'false' };
  const reply = await ask(session, { method: 'GET', path, query });
  return reply.status < 300 ? idIn(reply.body) : undefined;
}

const idIn = (body: unknown) => ContactId.parse(read(Created, 'a contact', body).id);
