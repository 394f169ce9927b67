import { flag, lookUp, text } from './field.ts';
import type { Field } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { PackageMetadata } from './package-metadata.ts';
import { addedFields, packagedObjects } from './packaged-objects.ts';
import { STANDARD_OBJECTS } from './standard-objects.ts';

/** A look-up that points to an object, seen from there. */
export interface Child {
  readonly object: string;
  readonly field: Field;
}

/** The objects of an org at one time. Names are found in any case, as on the platform. */
export interface Schema {
  readonly objects: readonly ObjectType[];
  object(name: string): ObjectType | undefined;
  field(object: ObjectType, name: string): Field | undefined;
  /** The look-up that is walked by this name: `Account`, `Contact__r`. */
  relation(object: ObjectType, name: string): Field | undefined;
  /** Everything that may point to a record of this object. */
  children(object: ObjectType): readonly Child[];
  /** By the first three characters of an id. */
  byPrefix(prefix: string): ObjectType | undefined;
}

/** Object → the fields that the customer added to it. */
export type CustomFields = Readonly<Record<string, readonly Field[]>>;

interface SchemaOptions {
  readonly metadata: PackageMetadata;
  readonly namespace: string;
  readonly personAccounts: boolean;
  readonly customFields: CustomFields;
}

export function openSchema({ metadata, namespace, personAccounts, customFields }: SchemaOptions): Schema {
  const extended = STANDARD_OBJECTS.map((type) => ({
    ...type,
    fields: [
      ...type.fields,
      ...(customFields[type.name] ?? []),
      ...addedFields(type.name, metadata, namespace),
    ],
  }));
  const standard = personAccounts ? withPersons(extended) : extended;
  const objects = [...standard, ...packagedObjects(metadata, namespace)];
  const byName = new Map(objects.map((type) => [type.name.toLowerCase(), type]));
  const fields = new Map(objects.map((type) => [type.name, byLowerName(type, ({ name }) => name)]));
  const relations = new Map(
    objects.map((type) => [type.name, byLowerName(type, ({ relationshipName = '' }) => relationshipName)]),
  );
  const children = new Map(objects.map(({ name }) => [name, childrenOf(name, objects)]));
  const prefixes = new Map(objects.map((type) => [type.keyPrefix, type]));
  return {
    objects,
    object: (name) => byName.get(name.toLowerCase()),
    field: (object, name) => fields.get(object.name)?.get(name.toLowerCase()),
    relation: (object, name) => relations.get(object.name)?.get(name.toLowerCase()),
    children: (object) => children.get(object.name) ?? [],
    byPrefix: (prefix) => prefixes.get(prefix),
  };
}

function byLowerName(type: ObjectType, name: (field: Field) => string): ReadonlyMap<string, Field> {
  return new Map(type.fields.map((field) => [name(field).toLowerCase(), field]));
}

function childrenOf(parent: string, objects: readonly ObjectType[]): readonly Child[] {
  return objects.flatMap(({ name, kind, fields }) =>
    kind === 'object'
      ? fields.flatMap((field) => (field.referenceTo?.includes(parent) ? [{ object: name, field }] : []))
      : [],
  );
}

/** Fields of a contact that a person account has under the same name, and those with `Person` before it. */
const SAME = ['FirstName', 'LastName', 'Salutation'];
const PERSON = [
  'Email',
  'MobilePhone',
  'Title',
  'LeadSource',
  'HasOptedOutOfEmail',
  'DoNotCall',
  'Birthdate',
];

/** An org with person accounts: an account may be a person, whose contact is written through it alone. */
function withPersons(objects: readonly ObjectType[]): readonly ObjectType[] {
  const contact = objects.find(({ name }) => name === 'Contact')?.fields ?? [];
  const mirrored = contact.flatMap((field) => {
    const name = personName(field);
    if (name === undefined) return [];
    const { required: _onlyOfPersons, ...rest } = field;
    return [{ ...rest, name, personOf: field.name }];
  });
  const added: Readonly<Record<string, readonly Field[]>> = {
    Contact: [flag('IsPersonAccount', { kept: true })],
    Account: [
      flag('IsPersonAccount', { kept: true }),
      lookUp('PersonContactId', ['Contact'], undefined, { kept: true }),
      text('RecordTypeId', 18),
      ...mirrored,
    ],
  };
  return objects.map((type) => ({ ...type, fields: [...type.fields, ...(added[type.name] ?? [])] }));
}

function personName({ name, packaged }: Field): string | undefined {
  if (packaged || name.endsWith('__c')) return name.replace(/__c$/, '__pc');
  if (SAME.includes(name)) return name;
  return PERSON.includes(name) || name.startsWith('Mailing') ? `Person${name}` : undefined;
}
