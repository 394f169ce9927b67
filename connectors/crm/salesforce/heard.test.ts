import { describe, expect, it } from 'vitest';
import { LEAD } from './announced.ts';
import { salesforce } from './index.ts';
import { kit } from './kit.ts';

describe('what Salesforce tells', () => {
  const told = (more: object) => ({
    ...{ id: '/data/LeadChangeEvent:3', entity: 'Lead', change: 'UPDATE', ids: [LEAD] },
    ...{ at: '2026-11-24T09:59:58.000Z', fields: ['Title'], ...more },
  });
  const events = (...all: readonly object[]) =>
    salesforce.events(Buffer.from(JSON.stringify({ org: kit.account, events: all })));

  it('names an event for each record, and each by itself', () => {
    const both = events(told({ entity: 'Contact', ids: [kit.id(1), kit.id(2)], change: 'CREATE' }));
    expect(both.map(({ contact, kind }) => [contact, kind])).toEqual([
      [kit.id(1), 'changed'],
      [kit.id(2), 'changed'],
    ]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });

  it('says what became of which field, as far as it was told, and nothing of who somebody is', () => {
    const values = { Title: 'Captain', MailingCity: null };
    const fields = ['Title', 'MailingCity', 'Bio__c', 'LastName', 'LastModifiedDate', 'Kith_Headline__c'];
    expect(events(told({ fields, values }))).toMatchObject([
      {
        changes: [
          { field: 'Title', value: 'Captain', by: 'somebody' },
          { field: 'MailingCity', value: null, by: 'somebody' },
          { field: 'Bio__c', by: 'somebody' },
        ],
      },
    ]);
    expect(events(told({ fields, values }))[0]?.changes?.[2]).not.toHaveProperty('value');
    expect(events(told({ gap: true, fields: [] }))).toMatchObject([{ unsaid: true }]);
  });

  it.each([
    [{ convertedTo: kit.id(1), fields: ['IsConverted'] }, [[kit.id(1), 'merged', [LEAD]]]],
    [{ change: 'DELETE', into: '00QWs0000000002MAA' }, [['00QWs0000000002MAA', 'merged', [LEAD]]]],
    [{ change: 'DELETE', gap: true, fields: [] }, [[LEAD, 'deleted', undefined]]],
    [{ change: 'UNDELETE', fields: [] }, [[LEAD, 'changed', undefined]]],
    [{ gap: true, fields: [] }, [[LEAD, 'changed', undefined]]],
    [{ fields: ['LastModifiedDate'] }, [[LEAD, 'changed', undefined]]],
    [{ fields: ['kith__Kith_Headline__c', 'Title'] }, [[LEAD, 'changed', undefined]]],
    [{ fields: ['kith__Kith_Headline__c', 'LastModifiedDate'] }, []],
    [{ entity: 'Case' }, []],
  ])('takes %j for %j', (more, kinds) => {
    expect(events(told(more)).map(({ contact, kind, gone }) => [contact, kind, gone])).toEqual(kinds);
  });
});
