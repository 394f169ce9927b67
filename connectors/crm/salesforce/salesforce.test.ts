import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { ContactId } from '../../../src/core/ids.ts';
import type { Usage } from '../../../src/ports/crm-traffic.ts';
import { crmContract } from '../../../tests/contract/crm.ts';
import { announcedOnly } from '../../../tests/support/announced-only.ts';
import { SECRETS, expectKind } from '../../../tests/contract/crm/session.ts';
import {
  DATA,
  JSON_TYPE,
  LEAD,
  PACKAGED,
  STAMP,
  api,
  connect,
  describes,
  field,
  headline,
  open,
  queries,
  trouble,
} from './announced.ts';
import { salesforce } from './index.ts';
import { kit } from './kit.ts';

crmContract(salesforce, kit, { describe, it, afterEach });

announcedOnly();

describe('talking to an org', () => {
  it('says that it is Kith, so that its own changes can be told apart, and what is used of the day', async () => {
    const usage: Usage[] = [];
    nock(kit.base, { reqheaders: { 'sforce-call-options': 'client=kith' } })
      .get(`${DATA}/sobjects/Contact/describe`)
      .reply(200, { fields: PACKAGED }, { ...JSON_TYPE, 'sforce-limit-info': 'api-usage=18/5000' });
    await connect({ saw: (one) => usage.push(one) }).prepare();
    expect(usage).toEqual([{ used: 18, allowed: 5_000 }]);
  });

  it('asks once more, with another token, when one is refused before its time', async () => {
    const path = `${DATA}/sobjects/Contact/describe`;
    const bearing = (token: string) => nock(kit.base, { reqheaders: { authorization: `Bearer ${token}` } });
    bearing(SECRETS.accessToken).get(path).reply(401, trouble('INVALID_SESSION_ID'), JSON_TYPE);
    bearing(SECRETS.renewedToken).get(path).reply(200, { fields: PACKAGED }, JSON_TYPE);
    const refusals: string[] = [];
    const renew = async (token: string) => {
      refusals.push(token);
      return SECRETS.renewedToken;
    };
    await connect({ renew }).prepare();
    expect(refusals).toEqual([SECRETS.accessToken]);
  });

  it.each([
    [401, 'INVALID_SESSION_ID', 'unauthorized'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'rate-limited'],
    [403, 'API_DISABLED_FOR_ORG', 'forbidden'],
    [400, 'UNABLE_TO_LOCK_ROW', 'unavailable'],
    [400, 'QUERY_TIMEOUT', 'unavailable'],
    [503, 'SERVER_UNAVAILABLE', 'unavailable'],
    [420, 'UNKNOWN_EXCEPTION', 'unavailable'],
    [302, 'NOTHING', 'unavailable'],
    [400, 'MALFORMED_QUERY', 'rejected'],
  ] as const)('takes %i %s for %s, and repeats nothing of what was said', async (status, code, kind) => {
    api()
      .persist()
      .get(/.*/)
      .reply(status, trouble(code, `${code}: ada@analytical.example`), {
        ...JSON_TYPE,
        location: 'https://evil.example/',
      });
    const failure = await expectKind(code, () => open().contacts([kit.id(1)]), kind);
    expect(failure.message).not.toContain('ada@');
    expect(failure.retryAfterMs).toBeUndefined();
    nock.cleanAll();
  });
});

describe('reading persons from Salesforce', () => {
  it('asks for contacts and for leads that were not converted, with what the connecting user may see', async () => {
    describes('Contact', field('AccountId', 'reference'), field('Secret_Url__c', 'url'));
    describes('Lead', field('Company'), field('IsConverted', 'boolean'));
    const asked = queries([], []);
    await open().contacts([LEAD, kit.id(1), kit.id(1)]);
    expect(asked).toEqual([
      'SELECT Id,FirstName,LastName,Email,Title,SystemModstamp,Account.Name,Account.Website,Secret_Url__c' +
        ` FROM Contact WHERE Id IN ('${kit.id(1)}')`,
      'SELECT Id,FirstName,LastName,Email,Title,SystemModstamp,Company' +
        ` FROM Lead WHERE Id IN ('${LEAD}') AND IsConverted = false`,
    ]);
  });

  it('asks nothing about what cannot be an id of a contact or a lead', async () => {
    const ids = ['5', `001${kit.id(1).slice(3)}`, `${kit.id(1).slice(0, 17)}X`, "003' OR Id != '", '../003'];
    expect(await open().contacts(ids.map((id) => ContactId.parse(id)))).toEqual([]);
    expect(await open().write(ids.map((id) => headline(ContactId.parse(id), 'x')))).toEqual(
      ids.map((contact) => ({ contact, outcome: 'contact gone' })),
    );
  });

  it('goes on behind the last id, contacts first, and does without leads where there are none', async () => {
    describes('Contact');
    api().get(`${DATA}/sobjects/Lead/describe`).reply(404, trouble('NOT_FOUND'));
    const asked = queries([{ Id: kit.id(5), SystemModstamp: STAMP }]);
    const crm = open();
    const page = await crm.page(`Contact:${kit.id(4)}`);
    expect(asked[0]).toContain(` WHERE Id > '${kit.id(4)}' ORDER BY Id LIMIT 2000`);
    expect(page).toMatchObject({ contacts: [{ id: kit.id(5) }], next: 'Lead:' });
    expect(await crm.page(page.next)).toEqual({ contacts: [] });
  });

  it.each([
    [{ LinkedIn__c: 'linkedin.com/in/ada' }, ['https://linkedin.com/in/ada']],
    [{ Twitter__c: '@ada' }, ['x:ada']],
    [{ Twitter__c: 'https://x.com/ada' }, ['https://x.com/ada']],
    [{ Mastodon__c: '@ada@hachyderm.example' }, ['@ada@hachyderm.example']],
    [{ Mastodon__c: 'ada@hachyderm.example' }, ['@ada@hachyderm.example']],
    [{ Bluesky__c: '@ada.bsky.social' }, ['bluesky:ada.bsky.social']],
    [{ Twitter__c: 'n/a', LinkedIn__c: '-', Bluesky__c: 'none' }, []],
    [{ LinkedIn__c: 'https://a.example; https://b.example' }, ['https://a.example', 'https://b.example']],
    [{ Kith_Last_Post__c: 'https://ours.example' }, []],
  ])('finds the places that %j names', async (values, handles) => {
    const own = [
      field('LinkedIn__c', 'url'),
      ...['Twitter__c', 'Mastodon__c', 'Bluesky__c'].map((one) => field(one)),
    ];
    describes('Contact', ...own, field('Kith_Last_Post__c', 'url'));
    queries([{ Id: kit.id(1), SystemModstamp: STAMP, ...values }]);
    expect((await open().contacts([kit.id(1)]))[0]?.handles).toEqual(handles);
  });

  it('reads the values of fields as an admin named them, and leaves out what a kind of person does not have', async () => {
    describes('Contact', field('AssistantName'));
    describes('Lead');
    const asked = queries(
      [{ Id: kit.id(1), SystemModstamp: STAMP, Email: 'a@a.example', AssistantName: null }],
      [{ Id: LEAD, SystemModstamp: STAMP, Email: 'l@a.example' }],
    );
    const shown = await open().look([kit.id(1), LEAD], ['email', 'AssistantName', "x' OR 1=1"]);
    expect(asked.map((soql) => soql.split(' WHERE')[0])).toEqual([
      'SELECT Id,SystemModstamp,Email,AssistantName FROM Contact',
      'SELECT Id,SystemModstamp,Email FROM Lead',
    ]);
    const asOf = new Date(STAMP);
    expect([...shown]).toEqual([
      [kit.id(1), { values: { email: 'a@a.example' }, asOf }],
      [LEAD, { values: { email: 'l@a.example' }, asOf }],
    ]);
  });
});
