import { describe, expect, it } from 'vitest';
import { KITH_FIELDS } from '../../src/core/record/patch.ts';
import type { KithField } from '../../src/core/record/patch.ts';
import { fieldsOf, filesOf, saysOf, xmlOf } from './package.ts';

const TYPES = {
  text: 'Text',
  'long text': 'LongTextArea',
  number: 'Number',
  'date and time': 'DateTime',
  url: 'Url',
} as const satisfies Record<KithField['kind'], string>;

/** `lastPostAt` is `Kith_Last_Post_At__c` in Salesforce. */
const nameOf = (field: string) =>
  `Kith_${field.replace(/[A-Z]/g, '_$&').replace(/^./, (c) => c.toUpperCase())}__c`;

const WANTED = Object.entries(KITH_FIELDS).map(([name, { label, kind, says }]) => ({
  name: nameOf(name),
  label,
  type: TYPES[kind],
  description: says,
}));

/** By the other one Kith finds leads that it added. */
const isSummary = ({ name }: { readonly name: string }) => name !== 'Kith_Added_As__c';

describe('the fields of the Salesforce package', () => {
  it.each(['Contact', 'Lead'])('on %s are those that Kith writes', (object) => {
    const brought = fieldsOf(object)
      .filter(isSummary)
      .map(({ name, label, type, description }) => ({
        name,
        label,
        type,
        description,
      }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(brought.toSorted(byName)).toEqual(WANTED.toSorted(byName));
  });

  it('hold a line of the record: 250 characters at the least', () => {
    const lines = fieldsOf('Contact').filter(({ type }) => type === 'Text');
    expect(lines.length).toBeGreaterThan(0);
    for (const { length } of lines) expect(length).toBeGreaterThanOrEqual(250);
  });

  it('are read by people and written by the integration alone', () => {
    const fields = fieldsOf('Contact').map(({ name }) => `Contact.${name}`);
    const editable = filesOf('permissionsets', /permissionset-meta\.xml$/).flatMap((file) => {
      const $ = xmlOf(file);
      return $('fieldPermissions')
        .toArray()
        .filter((one) => fields.includes($(one).find('field').text()))
        .map((one) => `${saysOf($, 'PermissionSet > label')[0]}: ${$(one).find('editable').text()}`);
    });
    expect(editable.length).toBe(3 * fields.length);
    expect(new Set(editable)).toEqual(
      new Set(['Kith Admin: false', 'Kith User: false', 'Kith Integration: true']),
    );
  });

  it('are all granted to the integration, those that are always granted aside', () => {
    const [file] = filesOf('permissionsets', /Kith_Integration/);
    const granted = file ? saysOf(xmlOf(file), 'fieldPermissions > field') : [];
    for (const object of ['Social_Profile__c', 'Social_Conversation__c']) {
      const asked = fieldsOf(object).filter(({ required }) => !required);
      expect(granted).toEqual(expect.arrayContaining(asked.map(({ name }) => `${object}.${name}`)));
    }
  });
});
