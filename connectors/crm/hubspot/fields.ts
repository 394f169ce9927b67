import type {
  PropertyCreate,
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { KithField, KithFieldName, Patch } from '../../../src/core/record/patch.ts';
import type { CrmField } from '../../../src/ports/crm-items.ts';

/** All that Kith owns in a portal begins with this; a change of such a property is our own write coming back. */
export const PREFIX = 'kith_';
export const GROUP = { name: 'kith', label: 'Kith' } as const;
/** Whom a contact was to Kith; unique in the portal, so that one can look a contact up by it. */
const PERSON = `${PREFIX}person_id`;

/**
 * Marks a contact or a ticket that Kith added. HubSpot lets a property of theirs be unique, so that adding again under the
 * same key is refused by HubSpot itself, and what was added is found by it without a search.
 */
export const ADDED_KEY = `${PREFIX}key`;

export type Property = Pick<
  PropertyCreate,
  'name' | 'label' | 'groupName' | 'description' | 'formField' | 'hasUniqueValue'
> & {
  readonly type: `${PropertyCreateTypeEnum}`;
  readonly fieldType: `${PropertyCreateFieldTypeEnum}`;
};

const TYPES = {
  text: { type: 'string', fieldType: 'text' },
  'long text': { type: 'string', fieldType: 'textarea' },
  number: { type: 'number', fieldType: 'number' },
  'date and time': { type: 'datetime', fieldType: 'date' },
  url: { type: 'string', fieldType: 'text' },
} as const satisfies Record<KithField['kind'], Pick<Property, 'type' | 'fieldType'>>;

/** `lastPostAt` → `kith_last_post_at`. */
export function propertyOf(field: KithFieldName): string {
  return PREFIX + field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Kith's own properties as HubSpot creates them. */
export const PROPERTIES: readonly Property[] = [
  unique(PERSON, 'Kith person id', 'Kith finds the contact by it'),
  unique(ADDED_KEY, 'Kith key', 'Kith adds a contact once, and finds it by this'),
  ...Object.entries(KITH_FIELDS).map(([field, { label, kind, says }]) => ({
    name: propertyOf(field as KithFieldName),
    label: `Kith: ${label}`,
    description: says,
    groupName: GROUP.name,
    ...TYPES[kind],
    formField: false,
    hasUniqueValue: false,
  })),
];

export const TICKET_PROPERTIES: readonly Property[] = [
  unique(ADDED_KEY, 'Kith key', 'Kith adds a ticket once, and finds it by this'),
];

/** A text that no two records of a kind have in common. */
function unique(name: string, label: string, description: string): Property {
  const text = { type: 'string', fieldType: 'text' } as const;
  return { name, label, description, groupName: GROUP.name, ...text, formField: false, hasUniqueValue: true };
}

/** What an admin may map onto a property, by HubSpot's types; what is none of these is a text. */
export function kindOf({
  type,
  fieldType,
}: {
  readonly type: string;
  readonly fieldType: string;
}): CrmField['kind'] {
  if (type === 'string') return fieldType === 'textarea' || fieldType === 'html' ? 'long text' : 'text';
  return KINDS[type] ?? 'text';
}

const KINDS: Readonly<Record<string, CrmField['kind']>> = {
  number: 'number',
  date: 'date and time',
  datetime: 'date and time',
  enumeration: 'choice',
  bool: 'yes or no',
};

/** A patch as HubSpot writes it: every value is text, and an empty text empties the property. */
export function valuesOf({ contact, fields, mapped = {} }: Patch): Record<string, string> {
  const own = Object.entries(fields).map(([field, value]) => [propertyOf(field as KithFieldName), value]);
  const values = [...own, ...Object.entries(mapped)].map(([name, value]) => [
    name,
    value === null ? '' : String(value),
  ]);
  return { ...Object.fromEntries(values), [PERSON]: contact };
}
