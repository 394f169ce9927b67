import { readFileSync, readdirSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ContactId } from '../../../src/core/ids.ts';
import type { Row } from '../../../src/core/record/rows.ts';
import { ITEM_KEY, PARENT, PERSON_FIELDS, POST, PROFILE, ROW_KEY, SIGNAL, named } from './names.ts';
import type { Field } from './names.ts';
import { rowPieces } from './pieces.ts';

const PACKAGE = new URL('../../../manifests/salesforce/force-app/main/default/', import.meta.url);
const parser = new XMLParser({
  isArray: (name) => ['fieldPermissions', 'objectPermissions', 'value'].includes(name),
});
const xml = (path: string): unknown => parser.parse(readFileSync(new URL(path, PACKAGE), 'utf8'));

const Packaged = z.object({
  CustomField: z.object({
    fullName: z.string(),
    type: z.string(),
    length: z.number().optional(),
    required: z.boolean().optional(),
    unique: z.boolean().optional(),
    externalId: z.boolean().optional(),
    valueSet: z
      .object({ valueSetDefinition: z.object({ value: z.array(z.object({ fullName: z.string() })) }) })
      .optional(),
  }),
});
type PackagedField = z.output<typeof Packaged>['CustomField'];

/** The fields of an object of the package, by name. */
function fieldsOf(object: string): ReadonlyMap<string, PackagedField> {
  const folder = `objects/${object}/fields/`;
  const fields = readdirSync(new URL(folder, PACKAGE)).map(
    (file) => Packaged.parse(xml(folder + file)).CustomField,
  );
  return new Map(fields.map((field) => [field.fullName, field]));
}

const TYPES: Record<Field['kind'], readonly string[]> = {
  text: ['Text', 'LongTextArea'],
  address: ['Url'],
  number: ['Number'],
  percent: ['Percent'],
  moment: ['DateTime'],
  choice: ['Picklist'],
};

const all = (fields: Readonly<Record<string, Field>>): readonly Field[] => Object.values(fields);
const PERSON = all(PERSON_FIELDS);
/** All that the connector writes, by object. */
const WRITTEN: readonly (readonly [object: string, fields: readonly Field[]])[] = [
  ['Contact', PERSON],
  ['Lead', PERSON],
  [PROFILE.object, [ROW_KEY, ...all(PROFILE.fields)]],
  [POST.object, [ROW_KEY, ...all(POST.fields)]],
  [SIGNAL.object, all(SIGNAL.fields)],
  ['Activity', [ITEM_KEY]],
  ['Case', [ITEM_KEY]],
];

const Permissions = z.object({
  PermissionSet: z.object({
    fieldPermissions: z.array(z.object({ field: z.string(), editable: z.boolean() })),
    objectPermissions: z.array(
      z.object({
        object: z.string(),
        allowCreate: z.boolean(),
        allowEdit: z.boolean(),
        allowDelete: z.boolean(),
        allowRead: z.boolean(),
      }),
    ),
  }),
});
const granted = Permissions.parse(
  xml('permissionsets/Kith_Integration.permissionset-meta.xml'),
).PermissionSet;
const editable = new Set(granted.fieldPermissions.filter((one) => one.editable).map(({ field }) => field));
const may = new Map(granted.objectPermissions.map((one) => [one.object, one]));

describe('what the connector writes', () => {
  it.each(WRITTEN)('is in the package at %s, of the same type and length', (object, fields) => {
    const packaged = fieldsOf(object);
    for (const field of fields) {
      const there = packaged.get(field.name);
      expect(TYPES[field.kind], `${object}.${field.name}`).toContain(there?.type);
      if (field.kind === 'text') expect(there?.length, `${object}.${field.name}`).toBe(field.length);
      if (field.kind === 'choice') {
        const values = there?.valueSet?.valueSetDefinition.value.map(({ fullName }) => fullName);
        expect(values).toEqual(field.values);
      }
    }
  });

  it.each(WRITTEN.filter(([object]) => object !== SIGNAL.object))(
    'may be written at %s by the user with which Kith connects',
    (object, fields) => {
      const required = new Set(
        [...fieldsOf(object).values()].filter((one) => one.required).map((one) => one.fullName),
      );
      const type = object === 'Activity' ? 'Task' : object;
      for (const { name } of fields.filter((field) => !required.has(field.name))) {
        expect(editable, `${type}.${name}`).toContain(`${type}.${name}`);
      }
    },
  );

  it('may be made, changed and deleted where it is a row of Kith’s, and published where it is an event', () => {
    for (const object of [PROFILE.object, POST.object]) {
      expect(may.get(object)).toMatchObject({ allowCreate: true, allowEdit: true, allowDelete: true });
      for (const parent of Object.values(PARENT)) expect(editable).toContain(`${object}.${parent}`);
    }
    expect(editable).toContain(`${POST.object}.${POST.profile.field}`);
    for (const object of ['Contact', 'Lead']) expect(may.get(object)).toMatchObject({ allowEdit: true });
    expect(may.get(SIGNAL.object)).toMatchObject({ allowCreate: true });
  });

  it('finds rows by an external id that is unique, and cases by a key that is', () => {
    for (const object of [PROFILE.object, POST.object]) {
      expect(fieldsOf(object).get(ROW_KEY.name)).toMatchObject({ unique: true, externalId: true });
    }
    expect(fieldsOf('Case').get(ITEM_KEY.name)).toMatchObject({ unique: true });
  });

  it('holds all that the flows of the package read of a signal', () => {
    const flows = readdirSync(new URL('flows/', PACKAGE));
    const read = flows.flatMap((file) => {
      const text = readFileSync(new URL(`flows/${file}`, PACKAGE), 'utf8');
      return [...text.matchAll(/\$Record\.(\w+)/g)].map(([, name = '']) => name);
    });
    expect(flows.length).toBeGreaterThan(2);
    expect(new Set(read).size).toBeGreaterThan(5);
    const told = all(SIGNAL.fields).map(({ name }) => name);
    for (const name of new Set(read)) expect(told).toContain(name);
    const required = [...fieldsOf(SIGNAL.object).values()].filter((one) => one.required);
    for (const { fullName } of required) expect(told).toContain(fullName);
  });

  it('bears the prefix of an installed package in each of its names, and nowhere else', () => {
    const contact = ContactId.parse('003Ws0000000001IAA');
    const row: Row = {
      ...{
        kind: 'post',
        key: 'k',
        network: 'n',
        networkTitle: 'N',
        id: '1',
        profile: 'p',
        url: 'https://n.example',
      },
      ...{ says: 'post', handle: 'h', text: 't', publishedAt: '2026-11-20T09:00:00.000Z' },
    };
    const [piece] = rowPieces({ contact, fields: {}, rows: { put: [row], gone: [] } }, 'post', 'kith__');
    expect(piece?.object).toBe('kith__Social_Conversation__c');
    expect(piece?.lookUp).toEqual({
      relation: 'kith__Social_Profile__r',
      field: 'kith__External_Id__c',
      key: 'p',
    });
    const names = Object.keys(piece?.values ?? {});
    expect(names.filter((name) => !name.startsWith('kith__'))).toEqual(['Name']);
    expect([named('', 'Url__c'), named('kith__', 'Title')]).toEqual(['Url__c', 'Title']);
  });
});
