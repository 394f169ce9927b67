import type { CrmField } from '../../../src/ports/crm-items.ts';
import type { DescribedField } from './described.ts';
import { PERSON_FIELDS, named } from './names.ts';
import type { Org } from './org.ts';

/**
 * The fields of a contact, as an admin may map them. One that a lead has too may be written where it may be written at
 * both; one that only contacts have is left alone at leads.
 */
export async function contactFields(org: Org): Promise<readonly CrmField[]> {
  const prefix = await org.prefix();
  const ours = new Set(Object.values(PERSON_FIELDS).map(({ name }) => named(prefix, name)));
  const { fields } = await org.describe('Contact');
  const leads = new Map((await org.describe('Lead')).fields.map((field) => [field.name, field]));
  return fields
    .filter(({ deprecatedAndHidden }) => deprecatedAndHidden !== true)
    .map((field) => ({
      name: field.name,
      label: field.label,
      kind: kindOf(field),
      writable: isWritable(field) && isWritable(leads.get(field.name) ?? field),
      ours: ours.has(field.name),
    }));
}

function isWritable({ updateable, calculated }: DescribedField): boolean {
  return updateable === true && calculated !== true;
}

/** What an admin may map onto a field, by Salesforce's types; what is none of these is a text. */
function kindOf({ type }: DescribedField): CrmField['kind'] {
  return KINDS[type] ?? 'text';
}

const KINDS: Readonly<Record<string, CrmField['kind']>> = {
  textarea: 'long text',
  int: 'number',
  double: 'number',
  percent: 'number',
  currency: 'number',
  date: 'date and time',
  datetime: 'date and time',
  url: 'url',
  picklist: 'choice',
  multipicklist: 'choice',
  boolean: 'yes or no',
};
