import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { dealsIn } from '../../../tests/support/deals-in.ts';
import { ContactId } from '../../core/ids.ts';
import { openLog } from '../../log.ts';
import { openGate } from '../../outbound/gate.ts';
import type { Gate } from '../../outbound/gate.ts';
import { crmLimits } from '../../outbound/sessions.ts';
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
  const deals = dealsIn(await crm.openDeals([...people, ContactId.parse('7'), ContactId.parse('../1')]));
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

it('says how to let it read deals where the right was withheld', async () => {
  const { crm, people, deal } = await installed({ withholds: ['crm.objects.deals.read'] });
  deal('Hidden', 'contractsent', people);
  const withheld = {
    ability: 'deals',
    cure: `Whoever may grant crm.objects.deals.read in HubSpot connects it again at ${bed.app.publicUrl}/install/hubspot.`,
  };
  expect(await crm.openDeals(people)).toEqual({ withheld });
  expect(await crm.withheld()).toEqual([withheld]);
});

it('misses no open deal among many', async () => {
  const { crm, people, deal } = await installed();
  const [ada, grace] = people as [ContactId, ContactId, ContactId];
  const oldest = deal('Oldest', 'contractsent', [grace]);
  for (let n = 0; n < 120; n++) deal(`Lost ${n}`, 'closedlost', [ada]);
  expect(dealsIn(await crm.openDeals(people)).map(({ contact, id }) => [contact, id])).toEqual([
    [grace, oldest],
  ]);
});

describe('of somebody with very many deals', () => {
  // Waiting moves the clock of both sides, and of the budget.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(async () => {
    vi.useRealTimers();
    await gate.close();
  });

  let gate: Gate;
  async function busy() {
    const { people, deal } = await installed({ searchLagMs: 0 });
    vi.setSystemTime(bed.now());
    const wait = async (ms: number) => {
      bed.advance(ms);
      vi.setSystemTime(bed.now());
      await pause(0);
    };
    gate = openGate({
      ...{ now: bed.now, log: openLog('silent'), pause: wait, limitsOf: (lane) => crmLimits(hubspot, lane) },
      trustedOrigins: new Set([bed.portal.url]),
    });
    const { crm } = await bed.install({
      ...hubspot,
      connect: (session) => hubspot.connect({ ...session, pass: gate.pass }),
    });
    return { crm, people, deal };
  }
  const asked = () => bed.portal.requests();

  it('all open ones are searched for, page by page within the budget of search, beside everybody else’s', async () => {
    const { crm, people, deal } = await busy();
    const [ada, grace] = people as [ContactId, ContactId, ContactId];
    const [oldest, both] = [
      deal('Oldest', 'contractsent', [ada]),
      deal('Both', 'contractsent', [ada, grace]),
    ];
    for (let n = 0; n < 900; n++) deal(`Won ${n}`, 'closedwon', [ada]);
    for (let n = 0; n < 1_398; n++) deal(`Open ${n}`, 'qualifiedtobuy', [ada], { amount: String(n) });
    const read = await crm.openDeals(people);
    const own = dealsIn(read).filter(({ contact }) => contact === ada);
    expect(new Set(own.map(({ id }) => id)).size).toBe(1_400);
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining([oldest, both]));
    expect(dealsIn(read).filter(({ contact }) => contact === grace)).toMatchObject([{ id: both }]);
    expect(read).toMatchObject({ cut: new Set() });
    // 7 pages of 200; a refusal for asking too often would have been asked again.
    expect(asked()['POST /crm/objects/2026-09/deals/search']).toBe(7);
    expect(asked()['POST /crm/objects/2026-09/deals/batch/read']).toBe(1);
  });

  it('the newest 10,000 open ones are read, and it is said that there are more', async () => {
    const { crm, people, deal } = await busy();
    const [ada, grace] = people as [ContactId, ContactId, ContactId];
    const oldest = deal('Oldest', 'contractsent', [ada]);
    bed.advance(1_000);
    for (let n = 0; n < 10_000; n++) deal(`Open ${n}`, 'qualifiedtobuy', [ada]);
    const read = await crm.openDeals([ada, grace]);
    expect(read).toMatchObject({ cut: new Set([ada]) });
    expect(dealsIn(read)).toHaveLength(10_000);
    expect(dealsIn(read).map(({ id }) => id)).not.toContain(oldest);
  });
});

it('takes a deal that could not be read for none that is gone', async () => {
  const { crm, people, deal } = await installed();
  deal('Looms', 'contractsent', people);
  bed.portal.strike({ times: 1, status: 500, path: /deals\/batch\/read/ });
  await expect(crm.openDeals(people)).rejects.toMatchObject({ kind: 'unavailable' });
});
