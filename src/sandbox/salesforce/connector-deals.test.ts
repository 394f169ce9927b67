import { afterEach, describe, expect, it } from 'vitest';
import { dealsIn } from '../../../tests/support/deals-in.ts';
import { connectTo, contactId } from './connector-bed.ts';
import type { Connected } from './connector-bed.ts';

let kith: Connected;
afterEach(() => kith.bed.close());

it('reads the open opportunities of many contacts in one call, with stage and amount', async () => {
  kith = await connectTo({ namespace: '' });
  const { org } = kith.bed;
  const [ada, grace, nobody] = ['Ada', 'Grace', 'Nobody'].map((LastName) =>
    contactId(org.create('Contact', { LastName }).Id),
  );
  const lead = contactId(org.create('Lead', { LastName: 'Lead', Company: 'Navy' }).Id);
  const deal = (Name: string, StageName: string, of: readonly (typeof ada)[], more: object = {}) => {
    const { Id } = org.create('Opportunity', { Name, StageName, CloseDate: '2027-01-01', ...more });
    for (const person of of)
      org.create('OpportunityContactRole', { OpportunityId: Id, ContactId: person ?? '' });
    return Id;
  };
  const both = deal('Looms', 'Negotiation/Review', [ada, grace], { Amount: 1200.5 });
  deal('Lost', 'Closed Lost', [ada]);
  const all = [ada, grace, nobody, lead].flatMap((id) => id ?? []);
  await kith.crm.around(all[0] ?? lead);
  org.switches.forget();
  const deals = dealsIn(await kith.crm.openDeals(all));
  expect(org.switches.counts()['GET /query']).toBe(1);
  expect(deals.map(({ contact, id, title, stage, amount }) => [contact, id, title, stage, amount])).toEqual([
    [ada, both, 'Looms', 'Negotiation/Review', { value: 1200.5 }],
    [grace, both, 'Looms', 'Negotiation/Review', { value: 1200.5 }],
  ]);
  expect(deals[0]?.url).toContain(`/lightning/r/Opportunity/${both}/view`);
  expect(dealsIn(await kith.crm.openDeals([lead]))).toEqual([]);
});

it('asks about more contacts than one question holds', async () => {
  kith = await connectTo({ namespace: '' });
  const { org } = kith.bed;
  const all = Array.from({ length: 201 }, (_, n) =>
    contactId(org.create('Contact', { LastName: `Ada ${n}` }).Id),
  );
  const last = all.at(-1);
  const { Id } = org.create('Opportunity', {
    Name: 'Looms',
    StageName: 'Negotiation/Review',
    CloseDate: '2027-01-01',
  });
  org.create('OpportunityContactRole', { OpportunityId: Id, ContactId: last ?? '' });
  expect(dealsIn(await kith.crm.openDeals(all)).map(({ contact }) => contact)).toEqual([last]);
});

/** Ada, and her open deals. */
async function withDeals(names: readonly string[]) {
  kith = await connectTo({ namespace: '' });
  const { org } = kith.bed;
  const ada = contactId(org.create('Contact', { LastName: 'Ada' }).Id);
  for (const Name of names) {
    const deal = { Name, StageName: 'Negotiation/Review', CloseDate: '2027-01-01' };
    const { Id } = org.create('Opportunity', deal);
    org.create('OpportunityContactRole', { OpportunityId: Id, ContactId: ada });
  }
  return { org, ada, crm: kith.crm };
}

it('reads all deals of somebody who has more than one answer holds', async () => {
  const names = Array.from({ length: 7 }, (_, n) => `Deal ${n}`);
  const { org, ada, crm } = await withDeals(names);
  org.switches.pageSize = 3;
  expect(
    dealsIn(await crm.openDeals([ada]))
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual(names);
});

describe('a connecting user who may not read opportunities', () => {
  const HIDDEN = ['Opportunity', 'OpportunityContactRole'];
  const withheld = {
    ability: 'deals',
    cure: expect.stringContaining('the permission set Kith Integration, or Read on opportunities.'),
  };
  const FIVE_MINUTES = 300_000;

  it('is told apart from nobody’s deals, and is believed again once an administrator allowed it', async () => {
    const { org, ada, crm } = await withDeals(['Looms']);
    org.switches.hide(...HIDDEN);
    expect(await crm.openDeals([ada])).toEqual({ withheld });
    expect(await crm.withheld()).toEqual([withheld]);
    expect(await crm.around(ada)).toEqual([]);
    org.switches.hide();
    org.switches.forget();
    expect(await crm.openDeals([ada])).toEqual({ withheld });
    expect(org.switches.counts()).toEqual({});
    kith.bed.advance(FIVE_MINUTES + 1);
    expect(dealsIn(await crm.openDeals([ada]))).toHaveLength(1);
    expect(await crm.withheld()).toEqual([]);
  });

  it.each([[HIDDEN], [['Opportunity']]])(
    'is noticed when the permission goes while Kith is at work: %j',
    async (hidden) => {
      const { org, ada, crm } = await withDeals(['Looms']);
      expect(dealsIn(await crm.openDeals([ada]))).toHaveLength(1);
      org.switches.hide(...hidden);
      expect(await crm.openDeals([ada])).toEqual({ withheld });
    },
  );

  it('is shown the rest around a contact, from the moment on at which the permission goes', async () => {
    const { org, ada, crm } = await withDeals(['Looms']);
    org.create('Task', { Subject: 'Call', WhoId: ada, Status: 'Not Started', Priority: 'Normal' });
    expect((await crm.around(ada)).map(({ kind }) => kind).toSorted()).toEqual(['deal', 'task']);
    org.switches.hide(...HIDDEN);
    expect((await crm.around(ada)).map(({ kind }) => kind)).toEqual(['task']);
  });
});
