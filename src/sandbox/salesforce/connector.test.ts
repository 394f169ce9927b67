import { afterEach, describe, expect, it } from 'vitest';
import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import { Failure } from '../../core/failure.ts';
import type { Patch } from '../../core/record/patch.ts';
import type { Signal } from '../../core/record/signal.ts';
import { connectTo, contactId, rowsOf, straight } from './connector-bed.ts';
import type { Connected } from './connector-bed.ts';

let kith: Connected;
afterEach(() => kith.bed.close());

const org = () => kith.bed.org;
const ADA = { FirstName: 'Ada', LastName: 'Lovelace', Email: 'ada@analytical.example', Title: 'Programmer' };
const GRACE = { FirstName: 'Grace', LastName: 'Hopper', Company: 'Navy', Website: 'https://navy.example' };

function people() {
  const company = org().create('Account', { Name: "O'Brien \\ Engines" });
  const ada = org().create('Contact', { ...ADA, AccountId: company.Id });
  const grace = org().create('Lead', GRACE);
  return { ada: contactId(ada.Id), grace: contactId(grace.Id) };
}
const headline = (contact: Patch['contact'], text: string | null): Patch => ({
  contact,
  fields: { headline: text },
});
const field = (id: string, name: string) => org().find(id)?.[org().named(name)];
const rows = (object: string) => org().rows(org().named(object));

describe.each(['', 'kith'] as const)(
  'the Salesforce connector in an org with the namespace "%s"',
  (namespace) => {
    it('reads contacts and leads page by page, and by their ids; a converted lead is its contact', async () => {
      kith = await connectTo({ namespace, pageSize: 2 });
      const { ada, grace } = people();
      for (const n of [1, 2, 3]) org().create('Contact', { LastName: `N${n}` });
      const seen: string[] = [];
      for (let after: string | undefined, more = true; more;) {
        const { contacts, next } = await kith.crm.page(after);
        seen.push(...contacts.map(({ name = '' }) => name));
        more = next !== undefined;
        after = next;
      }
      expect(seen).toEqual(['Ada Lovelace', 'N1', 'N2', 'N3', 'Grace Hopper']);
      const found = await kith.crm.contacts([grace, ada]);
      expect(found.map(({ company, website }) => [company, website])).toEqual([
        ["O'Brien \\ Engines", undefined],
        ['Navy', 'https://navy.example'],
      ]);
      const { contactId: became } = org().convert(grace);
      expect(await kith.crm.contacts([grace])).toEqual([]);
      expect((await kith.crm.contacts([contactId(became)])).map(({ name }) => name)).toEqual([
        'Grace Hopper',
      ]);
    });

    it('writes fields and rows of contacts and leads, and empties what is no longer known', async () => {
      kith = await connectTo({ namespace });
      const { ada, grace } = people();
      const fields = { headline: 'x'.repeat(300), influence: 91.25, lastPostAt: '2026-11-20T09:00:00.000Z' };
      const patches = [ada, grace].map((contact): Patch => ({
        contact,
        fields,
        rows: { put: [...rowsOf(contact)], gone: [] },
      }));
      kith.bed.org.switches.forget();
      const outcomes = await kith.crm.write(patches);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
      expect(org().switches.counts()).toMatchObject({ 'PATCH /composite/sobjects': 1 });
      expect(field(ada, 'Kith_Headline__c')).toHaveLength(255);
      expect(field(grace, 'Kith_Influence__c')).toBe(91.25);
      const [profile] = rows('Social_Profile__c').filter((row) => row[org().named('Contact__c')] === ada);
      expect(profile).toMatchObject({
        Name: 'ada.example',
        [org().named('Probability__c')]: 97.3,
        [org().named('Influence_High__c')]: 95.5,
      });
      const posts = rows('Social_Conversation__c');
      expect(posts.map((row) => row[org().named('Social_Profile__c')])).toContain(profile?.Id);
      expect(posts.map((row) => row[org().named('Lead__c')])).toContain(grace);

      const [, post] = rowsOf(ada);
      const again: Patch = { contact: ada, fields: { headline: null }, rows: { put: [], gone: [post] } };
      expect(await kith.crm.write([again])).toEqual([{ contact: ada, outcome: 'written' }]);
      expect(field(ada, 'Kith_Headline__c')).toBeNull();
      expect(rows('Social_Conversation__c')).toHaveLength(1);
      expect(await kith.crm.write([again])).toEqual([{ contact: ada, outcome: 'written' }]);
    });

    it('writes a post whose profile somebody deleted by hand', async () => {
      kith = await connectTo({ namespace });
      const { ada } = people();
      const [, post] = rowsOf(ada);
      const outcomes = await kith.crm.write([{ contact: ada, fields: {}, rows: { put: [post], gone: [] } }]);
      expect(outcomes).toEqual([{ contact: ada, outcome: 'written' }]);
      expect(rows('Social_Conversation__c')).toHaveLength(1);
    });

    it('tells apart who is gone and what the org refuses, and where', async () => {
      kith = await connectTo({ namespace });
      const { ada } = people();
      const other = contactId(org().create('Contact', { LastName: 'Other' }).Id);
      org().remove(ada);
      const outcomes = await kith.crm.write([
        headline(ada, 'a'),
        { contact: other, fields: { headline: 'c' }, mapped: { Title: 'x'.repeat(200) } },
      ]);
      expect(outcomes).toEqual([
        { contact: ada, outcome: 'contact gone' },
        { contact: other, outcome: 'refused', says: 'Salesforce: STRING_TOO_LONG at Title' },
      ]);
    });

    it('sends those again that other writes had locked, and only those', async () => {
      kith = await connectTo({ namespace });
      const { ada, grace } = people();
      org().switches.lock({ id: ada, times: 1 });
      const outcomes = await kith.crm.write([headline(ada, 'a'), headline(grace, 'b')]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
      org().switches.lock({ id: ada, times: 99 });
      await expect(kith.crm.write([headline(ada, 'c')])).rejects.toMatchObject({ kind: 'unavailable' });
    });

    it('shows what is around a contact and a lead, in one call, and adds tasks, cases and members once', async () => {
      kith = await connectTo({ namespace });
      const { ada, grace } = people();
      const deal = { Name: 'Looms', StageName: 'Prospecting', CloseDate: '2027-01-01' };
      const opportunity = org().create('Opportunity', deal);
      org().create('OpportunityContactRole', { OpportunityId: opportunity.Id, ContactId: ada });
      const task = { kind: 'task', contact: ada, title: 'Call', body: 'Soon', key: 'k-1' } as const;
      const ticket = { ...task, kind: 'ticket', title: 'It broke', key: 'k-2' } as const;
      const added = await kith.crm.add(ticket);
      expect(await kith.crm.add({ ...ticket, title: 'Again' })).toEqual(added);
      await kith.crm.add(task);
      expect((await kith.crm.add(task)).url).toContain('/lightning/r/Task/');
      await kith.crm.add({ kind: 'list', list: "Fans' day", contacts: [ada] });
      await kith.crm.add({ kind: 'list', list: " Fans' day ", contacts: [grace] });
      expect(rows('Case').map(({ Subject }) => Subject)).toEqual(['It broke']);
      expect(rows('Task')).toHaveLength(1);
      expect([rows('Campaign').length, rows('CampaignMember').length]).toEqual([1, 2]);
      org().switches.forget();
      const items = await kith.crm.around(ada);
      expect(items.map(({ kind, title, open }) => [kind, title, open]).toSorted()).toEqual([
        ['campaign', "Fans' day", true],
        ['deal', 'Looms', true],
        ['task', 'Call', true],
        ['ticket', 'It broke', true],
      ]);
      expect(org().switches.counts()['GET /query']).toBe(1);
      expect((await kith.crm.around(grace)).map(({ kind }) => kind)).toEqual(['campaign']);
    });

    it('tells flows of signals, with the owner, and of nobody who is gone', async () => {
      kith = await connectTo({ namespace });
      const { ada, grace } = people();
      const told: Readonly<Record<string, unknown>>[] = [];
      org().onEvent((event) => told.push(event.values));
      const gone = contactId(org().create('Contact', { LastName: 'Gone' }).Id);
      org().remove(gone);
      const signal: Signal = {
        ...{ kind: 'job change', network: 'bluesky', profile: 'p', since: '2026-11-20T09:00:00.000Z' },
        ...{ says: 'Ada has another employer', url: 'https://bsky.app/profile/ada', status: 'open' },
      };
      await kith.crm.notify?.(
        [ada, grace, gone].map((contact, i) => ({ key: `s-${i}`, contact, signal, networkTitle: 'Bluesky' })),
      );
      expect(told.map((one) => one[org().named('External_Id__c')])).toEqual(['s-0', 's-1']);
      expect(told[0]).toMatchObject({
        [org().named('Contact_Id__c')]: ada,
        [org().named('Owner_Id__c')]: org().adminId,
        [org().named('Kind__c')]: 'job change',
      });
      expect(told[1]?.[org().named('Lead_Id__c')]).toBe(grace);
    });

    it('leaves the org as it was, and may leave twice', async () => {
      kith = await connectTo({ namespace });
      const { ada, grace } = people();
      for (const contact of [ada, grace]) {
        const put = [...rowsOf(contact)];
        await kith.crm.write([
          { contact, fields: { headline: 'a', profileCount: 1 }, rows: { put, gone: [] } },
        ]);
      }
      await kith.crm.leave();
      await kith.crm.leave();
      expect([rows('Social_Profile__c'), rows('Social_Conversation__c')]).toEqual([[], []]);
      expect([ada, grace].map((id) => field(id, 'Kith_Headline__c'))).toEqual([null, null]);
      org().uninstall();
      await kith.crm.leave();
    });

    it('writes fields of a person account at its account', async () => {
      kith = await connectTo({ namespace, personAccounts: true });
      const account = org().create('Account', {
        FirstName: 'Ada',
        LastName: 'Person',
        PersonEmail: 'p@ada.example',
      });
      const contact = contactId(String(org().find(account.Id)?.['PersonContactId']));
      const [read] = await kith.crm.contacts([contact]);
      expect([read?.name, read?.company]).toEqual(['Ada Person', undefined]);
      const put = [...rowsOf(contact)];
      const patch: Patch = {
        contact,
        fields: { headline: 'a' },
        mapped: { Title: 'Dr' },
        rows: { put, gone: [] },
      };
      expect(await kith.crm.write([patch])).toEqual([{ contact, outcome: 'written' }]);
      expect(field(contact, 'Kith_Headline__c')).toBe('a');
      expect(org().find(contact)?.['Title']).toBe('Dr');
      await kith.crm.leave();
      expect(field(contact, 'Kith_Headline__c')).toBeNull();
    });
  },
);

describe('the Salesforce connector and an org’s limits', () => {
  it('goes on with a new token when the old one is refused, without losing the rotated one', async () => {
    kith = await connectTo();
    const { ada } = people();
    for (let i = 0; i < 3; i += 1) {
      org().switches.expireTokens();
      expect(await kith.crm.contacts([ada])).toHaveLength(1);
    }
    expect(kith.renewals()).toBe(3);
  });

  it('says what is used of the day, and that it must wait when nothing is left', async () => {
    kith = await connectTo({ dailyLimit: 1_000 });
    const { ada } = people();
    await kith.crm.contacts([ada]);
    expect(kith.usage.at(-1)?.allowed).toBe(1_000);
    org().switches.callsUsed = 1_000;
    const failure = await kith.crm.contacts([ada]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: undefined });
  });

  it('says that the package is missing and how it is installed, and goes on once it is there', async () => {
    kith = await connectTo({ installed: false });
    const { ada } = people();
    await expect(kith.crm.prepare()).rejects.toMatchObject({ kind: 'rejected' });
    await expect(kith.crm.write([headline(ada, 'a')])).rejects.toThrow(/kith salesforce install/);
    org().install();
    expect(await kith.crm.write([headline(ada, 'a')])).toEqual([{ contact: ada, outcome: 'written' }]);
    org().uninstall();
    await expect(kith.crm.write([headline(ada, 'b')])).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('says which permission set the connecting user lacks, and goes on once it is given', async () => {
    kith = await connectTo({ fieldSecurity: 'enforced' });
    const { ada } = people();
    await expect(kith.crm.prepare()).rejects.toThrow(/permission set Kith Integration/);
    const given = org()
      .rows('PermissionSet')
      .find(({ Name }) => Name === 'Kith_Integration');
    org().create('PermissionSetAssignment', {
      AssigneeId: org().adminId,
      PermissionSetId: given?.Id ?? null,
    });
    await kith.crm.prepare();
    expect(await kith.crm.write([headline(ada, 'a')])).toEqual([{ contact: ada, outcome: 'written' }]);
  });

  it('takes a connection that breaks in the middle of an answer for trouble of the connection', async () => {
    kith = await connectTo();
    const { ada } = people();
    await kith.crm.prepare();
    org().switches.fail({ path: /query/, destroy: true, times: 1 });
    await expect(kith.crm.contacts([ada])).rejects.toThrow();
    expect(await kith.crm.contacts([ada])).toHaveLength(1);
  });

  it('gives its grant back, and takes a dead one for given back', async () => {
    kith = await connectTo();
    const { app, bed, grant } = kith;
    await salesforce.revoke(app, straight, grant.refreshToken, bed.now());
    await salesforce.revoke(app, straight, grant.refreshToken, bed.now());
    expect(org().connected()).toBe(false);
    await expect(salesforce.refresh(app, straight, grant.refreshToken, bed.now())).rejects.toMatchObject({
      kind: 'unauthorized',
    });
  });
});
