import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said } from '../../../tests/support/ruled.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { Failure } from '../../core/failure.ts';
import { ContactId } from '../../core/ids.ts';
import type { ContactFact } from '../../core/rules/fact.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import { openQuestions } from './open-questions.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const open = (people?: readonly string[]) => openRuled(worlds, people);
const CUSTOMER = { on: 'field', field: 'jobtitle', how: 'is', value: 'customer' } as const;
/** A complaint of somebody of whom the CRM says in one of its own fields that they are a customer. */
const OF_CUSTOMERS: WantedRule = { ...COMPLAINT, when: [...COMPLAINT.when, CUSTOMER] };

describe('a rule that asks for a field of the CRM’s own', () => {
  it('acts where the CRM says so, and asks about all whom it may concern in one call', async () => {
    const bed = await open(['1', '2', '3', '4']);
    const { w } = bed;
    await on(bed, OF_CUSTOMERS);
    w.memory.type('1', 'jobtitle', 'Customer');
    w.memory.type('2', 'jobtitle', 'lead');
    w.memory.type('4', 'jobtitle', 'customer');
    for (const person of ['1', '2', '3']) await said(w, person, 'negative');
    await said(w, '4', 'positive');
    w.memory.calls.length = 0;
    await derive(w, '1', '2', '3', '4');
    expect(w.memory.added).toMatchObject([{ kind: 'task', contact: '1' }]);
    expect(w.memory.calls.filter((call) => call === 'values' || call === 'fields')).toEqual(['values']);
  });

  it('asks nothing for what does not fit otherwise', async () => {
    const bed = await open();
    await on(bed, OF_CUSTOMERS);
    bed.w.memory.calls.length = 0;
    await said(bed.w, '1', 'positive');
    await derive(bed.w, '1');
    expect(bed.w.memory.calls).not.toContain('values');
    expect(await bed.w.rows('rule_waiting')).toEqual([]);
  });

  it('writes the fields that it sets', async () => {
    const bed = await open();
    const does: WantedRule['does'] = [{ do: 'field', field: 'city', value: 'Paris', mode: 'overwrite' }];
    await on(bed, { ...OF_CUSTOMERS, does });
    bed.w.memory.type('1', 'jobtitle', 'customer');
    await said(bed.w, '1', 'negative');
    await derive(bed.w, '1');
    expect(bed.w.memory.others.get('1')?.get('city')).toBe('Paris');
  });

  it('acts on nothing and says so where the field is gone, and acts again when it is back', async () => {
    const bed = await open();
    const { w, rules, at } = bed;
    const without = { ...OF_CUSTOMERS, when: [...COMPLAINT.when, { ...CUSTOMER, how: 'is not' as const }] };
    const id = await on(bed, without);
    const { fields } = w.memory.state;
    w.memory.state.fields = fields.filter(({ name }) => name !== 'jobtitle');
    await said(w, '1', 'negative');
    await derive(w, '1');
    expect(w.memory.added).toEqual([]);
    const trouble = expect.stringContaining('no contact field “jobtitle”');
    expect(await rules.list(at)).toMatchObject([{ id, state: 'on', trouble }]);
    expect(await rules.dryRun(at, id)).toEqual({ refused: trouble });
    w.memory.state.fields = fields;
    w.memory.type('1', 'jobtitle', 'lead');
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(1);
    expect((await rules.list(at))[0]).not.toHaveProperty('trouble');
  });

  it.each([
    ['forbidden', 'does not show this'],
    ['rejected', 'refused this request'],
  ] as const)('acts on nothing and says so where the CRM answers that it is %s', async (kind, says) => {
    const bed = await open();
    await on(bed, OF_CUSTOMERS);
    await said(bed.w, '1', 'negative');
    const { crm } = bed.w.memory;
    Object.assign(crm, { values: () => Promise.reject(new Failure(kind, 'the CRM does not want to')) });
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toEqual([]);
    expect(await bed.rules.list(bed.at)).toMatchObject([{ trouble: expect.stringContaining(says) }]);
  });

  it('loses nothing while the CRM does not answer', async () => {
    const bed = await open();
    const { w } = bed;
    await on(bed, OF_CUSTOMERS);
    w.memory.type('1', 'jobtitle', 'customer');
    await said(w, '1', 'negative');
    const { values } = w.memory.crm;
    Object.assign(w.memory.crm, { values: () => Promise.reject(new Failure('unavailable', 'it is down')) });
    await expect(derive(w, '1')).rejects.toThrow('down');
    expect(await w.rows('rule_waiting')).toMatchObject([{ contact_id: '1' }]);
    Object.assign(w.memory.crm, { values });
    await derive(w, '1');
    expect(w.memory.added).toHaveLength(1);
    expect(await w.rows('rule_waiting')).toEqual([]);
  });

  it('is not made for a field that is not there, or that is Kith’s own', async () => {
    const { w, rules, at } = await open();
    const asks = (field: string) =>
      rules.make(at, { ...COMPLAINT, when: [{ on: 'field', field, how: 'is known' }] }, 'ada');
    expect(await asks('nowhere')).toEqual({ refused: expect.stringContaining('no contact field “nowhere”') });
    const [first] = w.memory.state.fields;
    if (!first) throw new Error('the CRM has no field');
    w.memory.state.fields = [{ ...first, ours: true }];
    expect(await asks(first.name)).toEqual({ refused: expect.stringContaining('Kith’s own') });
  });
});

describe('a dry run of a rule that asks for a field of the CRM’s own', () => {
  const fact = (contact: string, n = 0): ContactFact => ({
    ...{
      about: 'contact',
      key: `${contact} ${n}`,
      at: new Date(0),
      contact: ContactId.parse(contact),
      tone: 'negative',
    },
    ...{ network: 'bluesky', profile: 'p', url: 'https://bsky.example/1', known: {} },
  });

  it('asks about each contact once, however much happened around them', async () => {
    const { w } = await open();
    w.memory.type('7', 'jobtitle', 'customer');
    w.memory.calls.length = 0;
    const ask = openQuestions(OF_CUSTOMERS, async () => w.memory.crm).answered;
    const [first, second] = [await ask([fact('7'), fact('8')]), await ask([fact('8', 1), fact('7', 1)])];
    expect([first, second].flat()).toMatchObject([
      { fields: { jobtitle: 'customer' } },
      { fields: {} },
      { fields: {} },
      { fields: { jobtitle: 'customer' } },
    ]);
    expect(w.memory.calls).toEqual(['values']);
  });

  it('is refused, with the cure, where the CRM would be asked about too many', async () => {
    const { w } = await open();
    const facts = Array.from({ length: 1_001 }, (_, n) => fact(`${n}`));
    w.memory.calls.length = 0;
    expect(await openQuestions(OF_CUSTOMERS, async () => w.memory.crm).answered(facts)).toContain(
      'add a condition',
    );
    expect(w.memory.calls).toEqual([]);
  });
});
