import { afterEach, expect, it } from 'vitest';
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
  const deals = await kith.crm.openDeals(all);
  expect(org.switches.counts()['GET /query']).toBe(1);
  expect(deals.map(({ contact, id, title, stage, amount }) => [contact, id, title, stage, amount])).toEqual([
    [ada, both, 'Looms', 'Negotiation/Review', { value: 1200.5 }],
    [grace, both, 'Looms', 'Negotiation/Review', { value: 1200.5 }],
  ]);
  expect(deals[0]?.url).toContain(`/lightning/r/Opportunity/${both}/view`);
  expect(await kith.crm.openDeals([lead])).toEqual([]);
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
  expect((await kith.crm.openDeals(all)).map(({ contact }) => contact)).toEqual([last]);
});
