import { afterEach, expect, it } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { ContactId } from '../../core/ids.ts';
import type { PortalOptions } from './options.ts';
import { openTestbed } from './testbed.ts';
import type { Testbed } from './testbed.ts';

let bed: Testbed;
afterEach(() => bed.close());

async function installed(options: Partial<PortalOptions> = {}) {
  bed = await openTestbed({
    contacts: [{ firstname: 'Ada' }, { firstname: 'Grace' }, { firstname: 'Nobody' }],
    ...options,
  });
  const { crm } = await bed.install(hubspot);
  const people = bed.portal.list().map(({ id }) => ContactId.parse(id));
  const deal = (
    dealname: string,
    dealstage: string,
    of: readonly ContactId[],
    more: Record<string, string> = {},
  ) => bed.portal.add('deals', { dealname, dealstage, pipeline: 'default', ...more }, [...of]).id;
  return { crm, people, deal };
}

it('reads the open deals of many contacts in two calls, with stage, amount and currency', async () => {
  const { crm, people, deal } = await installed();
  const [ada, grace] = people as [ContactId, ContactId, ContactId];
  const both = deal('Looms', 'contractsent', [ada, grace], { amount: '1200.5', deal_currency_code: 'EUR' });
  deal('Lost', 'closedlost', [ada], { amount: '9' });
  const plain = deal('Cogs', 'qualifiedtobuy', [grace]);
  deal('Somebody else’s', 'contractsent', []);
  await crm.openDeals([ada]);
  const before = bed.portal.requests();
  const deals = await crm.openDeals([...people, ContactId.parse('7'), ContactId.parse('../1')]);
  const calls = Object.entries(bed.portal.requests()).filter(([name, n]) => n > (before[name] ?? 0));
  expect(calls).toHaveLength(2);
  expect(deals.map(({ contact, id, title, amount }) => [contact, id, title, amount])).toEqual([
    [ada, both, 'Looms', { value: 1200.5, currency: 'EUR' }],
    [grace, both, 'Looms', { value: 1200.5, currency: 'EUR' }],
    [grace, plain, 'Cogs', undefined],
  ]);
  expect(deals[0]?.stage).toBe('Contract sent');
  for (const { url } of deals) expect((await fetch(url)).status).toBe(200);
});

it('knows of no deals where the right was withheld', async () => {
  const { crm, people, deal } = await installed({ withholds: ['crm.objects.deals.read'] });
  deal('Hidden', 'contractsent', people);
  expect(await crm.openDeals(people)).toEqual([]);
});

it('misses no open deal among many', async () => {
  const { crm, people, deal } = await installed();
  const [ada, grace] = people as [ContactId, ContactId, ContactId];
  const oldest = deal('Oldest', 'contractsent', [grace]);
  for (let n = 0; n < 120; n++) deal(`Lost ${n}`, 'closedlost', [ada]);
  expect((await crm.openDeals(people)).map(({ contact, id }) => [contact, id])).toEqual([[grace, oldest]]);
});
