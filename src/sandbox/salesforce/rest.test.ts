import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { z } from 'zod';
import { text } from './field.ts';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
let conn: Connection;
beforeEach(async () => {
  bed = await openBed({ pageSize: 3, dailyLimit: 50 });
  conn = await bed.connect();
});
afterEach(() => bed.close());

describe('a query', () => {
  const names = async (rest: string) => {
    const { records } = await conn.query<{ Name: string }>(`SELECT Name FROM Contact ${rest}`);
    return records.map(({ Name }) => Name).join(' ');
  };
  beforeEach(async () => {
    const owner = bed.org.create('Account', { Name: 'Acme', Website: 'https://acme.example' });
    for (const [at, LastName] of ['Ada', 'bob', 'Cy'].entries()) {
      bed.advance(86_400_000);
      const more = at === 1 ? {} : { AccountId: owner.Id, Email: `${LastName}@x.example` };
      bed.org.create('Contact', { LastName, ...more, HasOptedOutOfEmail: at === 2 });
    }
    conn = await bed.connect();
  });

  it('compares as the platform does: without case, null by name, AND and OR in parentheses', async () => {
    expect(await names("WHERE Name = 'BOB'")).toBe('bob');
    expect(await names("WHERE Name LIKE '%a_a' OR Name IN ('cy', 'x')")).toBe('Ada Cy');
    expect(await names('WHERE Email = null')).toBe('bob');
    expect(await names("WHERE NOT (Email = null OR Name = 'Cy')")).toBe('Ada');
    expect(await names('WHERE HasOptedOutOfEmail = TRUE')).toBe('Cy');
    expect(await names("WHERE Email != 'ada@x.example' AND (Name = 'bob' OR Account.Name = 'acme')")).toBe(
      'bob Cy',
    );
    expect(
      await names(
        "WHERE AccountId IN (SELECT Id FROM Account WHERE Website LIKE '%acme%') AND Name NOT IN ('Ada')",
      ),
    ).toBe('Cy');
    expect(await names("WHERE Name = 'O\\'Neil' OR Name = 'ada'")).toBe('Ada');
    await expect(names("WHERE Name = 'a' AND Name = 'b' OR Name = 'c'")).rejects.toMatchObject({
      errorCode: 'MALFORMED_QUERY',
    });
  });

  it('compares moments with moments and days', async () => {
    expect(await names('WHERE CreatedDate > 2026-11-21T10:00:00Z')).toBe('bob Cy');
    expect(await names('WHERE CreatedDate = TODAY')).toBe('Cy');
    expect(await names('WHERE CreatedDate = LAST_N_DAYS:1')).toBe('bob Cy');
    expect(await names('WHERE CreatedDate <= YESTERDAY')).toBe('Ada bob');
    await expect(names("WHERE CreatedDate > '2026-11-21'")).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
  });

  it('orders, cuts and counts', async () => {
    expect(await names('ORDER BY Email')).toBe('bob Ada Cy');
    expect(await names('ORDER BY Email DESC NULLS LAST')).toBe('Cy Ada bob');
    expect(await names('ORDER BY Name LIMIT 1 OFFSET 1')).toBe('bob');
    expect((await conn.query('SELECT COUNT() FROM Contact WHERE Email != null')).totalSize).toBe(2);
    const grouped = await conn.query(
      'SELECT Account.Name who, COUNT(Id) many FROM Contact GROUP BY Account.Name ORDER BY Account.Name',
    );
    expect(grouped.records).toMatchObject([
      { who: 'Acme', many: 2 },
      { who: null, many: 1 },
    ]);
    expect((await conn.query('SELECT MAX(Name) FROM Contact')).records).toMatchObject([{ expr0: 'Cy' }]);
  });

  it('is read to sixteen thousand characters of its address, and no further', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => "'003000000000000AAA'").join(',');
    expect((await conn.query(`SELECT Id FROM Contact WHERE Id IN (${ids(600)})`)).totalSize).toBe(0);
    await expect(conn.query(`SELECT Id FROM Contact WHERE Id IN (${ids(900)})`)).rejects.toThrow(
      'URI Too Long',
    );
  });

  it('comes in pages, each leading to the next, of what was there when it was asked', async () => {
    for (let at = 0; at < 5; at += 1) bed.org.create('Contact', { LastName: `x${at}` });
    const first = await conn.query('SELECT Id FROM Contact');
    expect(first).toMatchObject({ totalSize: 8, done: false });
    bed.org.create('Contact', { LastName: 'late' });
    const second = await conn.queryMore(first.nextRecordsUrl ?? '');
    const third = await conn.queryMore(second.nextRecordsUrl ?? '');
    expect([second.records.length, third.records.length, third.done]).toEqual([3, 2, true]);
    await expect(conn.queryMore('/services/data/v67.0/query/01g000000000000AAA-2000')).rejects.toMatchObject({
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
  });

  it('through the tooling API is paged under the address at which it was asked', async () => {
    bed.org.create('Contact', { LastName: 'x' });
    const paged = z.object({ nextRecordsUrl: z.string() });
    const first = await bed.ask('GET', '/tooling/query?q=SELECT+Id+FROM+Contact');
    const { nextRecordsUrl } = paged.parse(first.body);
    expect(nextRecordsUrl).toMatch(/^\/services\/data\/v67\.0\/tooling\/query\//);
    expect(await bed.ask('GET', nextRecordsUrl.replace('/services/data/v67.0', ''))).toMatchObject({
      status: 200,
      body: { done: true, records: [{}] },
    });
  });

  it('that the org does not understand is refused, with the word that it stumbled over', async () => {
    const code = async (soql: string) => {
      const [answer] = await Promise.allSettled([conn.query(soql)]);
      return answer.status === 'rejected' ? Reflect.get(Object(answer.reason), 'errorCode') : 'fine';
    };
    expect(await code('SELECT Nope FROM Contact')).toBe('INVALID_FIELD');
    expect(await code('SELECT Nope.Name FROM Contact')).toBe('INVALID_FIELD');
    expect(await code('SELECT Id, (SELECT Id FROM Nopes) FROM Contact')).toBe('INVALID_FIELD');
    expect(await code('SELECT Id FROM Nope')).toBe('INVALID_TYPE');
    expect(await code('SELECT Id FROM Contact WHERE')).toBe('MALFORMED_QUERY');
    expect(await code("SELECT Id FROM Contact WHERE Description = 'x'")).toBe('INVALID_FIELD');
    await expect(conn.query('SELECT Nope FROM Contact')).rejects.toThrow(
      "ERROR at Row:1:Column:8\nNo such column 'Nope'",
    );
  });
});

describe('a single record', () => {
  it('is made, read, changed, found by its external id and taken away', async () => {
    const { id = '' } = await conn.sobject('Contact').create({ LastName: 'Roy' });
    const profile = { Contact__r: { Id: id }, Network__c: 'x', Name: 'roy' };
    const path = '/sobjects/Social_Profile__c/External_Id__c/003%3Ax%3A1';
    expect(await bed.ask('PATCH', path, profile)).toMatchObject({ status: 201, body: { created: true } });
    expect(await bed.ask('PATCH', path, { Name: 'Roy' })).toMatchObject({
      status: 200,
      body: { created: false },
    });
    expect(await bed.ask('GET', `${path}?fields=Name,External_Id__c`)).toMatchObject({
      body: { Name: 'Roy', External_Id__c: '003:x:1' },
    });
    const child = {
      External_Id__c: 'p',
      Contact__c: id,
      Social_Profile__r: { External_Id__c: '003:x:1' },
      Network__c: 'x',
    };
    expect(await bed.ask('POST', '/sobjects/Social_Conversation__c', child)).toMatchObject({ status: 201 });
    expect(await bed.ask('DELETE', path)).toMatchObject({ status: 204 });
    expect(await bed.ask('GET', path)).toMatchObject({ status: 404 });
    expect(bed.org.rows('Social_Conversation__c')[0]?.['Social_Profile__c']).toBeNull();
  });

  it('is not chosen among several with the same external id: the answer says where they are', async () => {
    await bed.close();
    bed = await openBed({ customFields: { Contact: [text('Member__c', 20, { externalId: true })] } });
    const urls = ['Roy', 'Byron'].map((LastName) => {
      const { Id } = bed.org.create('Contact', { LastName, Member__c: 'm1' });
      return `/services/data/v67.0/sobjects/Contact/${Id}`;
    });
    const path = '/sobjects/Contact/Member__c/m1';
    const several = { status: 300, body: urls };
    expect(await bed.ask('GET', path)).toMatchObject(several);
    expect(await bed.ask('DELETE', path)).toMatchObject(several);
    expect(await bed.ask('PATCH', path, { Title: 'CTO' })).toMatchObject(several);
    expect(bed.org.rows('Contact')).toMatchObject([{ Title: null }, { Title: null }]);
  });

  it('that cannot be read or found is refused in the shape of a single error', async () => {
    expect(await bed.ask('POST', '/sobjects/Contact', '{')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
    expect(await bed.ask('POST', '/sobjects/Contact', {})).toMatchObject({
      ...{ status: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }] },
    });
    expect(await bed.ask('GET', '/sobjects/Nope/1')).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
    expect(await bed.ask('PUT', '/limits')).toMatchObject({
      status: 405,
      body: [{ errorCode: 'METHOD_NOT_ALLOWED' }],
    });
  });
});

describe('collections', () => {
  it('take two hundred records and ten changes of object', async () => {
    const attributes = { type: 'Contact' };
    const many = Array.from({ length: 201 }, () => ({ attributes, LastName: 'x' }));
    expect(await bed.ask('POST', '/composite/sobjects', { records: many })).toMatchObject({
      ...{ status: 400, body: [{ errorCode: 'EXCEEDED_ID_LIMIT' }] },
    });
    const mixed = Array.from({ length: 11 }, (_none, at) => ({
      attributes: { type: at % 2 ? 'Contact' : 'Lead' },
      LastName: 'x',
    }));
    expect(await bed.ask('POST', '/composite/sobjects', { records: mixed })).toMatchObject({ status: 400 });
    expect(bed.org.rows('Contact')).toEqual([]);
  });

  it('are read back in order, with null for what is not there', async () => {
    const [one, two] = [
      bed.org.create('Contact', { LastName: 'A' }),
      bed.org.create('Contact', { LastName: 'B' }),
    ];
    const ids = [two.Id, '003Ws0000000099', one.Id];
    expect(await bed.ask('POST', '/composite/sobjects/Contact', { ids, fields: ['Name'] })).toMatchObject({
      body: [{ Name: 'B' }, null, { Name: 'A' }],
    });
  });

  it('refuse the second record of an external id', async () => {
    const { Id } = bed.org.create('Contact', { LastName: 'A' });
    const row = { External_Id__c: 'k', Contact__c: Id, Network__c: 'x' };
    const results = await conn
      .sobject('Social_Profile__c')
      .upsert([row, row], 'External_Id__c', { allOrNone: false });
    expect(results).toMatchObject([{ created: true }, { errors: [{ statusCode: 'DUPLICATE_VALUE' }] }]);
  });

  it('fail where somebody else holds a record, as often as told', async () => {
    const { Id } = bed.org.create('Contact', { LastName: 'A' });
    bed.org.switches.lock({ id: Id, times: 1 });
    const [held] = await conn.sobject('Contact').update([{ Id, LastName: 'B' }]);
    expect(held).toMatchObject({ success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] });
    expect((await conn.sobject('Contact').update([{ Id, LastName: 'B' }]))[0]?.success).toBe(true);
    expect(bed.org.find(Id)?.['LastName']).toBe('B');
  });
});

describe('a composite call', () => {
  const parts = (LastName: string | undefined) => [
    {
      method: 'POST',
      url: '/services/data/v67.0/sobjects/Account',
      referenceId: 'account',
      body: { Name: 'Acme' },
    },
    {
      ...{ method: 'POST', url: '/services/data/v67.0/sobjects/Contact', referenceId: 'contact' },
      body: { LastName, AccountId: '@{account.id}' },
    },
    {
      method: 'GET',
      url: '/services/data/v67.0/sobjects/Contact/@{contact.id}?fields=AccountId',
      referenceId: 'read',
    },
  ];

  it('lets a part speak of the answers before it', async () => {
    const { body } = await bed.ask('POST', '/composite', { allOrNone: true, compositeRequest: parts('Roy') });
    expect(body).toMatchObject({
      compositeResponse: [{ httpStatusCode: 201 }, { httpStatusCode: 201 }, { httpStatusCode: 200 }],
    });
    expect(bed.org.rows('Contact')[0]?.['AccountId']).toBe(bed.org.rows('Account')[0]?.Id);
  });

  it('leaves nothing behind when a part fails and all or none was asked for', async () => {
    const { body } = await bed.ask('POST', '/composite', {
      allOrNone: true,
      compositeRequest: parts(undefined),
    });
    expect(body).toMatchObject({
      compositeResponse: [
        { body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
        { body: [{ errorCode: 'PROCESSING_HALTED' }] },
      ],
    });
    expect(bed.org.rows('Account')).toEqual([]);
  });
});
