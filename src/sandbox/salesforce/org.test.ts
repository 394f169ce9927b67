import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { readId } from './ids.ts';
import type { Change } from './org.ts';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

/** The API says `statusCode` in an item's error, where jsforce's type says otherwise. */
const codeOf = (result: { readonly errors: readonly object[] } | undefined): unknown =>
  result?.errors[0] && Reflect.get(result.errors[0], 'statusCode');

let bed: Bed;
afterEach(() => bed.close());

async function open(options: Parameters<typeof openBed>[0] = {}): Promise<Connection> {
  bed = await openBed(options);
  return bed.connect();
}

describe.each([{ namespace: '' }, { namespace: 'kith' }] as const)(
  'an org where the package is under "$namespace"',
  (setting) => {
    const n = (plain: string) => bed.org.named(plain);

    it('has what the package brings, under the names that the installation gives it', async () => {
      const conn = await open(setting);
      const { fields } = await conn.sobject(n('Social_Profile__c')).describe();
      const key = fields.find(({ name }) => name === n('External_Id__c'));
      expect(key).toMatchObject({ externalId: true, unique: true, length: 255, nillable: false });
      const status = fields.find(({ name }) => name === n('Link_Status__c'));
      expect(status?.picklistValues?.map(({ value }) => value)).toEqual([
        'auto',
        'suggested',
        'confirmed',
        'rejected',
      ]);
      const contact = await conn.sobject('Contact').describe();
      expect(contact.fields.map(({ name }) => name)).toContain(n('Kith_Headline__c'));
      expect(contact.childRelationships.map(({ relationshipName }) => relationshipName)).toContain(
        n('Social_Profiles__r'),
      );
      const found = await conn.query<{ QualifiedApiName: string }>(
        "SELECT QualifiedApiName FROM EntityDefinition WHERE DeveloperName = 'Social_Profile'",
      );
      expect(found.records[0]?.QualifiedApiName).toBe(n('Social_Profile__c'));
    });

    it('takes 450 records in three calls, answers each in its place, and reads them through their contact', async () => {
      const conn = await open(setting);
      const account = bed.org.create('Account', { Name: 'Fjordline' });
      const { Id } = bed.org.create('Contact', {
        LastName: 'Lindqvist',
        FirstName: 'Mara',
        AccountId: account.Id,
      });
      const records = Array.from({ length: 450 }, (_none, at) => ({
        [n('External_Id__c')]: `${Id}:bluesky:${at}`,
        ...{
          Name: `p${at}`,
          [n('Contact__c')]: at === 300 ? '003000000000000AAA' : Id,
          [n('Network__c')]: 'bluesky',
        },
      }));
      bed.org.switches.forget();
      const results = await conn
        .sobject(n('Social_Profile__c'))
        .upsert(records, n('External_Id__c'), { allOrNone: false, allowRecursive: true });
      expect(Object.values(bed.org.switches.counts())).toEqual([3]);
      expect(results.map(({ success }) => success).indexOf(false)).toBe(300);
      expect(results[300]?.errors[0]).toMatchObject({ statusCode: 'INVALID_CROSS_REFERENCE_KEY' });
      const [contact] = (
        await conn.query(
          `SELECT Name, Account.Name, (SELECT Name FROM ${n('Social_Profiles__r')} ORDER BY Name DESC LIMIT 2) FROM Contact WHERE Account.Name LIKE 'fjord%'`,
        )
      ).records;
      expect(contact).toMatchObject({ Name: 'Mara Lindqvist', Account: { Name: 'Fjordline' } });
      expect(contact?.[n('Social_Profiles__r')]).toMatchObject({
        totalSize: 2,
        records: [{ Name: 'p99' }, { Name: 'p98' }],
      });
    });

    it('publishes a signal, answers that it waits in line, and tells who listens', async () => {
      const conn = await open(setting);
      const heard: unknown[] = [];
      bed.org.onEvent(({ entity, values }) => heard.push([entity, values[n('Kind__c')]]));
      const signal = { [n('Kind__c')]: 'idea', [n('External_Id__c')]: 'x', [n('Says__c')]: 'Do it' };
      const [result] = await conn.sobject(n('Social_Signal__e')).create([signal]);
      expect(result).toMatchObject({ success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] });
      expect(heard).toEqual([[n('Social_Signal__e'), 'idea']]);
      const [refused] = await conn.sobject(n('Social_Signal__e')).create([{ [n('Says__c')]: 'Do it' }]);
      expect(refused).toMatchObject({ success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] });
    });

    it('moves the social layer of a lead with it when the lead is converted', async () => {
      await open(setting);
      const lead = bed.org.create('Lead', { LastName: 'Roy', Company: 'Parcelwise' });
      const profile = bed.org.create('Social_Profile__c', {
        [n('External_Id__c')]: `${lead.Id}:github:1`,
        ...{ [n('Lead__c')]: lead.Id, [n('Network__c')]: 'github' },
      });
      const { contactId, accountId } = bed.org.convert(lead.Id);
      expect(bed.org.find(profile.Id)).toMatchObject({
        ...{
          [n('Contact__c')]: contactId,
          [n('Lead__c')]: null,
          [n('External_Id__c')]: `${contactId}:github:1`,
        },
      });
      expect(bed.org.find(contactId)).toMatchObject({ LastName: 'Roy', AccountId: accountId });
      expect(bed.org.find(lead.Id)).toMatchObject({ IsConverted: true, ConvertedContactId: contactId });
      expect(() => bed.org.convert(lead.Id)).toThrow('cannot reference converted lead');
    });
  },
);

describe('records', () => {
  it('have ids of eighteen characters that are known by their fifteen too', async () => {
    const conn = await open();
    expect(readId('00D000000000062')).toBe('00D000000000062EAA');
    const { Id } = bed.org.create('Contact', { LastName: 'Roy' });
    expect(Id).toMatch(/^003\w{15}$/);
    const short = await conn.sobject('Contact').retrieve(Id.slice(0, 15));
    expect(short.Id).toBe(Id);
    await expect(conn.sobject('Contact').retrieve(`${Id.slice(0, 15)}ZZZ`)).rejects.toMatchObject({
      errorCode: 'MALFORMED_ID',
    });
    await expect(conn.sobject('Lead').retrieve(Id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('are refused with the platform’s code where they break a rule of the package', async () => {
    const conn = await open();
    const { Id } = bed.org.create('Contact', { LastName: 'Roy' });
    const code = async (fields: object) => {
      const base = { External_Id__c: 'k', Contact__c: Id, Network__c: 'bluesky' };
      const [result] = await conn.sobject('Social_Profile__c').create([{ ...base, ...fields }]);
      return codeOf(result);
    };
    expect(await code({ Nope__c: 1 })).toBe('INVALID_FIELD');
    expect(await code({ Handle__c: 'x'.repeat(256) })).toBe('STRING_TOO_LONG');
    expect(await code({ Link_Status__c: 'perhaps' })).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(await code({ External_Id__c: null })).toBe('REQUIRED_FIELD_MISSING');
    expect(await code({ Contact__c: null })).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION');
    expect(await code({ Contact__c: '00QWs0000000001AAA' })).toBe('MALFORMED_ID');
    expect(await code({ Probability__c: 1000 })).toBe('NUMBER_OUTSIDE_VALID_RANGE');
    expect(await code({ Fetched_At__c: 'yesterday' })).toBe('JSON_PARSER_ERROR');
    expect(await code({ CreatedDate: '2026-01-01T00:00:00Z' })).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect(await code({})).toBeUndefined();
    expect(await code({})).toBe('DUPLICATE_VALUE');
    expect(bed.org.rows('Social_Profile__c')).toHaveLength(1);
  });

  it('are all taken back when one of them is wrong and all or none was asked for', async () => {
    const conn = await open();
    const heard: Change[] = [];
    bed.org.onChange((change) => heard.push(change));
    const results = await conn
      .sobject('Contact')
      .create([{ LastName: 'A' }, { FirstName: 'B' }], { allOrNone: true });
    expect(results.map(codeOf)).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
    expect([bed.org.rows('Contact').length, heard.length]).toEqual([0, 0]);
  });

  it('go to the recycle bin, where only queryAll sees them, and leave their social layer without a parent', async () => {
    const conn = await open();
    const { Id } = bed.org.create('Contact', { LastName: 'Roy' });
    const row = { External_Id__c: 'k', Contact__c: Id, Network__c: 'bluesky' };
    const profile = bed.org.create('Social_Profile__c', row);
    await conn.sobject('Contact').destroy(Id);
    expect((await conn.query('SELECT Id FROM Contact')).totalSize).toBe(0);
    const { records } = await conn.query('SELECT Id, IsDeleted FROM Contact', { scanAll: true });
    expect(records).toMatchObject([{ Id, IsDeleted: true }]);
    expect(bed.org.find(profile.Id)?.['Contact__c']).toBeNull();
    await expect(conn.sobject('Contact').update({ Id, LastName: 'X' })).rejects.toMatchObject({
      errorCode: 'ENTITY_IS_DELETED',
    });
    expect(bed.org.undelete(Id)).toMatchObject({ IsDeleted: false });
  });

  it('that are merged say into which, and what pointed to them points there', async () => {
    const conn = await open();
    const [master, loser] = [
      bed.org.create('Contact', { LastName: 'A' }),
      bed.org.create('Contact', { LastName: 'B' }),
    ];
    const task = bed.org.create('Task', { Subject: 'Call', WhoId: loser.Id });
    bed.org.merge(master.Id, loser.Id);
    expect(bed.org.find(task.Id)?.['WhoId']).toBe(master.Id);
    const { records } = await conn.query(`SELECT MasterRecordId FROM Contact WHERE Id = '${loser.Id}'`, {
      scanAll: true,
    });
    expect(records).toMatchObject([{ MasterRecordId: master.Id }]);
  });

  it('of a contact with cases are not deleted, as on the platform', async () => {
    const conn = await open();
    const { Id } = bed.org.create('Contact', { LastName: 'Roy' });
    bed.org.create('Case', { Subject: 'Broken', ContactId: Id });
    await expect(conn.sobject('Contact').destroy(Id)).rejects.toMatchObject({ errorCode: 'DELETE_FAILED' });
    expect(bed.org.find(Id)).toMatchObject({ IsDeleted: false });
  });
});

describe('an account that cannot go', () => {
  it('leaves nothing half done, and others of the same call go', async () => {
    const conn = await open();
    const [kept, gone] = [bed.org.create('Account', { Name: 'A' }), bed.org.create('Account', { Name: 'B' })];
    const people = ['x', 'y'].map((LastName) => bed.org.create('Contact', { LastName, AccountId: kept.Id }));
    bed.org.create('Case', { Subject: 'Broken', ContactId: people[1]?.Id });
    const results = await conn.sobject('Account').destroy([kept.Id, gone.Id], { allOrNone: false });
    expect(results.map(codeOf)).toEqual(['DELETE_FAILED', undefined]);
    expect(bed.org.rows('Account').map(({ Name }) => Name)).toEqual(['A']);
    expect(bed.org.rows('Contact')).toHaveLength(2);
  });
});

describe('what happens in the org', () => {
  it('is told with what changed, by whom and through which client', async () => {
    const conn = await open();
    const heard: Change[] = [];
    bed.org.onChange((change) => heard.push(change));
    const { id = '' } = await conn.sobject('Contact').create({ LastName: 'Roy' });
    bed.advance(60_000);
    bed.org.change(id, { Title: 'CEO' });
    expect(heard.map(({ changeType, changeOrigin }) => [changeType, changeOrigin])).toEqual([
      ['CREATE', 'com/salesforce/api/rest/67.0;client=kith'],
      ['UPDATE', ''],
    ]);
    expect(heard[1]).toMatchObject({
      ...{ entity: 'Contact', recordIds: [id], commitUser: bed.org.adminId, sequenceNumber: 1 },
      values: { Title: 'CEO', LastModifiedDate: '2026-11-20T10:01:00.000+0000' },
    });
    expect(heard[1]?.changedFields.toSorted()).toEqual(['LastModifiedDate', 'Title']);
    expect((heard[1]?.commitNumber ?? 0) > (heard[0]?.commitNumber ?? 0)).toBe(true);
  });
});

describe('an org with person accounts', () => {
  it('has a contact for each, which is written through the account alone', async () => {
    const conn = await open({ personAccounts: true });
    const person = {
      FirstName: 'Per',
      LastName: 'Son',
      PersonEmail: 'per@x.example',
      Kith_Headline__pc: 'Writes',
    };
    const { id: accountId = '' } = await conn.sobject('Account').create(person);
    const { records } = await conn.query<{ Id: string }>(
      `SELECT Id, Name, Email, Kith_Headline__c, IsPersonAccount FROM Contact WHERE AccountId = '${accountId}'`,
    );
    expect(records).toMatchObject([
      { Name: 'Per Son', Email: 'per@x.example', Kith_Headline__c: 'Writes', IsPersonAccount: true },
    ]);
    const Id = records[0]?.Id ?? '';
    const [refused] = await conn.sobject('Contact').update([{ Id, Kith_Headline__c: 'X' }]);
    expect(refused).toMatchObject({ errors: [{ statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }] });
    await conn.sobject('Account').update({ Id: accountId, Kith_Headline__pc: 'Reads' });
    expect(bed.org.find(Id)).toMatchObject({ Kith_Headline__c: 'Reads' });
  });
});

describe('an org without the package', () => {
  it('knows none of it until it is installed, and forgets its data when it goes', async () => {
    const conn = await open({ installed: false });
    await expect(conn.query('SELECT Id FROM Social_Profile__c')).rejects.toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
    bed.org.install();
    const { Id } = bed.org.create('Contact', { LastName: 'Roy', Kith_Headline__c: 'Writes' });
    bed.org.create('Social_Profile__c', { External_Id__c: 'k', Contact__c: Id, Network__c: 'x' });
    bed.org.uninstall();
    await expect(conn.query('SELECT Kith_Headline__c FROM Contact')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    bed.org.install();
    expect(bed.org.rows('Social_Profile__c')).toEqual([]);
    expect(bed.org.find(Id)).toMatchObject({ LastName: 'Roy', Kith_Headline__c: null });
  });
});
