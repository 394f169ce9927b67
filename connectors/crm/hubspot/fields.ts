import type {
  PropertyCreate,
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { KITH_FIELDS } from '../../../src/core/record/patch.ts';
import type { KithField, KithFieldName, Patch } from '../../../src/core/record/patch.ts';

/** All that Kith owns in a portal begins with this; a change of such a property is our own write coming back. */
export const PREFIX = 'kith_';
export const GROUP = { name: 'kith', label: 'Kith' } as const;
/** Whom a contact was to Kith; unique in the portal, so that one can look a contact up by it. */
const PERSON = `${PREFIX}person_id`;

type Property = Pick<
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
  {
    name: PERSON,
    label: 'Kith person id',
    description: 'Kith finds the contact by it',
    groupName: GROUP.name,
    type: 'string',
    fieldType: 'text',
    formField: false,
    hasUniqueValue: true,
  },
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

/** A patch as HubSpot writes it: every value is text, and an empty text empties the property. */
export function valuesOf({ contact, fields, mapped = {} }: Patch): Record<string, string> {
  const own = Object.entries(fields).map(([field, value]) => [propertyOf(field as KithFieldName), value]);
  const values = [...own, ...Object.entries(mapped)].map(([name, value]) => [
    name,
    value === null ? '' : String(value),
  ]);
  return { ...Object.fromEntries(values), [PERSON]: contact };
}
