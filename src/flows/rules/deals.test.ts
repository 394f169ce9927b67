import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said } from '../../../tests/support/ruled.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { Failure } from '../../core/failure.ts';
import { ContactId } from '../../core/ids.ts';
import type { OpenDeal } from '../../core/influence/neighbourhood/deal.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { WantedRule } from '../../core/rules/rule.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const deal = (contact: string, value: number, currency = 'EUR'): OpenDeal => ({
  ...{ contact: ContactId.parse(contact), id: `${contact}-${value}`, title: 'Looms' },
  ...{ amount: { value, currency }, url: 'https://crm.example/deals/1' },
});
const asking = (...more: readonly Condition[]): WantedRule => ({
  ...COMPLAINT,
  when: [...COMPLAINT.when, ...more],
});
const WITH_DEAL = asking({ on: 'deal' });

/** People of whom some have open deals, in a CRM that shows them. */
async function open(people?: readonly string[], deals: readonly OpenDeal[] = [deal('1', 5_000)]) {
  const bed = await openRuled(worlds, people);
  const { state, calls } = bed.w.memory;
  state.granted = new Set([...state.granted, 'deals']);
  state.deals = deals;
  return { ...bed, asked: () => calls.filter((call) => call === 'openDeals' || call === 'values') };
}

describe('a rule that asks for an open deal', () => {
  it('acts where the CRM knows one, and asks about all whom it may concern in one call', async () => {
    const bed = await open(['1', '2', '3']);
    await on(bed, WITH_DEAL);
    for (const person of ['1', '2']) await said(bed.w, person, 'negative');
    await said(bed.w, '3', 'positive');
    bed.w.memory.calls.length = 0;
    await derive(bed.w, '1', '2', '3');
    expect(bed.w.memory.added).toMatchObject([{ kind: 'task', contact: '1' }]);
    expect(bed.asked()).toEqual(['openDeals']);
  });

  it('acts where one of their deals is worth enough, in the currency it names', async () => {
    const deals = [deal('1', 5_000), deal('2', 900), deal('2', 20_000), deal('3', 900_000, 'JPY')];
    const bed = await open(['1', '2', '3'], deals);
    await on(bed, asking({ on: 'deal', worth: { atLeast: 10_000, currency: 'EUR' } }));
    for (const person of ['1', '2', '3']) await said(bed.w, person, 'negative');
    await derive(bed.w, '1', '2', '3');
    expect(bed.w.memory.added).toMatchObject([{ contact: '2' }]);
  });

  it('asks for deals and for fields once each, however many rules ask', async () => {
    const bed = await open();
    await on(bed, WITH_DEAL);
    await on(bed, asking({ on: 'deal' }, { on: 'field', field: 'jobtitle', how: 'is', value: 'customer' }));
    bed.w.memory.type('1', 'jobtitle', 'customer');
    await said(bed.w, '1', 'negative');
    bed.w.memory.calls.length = 0;
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toHaveLength(2);
    expect(bed.asked()).toEqual(['values', 'openDeals']);
  });

  it('acts on nothing and says so once the right is withdrawn, beside rules that need none, and again when it is back', async () => {
    const bed = await open();
    const { w, rules, at } = bed;
    const id = await on(bed, WITH_DEAL);
    const other = await on(bed, asking({ on: 'field', field: 'jobtitle', how: 'is', value: 'customer' }));
    w.memory.type('1', 'jobtitle', 'customer');
    w.memory.state.granted = new Set(['tasks']);
    await said(w, '1', 'negative');
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(1);
    const trouble = 'The CRM does not let Kith read deals: the rule acts on nothing. An admin allows it.';
    const troubles = async () => (await rules.list(at)).map((one) => [one.id, one.trouble] as const);
    expect(new Map(await troubles())).toEqual(
      new Map([
        [id, trouble],
        [other, undefined],
      ]),
    );
    expect(await rules.dryRun(at, id)).toEqual({ refused: trouble });
    w.memory.state.granted = new Set(['tasks', 'deals']);
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(2);
    expect((await troubles()).map(([, one]) => one)).toEqual([undefined, undefined]);
  });

  it('acts on nothing and says so where the CRM shows no deals', async () => {
    const bed = await open();
    await on(bed, WITH_DEAL);
    await said(bed.w, '1', 'negative');
    const refuses = () => Promise.reject(new Failure('forbidden', 'the CRM does not want to'));
    Object.assign(bed.w.memory.crm, { openDeals: refuses });
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toEqual([]);
    expect(await bed.rules.list(bed.at)).toMatchObject([
      { trouble: expect.stringContaining('does not show this to us, when it is asked for deals') },
    ]);
  });

  it('acts on the deals that the CRM tells, and says that there are more', async () => {
    const bed = await open(['1', '2']);
    const { w, rules, at } = bed;
    w.memory.state.deals = [deal('1', 900), deal('2', 20_000)];
    w.memory.state.cut = new Set(['1']);
    const [worth, any] = [
      await on(bed, asking({ on: 'deal', worth: { atLeast: 10_000 } })),
      await on(bed, WITH_DEAL),
    ];
    for (const person of ['1', '2']) await said(w, person, 'negative');
    await derive(w, '1', '2');
    expect(w.memory.added).toHaveLength(3);
    const troubles = async () => new Map((await rules.list(at)).map((one) => [one.id, one.trouble]));
    expect(await troubles()).toEqual(
      new Map([
        [worth, expect.stringContaining('more open deals than the CRM tells')],
        [any, undefined],
      ]),
    );
    w.memory.state.cut = new Set();
    await said(w, '1', 'negative');
    await derive(w, '1');
    expect((await troubles()).get(worth)).toBeUndefined();
  });

  it('loses nothing while the CRM does not answer', async () => {
    const bed = await open();
    const { w } = bed;
    await on(bed, WITH_DEAL);
    await said(w, '1', 'negative');
    const { openDeals } = w.memory.crm;
    Object.assign(w.memory.crm, {
      openDeals: () => Promise.reject(new Failure('unavailable', 'it is down')),
    });
    await expect(derive(w, '1')).rejects.toThrow('down');
    expect(await w.rows('rule_waiting')).toMatchObject([{ contact_id: '1' }]);
    Object.assign(w.memory.crm, { openDeals });
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(1);
  });

  it('is not made where Kith may not read deals', async () => {
    const { rules, at } = await openRuled(worlds);
    expect(await rules.make(at, WITH_DEAL, 'ada')).toEqual({
      refused: 'The CRM does not let Kith read deals. An admin allows it. Or ask for something else.',
    });
  });
});
