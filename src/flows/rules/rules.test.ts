import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said, sets } from '../../../tests/support/ruled.ts';
import type { Tone } from '../../../tests/support/ruled.ts';
import { account, openWorlds } from '../../../tests/support/world.ts';
import { learnOwnLabels } from '../../core/conversation/own-labels/learn.ts';
import { examples } from '../../core/conversation/own-labels/testbed.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';
import { ContactId } from '../../core/ids.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import { openEndpoints } from '../endpoints.ts';
import { openListening } from '../listening/open-listening.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const open = (people?: readonly string[]) => openRuled(worlds, people);

describe('a rule', () => {
  it('is switched on after a dry run of it as it is, not before, and not where nothing may be written', async () => {
    const { rules, at } = await open();
    const made = await rules.make(at, COMPLAINT, 'ada');
    const id = 'id' in made ? made.id : '';
    const publish = () => rules.publish(at, id, { replay: false, by: 'ada' });
    expect(await publish()).toEqual({ refused: expect.stringContaining('dry run') });
    await rules.dryRun(at, id);
    expect(await publish()).toMatchObject({ state: 'on' });
    expect(await rules.change(at, id, { ...COMPLAINT, name: 'Other' }, 'ada')).toMatchObject({
      state: 'draft',
    });
    expect(await publish()).toHaveProperty('refused');
  });

  it('does each of its actions for a fact once, and nothing for what was there before it', async () => {
    const bed = await open();
    const { w, rules, at } = bed;
    const endpoints = openEndpoints(w.deps);
    await endpoints.make(at, { url: 'https://hooks.example/', hears: ['rule.matched'] });
    await said(w, '1', 'negative', 1);
    const does: WantedRule['does'] = [
      ...COMPLAINT.does,
      { do: 'ticket', title: 'A complaint' },
      { do: 'list', list: 'Unhappy' },
      { do: 'webhook' },
    ];
    const id = await on(bed, { ...COMPLAINT, does });
    await derive(w, '1');
    expect(w.memory.added).toEqual([]);
    w.pass(60);
    await said(w, '1', 'negative');
    await said(w, '1', 'positive');
    await derive(w, '1');
    await derive(w, '1');
    expect(w.memory.added).toMatchObject([
      {
        kind: 'task',
        title: 'Call them',
        contact: '1',
        body: expect.stringContaining('https://bsky.example/post/'),
      },
      { kind: 'ticket', title: 'A complaint' },
      { kind: 'list', list: 'Unhappy', contacts: ['1'] },
    ]);
    expect(w.receivers.got.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'rule.matched', subject: '1', data: { rule: { id } } },
    ]);
    const matches = await rules.matches(at, id, 10);
    expect(matches).toMatchObject([
      { outcome: 'done', done: [{ url: 'https://crm.example/items/1' }, {}, {}, {}] },
    ]);
  });

  it('that looks for words finds none of somebody who declined to be found by them', async () => {
    const bed = await open(['1', '2']);
    await bed.w.inside(async (inside) => {
      await inside.profiles.keep([account('bluesky', 'p2', { declines: ['search'] })]);
    });
    await on(bed, { ...COMPLAINT, when: [{ on: 'text', contains: 'says' }] });
    for (const person of ['1', '2']) await said(bed.w, person, 'negative');
    await derive(bed.w, '1', '2');
    expect(bed.w.memory.added).toMatchObject([{ contact: '1' }]);
  });

  it('says what it could not do', async () => {
    const bed = await open();
    bed.w.memory.state.granted = new Set(['lists']);
    const id = await on(bed, COMPLAINT);
    await said(bed.w, '1', 'negative');
    await derive(bed.w, '1');
    const [match] = await bed.rules.matches(bed.at, id, 10);
    expect(match?.done).toEqual([{ do: 'task', says: expect.stringContaining('not granted') }]);
  });

  it.each([
    ['is not there', sets('nowhere', 'x'), /no contact field/],
    ['can only be read', sets('created', 'x'), /no field that a rule may set/],
    ['says who somebody is', sets('email', 'x'), /no field that a rule may set/],
    ['is set twice', { ...COMPLAINT, does: [...sets('city', 'a').does, ...sets('city', 'b').does] }, /twice/],
  ])('sets no field that %s', async (_what, wanted, says) => {
    const { rules, at } = await open();
    const made = await rules.make(at, wanted, 'ada');
    expect('refused' in made && made.refused).toMatch(says);
  });
});

describe('what an admin decided elsewhere', () => {
  it('goes first: a field that is mapped to a fact is set by no rule', async () => {
    const { w, rules, at } = await open();
    const mapping = { field: 'city', fact: 'place', mode: 'fill blank' } as const;
    const mapped = { ...DEFAULTS, mappings: [mapping] };
    await w.inside((inside) => inside.governance.change(mapped, {}, 'ada', w.now()));
    expect(await rules.make(at, sets('city', 'Paris'), 'ada')).toEqual({
      refused: expect.stringContaining('mapped'),
    });
  });

  it('holds: where nobody lets Kith write, no rule is switched on', async () => {
    const { w, rules, at } = await open();
    const made = await rules.make(at, COMPLAINT, 'ada');
    const id = 'id' in made ? made.id : '';
    await rules.dryRun(at, id);
    await w.inside((inside) => inside.governance.approve(undefined));
    expect(await rules.publish(at, id, { replay: false, by: 'ada' })).toEqual({
      refused: expect.stringContaining('No admin'),
    });
  });
});

/** Labels that the account taught. */
const SHOP = learnOwnLabels(examples);

/** Something that somebody said in the last days, and all that rules may ask of it. */
const HAPPENED = fc.record({
  person: fc.constantFrom('1', '2', '3'),
  tone: fc.constantFrom<Tone[]>('negative', 'neutral', 'positive'),
  daysAgo: fc.integer({ min: 0, max: 40 }),
  churn: fc.constantFrom(0.4, 0.7, 0.9),
  emotion: fc.constantFrom('anger' as const, 'joy' as const),
  toxicity: fc.constantFrom('offensive' as const, 'civil' as const),
  aboutUs: fc.boolean(),
  where: fc.constantFrom(0.4, 0.8),
});
type Happened = typeof HAPPENED extends fc.Arbitrary<infer T> ? T : never;

/** What the CRM says of each person in a field of its own. */
const JOBS: Readonly<Record<string, string>> = { '1': 'customer', '2': 'lead' };

/** What their open deals are worth. */
const DEALS: Readonly<Record<string, number>> = { '2': 500, '3': 5_000 };

/** Conditions, and of what each holds. */
const ASKS = (topic: string): readonly (readonly [Condition, (one: Happened) => boolean])[] => [
  [{ on: 'tone', is: 'negative' }, ({ tone }) => tone === 'negative'],
  [{ on: 'intent', any: ['churn', 'press'], atLeast: 0.7 }, ({ churn }) => churn >= 0.7],
  [{ on: 'emotion', any: ['anger'], atLeast: 0.5 }, ({ emotion }) => emotion === 'anger'],
  [{ on: 'toxicity', any: ['offensive'], atLeast: 0.5 }, ({ toxicity }) => toxicity === 'offensive'],
  [{ on: 'topic', is: topic }, ({ aboutUs }) => aboutUs],
  [{ on: 'contact', field: 'company', how: 'contains', value: 'ACME' }, () => true],
  [
    { on: 'field', field: 'jobtitle', how: 'is not', value: 'customer' },
    ({ person }) => (JOBS[person] ?? 'customer') !== 'customer',
  ],
  [{ on: 'label', any: ['where is it'], atLeast: 0.5 }, ({ where }) => where >= 0.5],
  [{ on: 'deal', worth: { atLeast: 1_000 } }, ({ person }) => (DEALS[person] ?? 0) >= 1_000],
];

/** An installation in which it happened, with a rule that asks for some of it. */
async function whereItHappened(all: readonly Happened[], asks: readonly number[], most: number) {
  const bed = await open(['1', '2', '3']);
  const { w, rules, at } = bed;
  const listeners = openListening(w.deps);
  const heard = await listeners.make(at, WantedListening.parse({ name: 'Us', any: ['kith'] }), 'ada');
  const topic = 'id' in heard ? heard.id : '';
  await listeners.turn(at, topic, true, 'ada');
  for (const [person, job] of Object.entries(JOBS)) w.memory.type(person, 'jobtitle', job);
  const { state } = w.memory;
  state.granted = new Set([...state.granted, 'deals']);
  state.deals = Object.entries(DEALS).map(([person, value]) => ({
    ...{ contact: ContactId.parse(person), id: person, title: 'Looms', url: 'https://crm.example/deals/1' },
    amount: { value },
  }));
  await w.inside((inside) => inside.ownLabels.keep(SHOP, 'ada', w.now()));
  for (const [n, { person, tone, daysAgo, ...one }] of all.entries()) {
    await said(w, person, tone, daysAgo, `post ${n}`, {
      text: one.aboutUs ? 'Kith again' : 'Something else',
      intents: [{ label: 'churn', probability: one.churn, because: [] }],
      ...{ emotion: { label: one.emotion, probability: 0.6 } },
      ...{ toxicity: { label: one.toxicity, probability: 0.6 }, model: SHOP.version },
      labels: [{ label: 'where is it', probability: one.where, because: [] }],
    });
  }
  // What is derived of them later is as old as they are: from before the rule was on.
  w.pass(60);
  const asked = ASKS(topic).filter((_ask, n) => asks.includes(n));
  const wanted = { ...COMPLAINT, when: asked.map(([condition]) => condition) };
  const made = await rules.make(at, { ...wanted, limit: { most, per: 'day' } }, 'ada');
  const due = all.filter((one) => one.daysAgo < 30 && asked.every(([, isSo]) => isSo(one))).length;
  return { ...bed, id: 'id' in made ? made.id : '', due };
}

describe('a dry run', () => {
  it('foresees exactly what the rule does when it is switched on and replays the last 30 days, whatever it asks', async () => {
    const asks = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(HAPPENED, { maxLength: 25 }),
        asks,
        fc.integer({ min: 1, max: 8 }),
        async (all, asked, most) => {
          const { w, rules, at, id, due } = await whereItHappened(all, asked, most);
          const foreseen = await rules.dryRun(at, id);
          if (!foreseen || 'refused' in foreseen) throw new Error(foreseen?.refused);
          expect([w.memory.added, await rules.matches(at, id, 100)]).toEqual([[], []]);
          await rules.publish(at, id, { replay: true, by: 'ada' });
          await w.work();
          const outcomes = (await rules.matches(at, id, 100)).map(
            ({ fact, outcome }) => `${fact} ${outcome === 'held' ? 'held' : 'acts'}`,
          );
          expect(outcomes.toSorted()).toEqual(
            foreseen.met.map(({ fact, outcome }) => `${fact.key} ${outcome}`).toSorted(),
          );
          expect(w.memory.added).toHaveLength(Math.min(due, most));
          expect(foreseen.dryRun).toMatchObject({
            acts: Math.min(due, most),
            held: Math.max(0, due - most),
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});
