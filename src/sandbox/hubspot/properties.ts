import type { ObjectType, OwnProperty } from './object-types.ts';
import type { Property } from './property.ts';
import { badValue, valueOf } from './property-values.ts';
import { PortalRefusal, invalid, notFound } from './refusal.ts';

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
  /** @returns false when there is none. */
  archive(name: string): boolean;
  addGroup(group: Group): Group;
  /** @throws PortalRefusal 404 when there is none, 400 while it has properties. */
  archiveGroup(name: string): void;
  /** An administrator's rule for the values of a property. */
  demand(name: string, rule: Rule): void;
  /**
   * A value as the portal keeps it.
   * @throws PortalRefusal 400 for a property that does not exist or is read-only, and for a value not of its type
   */
  valueOf(name: string, value: string): string;
}

/** What an administrator demands of a property's values, beyond their type. */
export interface Rule {
  readonly longest?: number;
  readonly pattern?: RegExp;
}

const MOST_UNIQUE = 10;

/** The properties of one kind of record in one portal: HubSpot's own, and those that apps add. */
export function openProperties({ group, properties: own }: ObjectType): Properties {
  const label = group.replaceAll('_', ' ');
  const groups = new Map([[group, { name: group, label }]]);
  const properties = new Map(own.map((one) => [one[0], ownProperty(one, group)]));
  const rules = new Map<string, Rule>();
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
    archive: (name) => {
      if (own.some((one) => one[0] === name)) throw invalid(`Property "${name}" is HubSpot's own`);
      rules.delete(name);
      return properties.delete(name);
    },
    addGroup: (added) => {
      if (groups.has(added.name)) throw exists('Property group', added.name);
      groups.set(added.name, added);
      return added;
    },
    archiveGroup: (name) => {
      if (!groups.has(name)) throw notFound(`Property group ${name}`);
      if ([...properties.values()].some((one) => one.groupName === name))
        throw invalid(`Property group ${name} has properties`);
      groups.delete(name);
    },
    demand: (name, rule) => void rules.set(name, rule),
    valueOf: (name, value) => obeying(rules.get(name), name, valueOf(properties.get(name), name, value)),
  };
}

/** Rules apply to apps as well as to people. */
function obeying({ longest = Infinity, pattern }: Rule = {}, name: string, value: string): string {
  if (value === '' || (value.length <= longest && (pattern?.test(value) ?? true))) return value;
  throw badValue(name, 'PROPERTY_VALIDATION_FAILED', `"${value}" does not obey the rule of this property`);
}

function ownProperty(
  [name, label, type = 'string', calculated = false]: OwnProperty,
  groupName: string,
): Property {
  const fieldType = type === 'datetime' ? 'date' : type === 'number' ? 'number' : 'text';
  const hasUniqueValue = name === 'email';
  return { name, label, type, fieldType, groupName, hasUniqueValue, calculated };
}

const exists = (what: string, name: string) =>
  new PortalRefusal(409, 'OBJECT_ALREADY_EXISTS', `${what} ${name} already exists`);
