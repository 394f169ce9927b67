import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListened, SEARCHED, stranger } from '../../../tests/support/listened.ts';
import type { Listened } from '../../../tests/support/listened.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { ContactId } from '../../core/ids.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import type { Profile } from '../../core/profile.ts';
import { approve } from '../settings.ts';
import { gather } from './gather.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const HOUR = 3_600;
const TWICE = { times: 2, days: 7, mostADay: 10 };
const people = (many: number) =>
  Array.from({ length: many }, (_, n) => stranger(`${n}`, { handle: `h${n}`, name: `Nr ${n}` }));

async function listening() {
  const bed = await openListened(worlds);
  await approve(bed.at, { approve: true, by: 'ada' }, bed.w.deps);
  return { ...bed, made: () => [...bed.w.memory.people.values()].map(({ name }) => name.last).toSorted() };
}

/** Each of them says so much about kith, and is listened to. */
async function say(bed: Listened, all: readonly Profile[], times: number, text = 'kith'): Promise<void> {
  // Long enough for the network to be asked again.
  bed.w.pass(12 * HOUR);
  for (const one of all)
    for (let n = 0; n < times; n++) bed.says(one, text, `${one.id} ${n} ${bed.w.now().getTime()}`);
  await bed.round();
  await bed.w.work();
}

describe('a listening rule that adds people', () => {
  it('adds who was heard so often, linked by its name, and nobody else; off it adds nobody', async () => {
    const bed = await listening();
    const rule = await bed.rule({ any: ['kith'], adds: TWICE });
    const [often, once] = people(2);
    if (!often || !once) throw new Error('nobody');
    await say(bed, [often], 2);
    await say(bed, [once], 1);
    expect(bed.made()).toEqual(['0']);
    expect(await bed.w.rows('verdict')).toMatchObject([{ says: 'confirmed', decided_by: 'the rule “Us”' }]);
    await bed.listeners.turn(bed.at, rule, false, 'ada');
    await gather({ installation: bed.at, rule }, bed.deps);
    await bed.w.work();
    expect(bed.made()).toEqual(['0']);
  });

  it('is said by no rule that was not told to', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'] });
    await say(bed, people(3), 5);
    expect([bed.made(), await bed.w.rows('addition')]).toEqual([[], []]);
  });

  it('counts only what surely wants what it names', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'], adds: { times: 1, days: 7, intent: 'purchase', mostADay: 10 } });
    const [buys, talks] = people(2);
    if (!buys || !talks) throw new Error('nobody');
    await say(bed, [talks], 3, 'kith is a word');
    await say(
      bed,
      [buys],
      1,
      'How much does kith cost? We want to buy 50 licences for our company this month.',
    );
    expect(bed.made()).toEqual(['0']);
  });

  it('adds no more in a day than it may, under ten workers at once, and goes on the next day', async () => {
    const bed = await listening();
    const rule = await bed.rule({ any: ['kith'], adds: { ...TWICE, mostADay: 3 } });
    for (const one of people(8)) for (let n = 0; n < 2; n++) bed.says(one, 'kith', `${one.id} ${n}`);
    await bed.round();
    const turns = Array.from({ length: 10 }, () => gather({ installation: bed.at, rule }, bed.deps));
    await Promise.all(turns);
    await bed.w.work();
    expect(bed.made()).toEqual(['0', '1', '2']);
    expect(await bed.w.later()).toContainEqual(expect.objectContaining({ name: 'gather' }));
    bed.w.pass(24 * HOUR);
    await gather({ installation: bed.at, rule }, bed.deps);
    await bed.w.work();
    expect(bed.made()).toHaveLength(6);
  });

  it('decides alone: whom another worker is about to add counts for the day', async () => {
    const bed = await listening();
    const rule = await bed.rule({ any: ['kith'], adds: { ...TWICE, mostADay: 3 } });
    const all = people(6);
    for (const one of all) for (let n = 0; n < 2; n++) bed.says(one, 'kith', `${one.id} ${n}`);
    await bed.round();
    const other = await bed.w.inside(async (w) => {
      await w.additions.decidedBy(rule, new Date(0));
      const beside = gather({ installation: bed.at, rule }, bed.deps);
      for (let look = 0; look < 40; look++) await w.listening.find(rule);
      for (const one of all.slice(3))
        await w.additions.begin(one, { by: 'another worker', rule }, bed.w.now());
      return { beside };
    });
    await other.beside;
    expect(await bed.w.rows('addition')).toHaveLength(3);
  });

  it('never adds again whom a person took out of the CRM', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'], adds: TWICE });
    const [one] = people(1);
    if (!one) throw new Error('nobody');
    await say(bed, [one], 2);
    bed.w.memory.people.clear();
    await bed.w.inside((w) => w.contacts.remove(ContactId.parse('new-1')));
    await say(bed, [one], 3);
    expect(bed.made()).toEqual([]);
  });

  it('leaves to a person whom the CRM holds to be somebody else', async () => {
    const bed = await listening();
    await bed.w.save({ id: '7', name: 'Somebody' });
    bed.w.memory.state.alike = { others: ['7'], mayInsist: true };
    await bed.rule({ any: ['kith'], adds: TWICE });
    await say(bed, people(1), 2);
    expect(bed.made()).toEqual([]);
    expect(await bed.listeners.additions(bed.at, 9)).toMatchObject([{ state: 'looks like', others: ['7'] }]);
  });

  it('only proposes whom the CRM has by the e-mail address already', async () => {
    const bed = await listening();
    bed.w.memory.people.set('7', { name: { last: 'L.' }, email: 'x@x.example', url: '' });
    await bed.rule({ any: ['kith'], adds: TWICE });
    await say(bed, [stranger('1', { name: 'Ada', emails: ['x@x.example'] })], 2);
    expect(await bed.w.rows('verdict')).toEqual([]);
    expect(await bed.w.links('7')).toHaveLength(1);
  });

  it('waits for tomorrow once the day’s calls are spent', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'], adds: TWICE });
    for (let calls = 0; calls < 50_000; calls++) bed.w.deps.budget.count(bed.at);
    await say(bed, people(1), 2);
    expect(bed.made()).toEqual([]);
    expect(await bed.w.later()).toContainEqual(expect.objectContaining({ name: 'add' }));
  });

  it('adds nobody before an admin approved, who declined to be proposed, or whose network’s terms forbid it', async () => {
    const bed = await listening();
    const rule = await bed.rule({ any: ['kith'], adds: TWICE });
    const [shy, free] = [stranger('1', { declines: ['suggestion'] }), stranger('2', { name: 'Free' })];
    await bed.w.inside((w) => w.profiles.keep([shy]));
    await approve(bed.at, { approve: false, by: 'ada' }, bed.w.deps);
    for (const one of [shy, free]) for (let n = 0; n < 2; n++) bed.says(one, 'kith', `${one.id} ${n}`);
    await bed.round();
    await bed.w.workAsItStands();
    expect(bed.made()).toEqual([]);
    await approve(bed.at, { approve: true, by: 'ada' }, bed.w.deps);
    const manners = bed.deps.manners.get(SEARCHED);
    if (!manners) throw new Error('no manners');
    const strict = new Map(bed.deps.manners);
    strict.set(SEARCHED, { ...manners, terms: { ...manners.terms, mayDerive: false } });
    await gather({ installation: bed.at, rule }, { ...bed.deps, manners: strict });
    await bed.w.work();
    expect(bed.made()).toEqual([]);
    await gather({ installation: bed.at, rule }, bed.deps);
    await bed.w.work();
    expect(bed.made()).toEqual(['Free']);
  });
});

describe('a preview of whom a rule would add', () => {
  it('names those whom it then adds, and does nothing', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'] });
    await say(bed, people(4), 2);
    await say(bed, [stranger('9', { name: 'Once' })], 1);
    const wanted = WantedListening.parse({ name: 'Adds', any: ['kith'], adds: TWICE });
    const { adds } = await bed.listeners.preview(bed.at, wanted);
    expect([adds?.people, bed.made()]).toEqual([4, []]);
    await bed.rule({ ...wanted });
    await bed.w.work();
    bed.w.pass(12 * HOUR);
    await bed.round();
    await bed.w.work();
    expect(bed.made()).toHaveLength(adds?.people ?? 0);
  });

  it('says on which networks nobody is added, and why', async () => {
    const bed = await listening();
    await bed.rule({ any: ['kith'] });
    await say(bed, people(1), 2);
    const manners = bed.deps.manners.get(SEARCHED);
    if (!manners) throw new Error('no manners');
    bed.deps.manners.set(SEARCHED, { ...manners, terms: { ...manners.terms, keepForDays: 30 } });
    const wanted = WantedListening.parse({ name: 'Adds', any: ['kith'], adds: TWICE });
    expect((await bed.listeners.preview(bed.at, wanted)).adds).toMatchObject({
      ...{ people: 0, nobody: [{ network: SEARCHED, clause: manners.terms.clause }] },
    });
  });
});
