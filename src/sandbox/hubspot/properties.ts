import { PortalRefusal, invalid } from './refusal.ts';

const TYPES = ['string', 'number', 'date', 'datetime', 'enumeration', 'bool', 'phone_number'] as const;
const FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'date',
  'select',
  'radio',
  'checkbox',
  'booleancheckbox',
  'phonenumber',
] as const;

export { FIELD_TYPES, TYPES };

/** A contact property as the API shows it. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: (typeof TYPES)[number];
  readonly fieldType: (typeof FIELD_TYPES)[number];
  readonly groupName: string;
  readonly description?: string | undefined;
  readonly hasUniqueValue?: boolean | undefined;
  readonly formField?: boolean | undefined;
  /** Only the portal itself writes it. */
  readonly calculated?: boolean;
}

interface Group {
  readonly name: string;
  readonly label: string;
}

export interface Properties {
  all(): readonly Property[];
  groups(): readonly Group[];
  find(name: string): Property | undefined;
  /** @throws PortalRefusal 409 when it exists, 400 when its group does not, or when too many are unique. */
  add(property: Property): Property;
  addGroup(group: Group): Group;
  /**
   * A value as the portal keeps it.
   * @throws PortalRefusal 400 for a property that does not exist or is read-only, and for a value not of its type
   */
  valueOf(name: string, value: string): string;
}

const MOST_UNIQUE = 10;
const OWN: readonly (readonly [
  name: string,
  label: string,
  type?: Property['type'],
  calculated?: boolean,
])[] = [
  ['firstname', 'First name'],
  ['lastname', 'Last name'],
  ['email', 'E-mail'],
  ['hs_additional_emails', 'Additional e-mail addresses', 'string'],
  ['phone', 'Phone number'],
  ['mobilephone', 'Mobile phone number'],
  ['company', 'Company name'],
  ['jobtitle', 'Job title'],
  ['city', 'City'],
  ['state', 'State or region'],
  ['country', 'Country or region'],
  ['website', 'Website URL'],
  ['twitterhandle', 'Twitter username'],
  ['hs_linkedin_url', 'LinkedIn URL'],
  ['hs_facebookid', 'Facebook id'],
  ['linkedinbio', 'LinkedIn bio'],
  ['twitterbio', 'Twitter bio'],
  ['lifecyclestage', 'Lifecycle stage'],
  ['createdate', 'Create date', 'datetime', true],
  ['lastmodifieddate', 'Last modified date', 'datetime', true],
  ['hs_object_id', 'Record id', 'number', true],
];

/** The contact properties of one portal: HubSpot's own, and those that apps add. */
export function openProperties(): Properties {
  const groups = new Map([
    ['contactinformation', { name: 'contactinformation', label: 'Contact information' }],
  ]);
  const properties = new Map(OWN.map((own) => [own[0], ownProperty(own)]));
  return {
    all: () => [...properties.values()],
    groups: () => [...groups.values()],
    find: (name) => properties.get(name),
    add: (property) => {
      if (properties.has(property.name)) throw exists('Property', property.name);
      if (!groups.has(property.groupName))
        throw invalid(`Property group ${property.groupName} does not exist`);
      const unique = [...properties.values()].filter((one) => one.hasUniqueValue && one.name !== 'email');
      if (property.hasUniqueValue && unique.length >= MOST_UNIQUE)
        throw invalid('Too many unique properties');
      properties.set(property.name, property);
      return property;
    },
    addGroup: (group) => {
      if (groups.has(group.name)) throw exists('Property group', group.name);
      groups.set(group.name, group);
      return group;
    },
    valueOf: (name, value) => valueOf(properties.get(name), name, value),
  };
}

function ownProperty([name, label, type = 'string', calculated = false]: (typeof OWN)[number]): Property {
  const fieldType = type === 'datetime' ? 'date' : type === 'number' ? 'number' : 'text';
  const hasUniqueValue = name === 'email';
  return { name, label, type, fieldType, groupName: 'contactinformation', hasUniqueValue, calculated };
}

const exists = (what: string, name: string) =>
  new PortalRefusal(409, 'OBJECT_ALREADY_EXISTS', `${what} ${name} already exists`);

function valueOf(property: Property | undefined, name: string, value: string): string {
  if (!property) throw badValue(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (property.calculated) throw badValue(name, 'READ_ONLY_VALUE', `"${name}" is a read only property`);
  if (value === '') return '';
  if (name === 'email') return email(value);
  return READERS[property.type]?.(name, value) ?? value;
}

const READERS: Partial<Record<Property['type'], (name: string, value: string) => string>> = {
  number: (name, value) => {
    if (/^-?\d+(\.\d+)?$/.test(value)) return value;
    throw badValue(name, 'INVALID_INTEGER', `${value} was not a valid number`);
  },
  datetime: (name, value) => {
    const at = new Date(/^\d+$/.test(value) ? Number(value) : value);
    if (Number.isNaN(at.getTime())) throw badValue(name, 'INVALID_DATE', `${value} was not a valid date`);
    return at.toISOString();
  },
  bool: (name, value) => {
    if (value === 'true' || value === 'false') return value;
    throw badValue(name, 'INVALID_OPTION', `${value} was not one of true, false`);
  },
};

function email(value: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value.toLowerCase();
  throw badValue('email', 'INVALID_EMAIL', `Email address ${value} is invalid`);
}

/** As HubSpot does: the code stands in the prose, as JSON. */
function badValue(name: string, error: string, message: string): PortalRefusal {
  const detail = [{ isValid: false, message, error, name }];
  return invalid(`Property values were not valid: ${JSON.stringify(detail)}`, {
    errors: [{ message, code: error, context: { propertyName: [name] } }],
  });
}
