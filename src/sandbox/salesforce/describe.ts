import { ok } from './calls.ts';
import type { Resource } from './calls.ts';
import type { Field } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { Schema } from './schema.ts';
import { typeIn } from './sobject-resources.ts';

/** Describe: of all objects, and of one with its fields. */
export const describeResources: readonly Resource[] = [
  {
    path: '/sobjects',
    methods: {
      GET: ({ tx }) =>
        ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: tx.state.schema().objects.map(briefOf) }),
    },
  },
  {
    path: '/sobjects/:object/describe',
    methods: { GET: ({ tx, of }) => ok(describe(tx.state.schema(), typeIn(tx.state, of['object']))) },
  },
];

function briefOf({ name, label, plural, keyPrefix, kind }: ObjectType): object {
  const custom = /__(c|e|mdt)$/.test(name);
  const data = kind === 'object';
  return {
    ...{ name, label, labelPlural: plural, keyPrefix, custom, customSetting: false, activateable: false },
    ...{ createable: kind !== 'setting', updateable: data, deletable: data, undeletable: data },
    ...{
      queryable: kind !== 'event',
      retrieveable: data,
      replicateable: data,
      searchable: data,
      triggerable: true,
    },
    ...{ mergeable: ['Account', 'Contact', 'Lead'].includes(name), layoutable: data, feedEnabled: false },
    ...{ deprecatedAndHidden: false, hasSubtypes: false, isSubtype: false, mruEnabled: false },
    urls: {
      sobject: `/services/data/v67.0/sobjects/${name}`,
      describe: `/services/data/v67.0/sobjects/${name}/describe`,
      rowTemplate: `/services/data/v67.0/sobjects/${name}/{ID}`,
    },
  };
}

function describe(schema: Schema, type: ObjectType): object {
  const childRelationships = schema.children(type).map(({ object, field }) => ({
    ...{ childSObject: object, field: field.name, relationshipName: field.childRelationship ?? null },
    ...{ cascadeDelete: field.onDelete === 'Cascade', restrictedDelete: field.onDelete === 'Restrict' },
    ...{ deprecatedAndHidden: false, junctionIdListNames: [], junctionReferenceTo: [] },
  }));
  return { ...briefOf(type), fields: type.fields.map(fieldOf), childRelationships, recordTypeInfos: [] };
}

const SOAP: Partial<Record<Field['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  percent: 'xsd:double',
  currency: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};

function fieldOf(field: Field): object {
  const { name, label, type, length = 0, precision = 0, scale = 0, required = false, kept = false } = field;
  return {
    ...{ name, label, type, length, byteLength: length * 3, precision, scale, digits: 0 },
    ...{
      soapType: SOAP[type] ?? 'xsd:string',
      custom: /__p?c$/.test(name),
      calculated: false,
      autoNumber: false,
    },
    ...{ nillable: !required && !kept && type !== 'boolean', createable: !kept, updateable: !kept },
    ...{ nameField: name === 'Name', deprecatedAndHidden: false },
    ...usesOf(field),
    ...choicesOf(field),
    ...relationOf(field),
  };
}

function usesOf({
  type,
  length = 0,
  unique = false,
  externalId = false,
  caseSensitive = false,
}: Field): object {
  const plain = type !== 'textarea' || length <= 255;
  return {
    ...{ unique, externalId, idLookup: externalId || type === 'id', caseSensitive },
    ...{ filterable: plain, sortable: plain, groupable: plain },
  };
}

function choicesOf({ values = [], restricted = false, initially, kept = false }: Field): object {
  const active = (value: string) => ({
    value,
    label: value,
    active: true,
    defaultValue: value === initially,
  });
  return {
    ...{ restrictedPicklist: restricted, picklistValues: values.map(active) },
    ...{ defaultedOnCreate: initially !== undefined || kept, defaultValue: initially ?? null },
  };
}

function relationOf({ referenceTo = [], relationshipName, onDelete }: Field): object {
  const several = referenceTo.length > 1;
  return {
    ...{
      referenceTo,
      relationshipName: relationshipName ?? null,
      namePointing: several,
      polymorphicForeignKey: several,
    },
    ...{ cascadeDelete: onDelete === 'Cascade', restrictedDelete: onDelete === 'Restrict' },
  };
}
