import { Failure } from '../../../src/core/failure.ts';
import type { NewContact } from '../../../src/ports/crm-contacts.ts';
import { LEAD_KEY, PERSON_FIELDS, named } from './names.ts';
import type { Org } from './org.ts';
import { cut } from './values.ts';

/** A field of a lead that is to be made. */
export interface LeadField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly says?: string;
}

/** Salesforce wants a company of every lead. What it puts itself where none is known. */
const NOT_KNOWN = '[not known]';
/** Without these no lead is made; a user who may not write one of the others makes it without. */
const NEEDED: ReadonlySet<string> = new Set(['LastName', 'Company', LEAD_KEY.name]);

interface Wanted {
  readonly name: string;
  readonly value: string | undefined;
  readonly length: number;
  readonly says?: string;
}

/** What was stated, by Salesforce's names, and as much as fits. */
function wantedOf({ key, name, email, company, title, website, url }: NewContact): readonly Wanted[] {
  return [
    { name: 'FirstName', value: name.first, length: 40 },
    { name: 'LastName', value: name.last, length: 80 },
    {
      ...{ name: 'Company', value: company ?? NOT_KNOWN, length: 255 },
      ...(company === undefined && { says: 'Salesforce wants one, and none is stated' }),
    },
    { name: 'Title', value: title, length: 128 },
    // Half an address is another one.
    { name: 'Email', value: email !== undefined && email.length <= 80 ? email : undefined, length: 80 },
    {
      name: 'Website',
      value: website !== undefined && website.length <= 255 ? website : undefined,
      length: 255,
    },
    { name: PERSON_FIELDS.profiles.name, value: url, length: PERSON_FIELDS.profiles.length },
    { name: LEAD_KEY.name, value: key, length: LEAD_KEY.length, says: 'by which Kith finds whom it added' },
  ];
}

/**
 * What a new lead is made of, in this org. Nothing is asked where leads are described already.
 * @throws Failure `rejected` where the connecting user may not write a field that is needed, or sees no leads
 */
export async function leadFields(org: Org, who: NewContact): Promise<readonly LeadField[]> {
  const prefix = await org.prefix();
  const { fields } = await org.describe('Lead');
  if (fields.length === 0) throw new Failure('rejected', NO_LEADS);
  const there = new Map(
    fields.filter(({ createable }) => createable !== false).map((one) => [one.name, one]),
  );
  const wanted = wantedOf(who).map((one) => ({ ...one, field: there.get(named(prefix, one.name)) }));
  const closed = wanted.filter(({ name, field }) => field === undefined && NEEDED.has(name));
  if (closed.length > 0) {
    // Rights that were given since are seen at the next attempt.
    org.forget();
    throw new Failure(
      'rejected',
      `${NO_RIGHT} ${closed.map(({ name }) => named(prefix, name)).join(', ')}${CURE}`,
    );
  }
  return wanted.flatMap(({ field, value, length, says }) =>
    field === undefined || value === undefined || value === ''
      ? []
      : [
          {
            name: field.name,
            label: field.label,
            value: cut(value, length),
            ...(says !== undefined && { says }),
          },
        ],
  );
}

const CURE = ': give that user the permission set Kith Leads';
const NO_LEADS = `Salesforce shows the connecting user no leads${CURE}`;
const NO_RIGHT = 'Salesforce does not let the connecting user write on leads';
