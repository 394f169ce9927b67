import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListened, SEARCHED, stranger } from '../../../tests/support/listened.ts';
import type { Listened } from '../../../tests/support/listened.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { ContactId } from '../../core/ids.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import { erase } from '../act.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const DAY = 86_400;
const ada = stranger('1', { handle: 'ada', name: 'Ada Lovelace' });

/** Somebody was heard who is linked to nobody. */
async function heard(...texts: readonly string[]) {
  const bed = await openListened(worlds);
  const rule = await bed.rule({ any: ['kith'] });
  for (const [n, text] of (texts.length === 0 ? ['kith'] : texts).entries()) bed.says(ada, text, `post ${n}`);
  await bed.round();
  return { ...bed, id: rule };
}

async function tend(bed: Listened) {
  await bed.w.inside((w) => w.enqueue('tend', [{ installation: bed.at }]));
  await bed.w.work();
}

describe('somebody who was heard', () => {
  it('is no contact: no record, no signal and nothing in the CRM comes of it', async () => {
    const bed = await heard();
    await bed.w.work();
    expect([await bed.w.rows('contact'), await bed.w.rows('link'), bed.w.memory.added]).toEqual([[], [], []]);
  });

  it('is shown with what they said, which rule heard it and how often', async () => {
    const bed = await heard('I like kith', 'kith again', 'nothing', 'kith, kith', 'kith forever');
    const [person, ...others] = await bed.people();
    expect(others).toEqual([]);
    expect(person).toMatchObject({ profile: { handle: 'ada' }, posts: 4 });
    expect(person?.newest).toHaveLength(3);
    expect(person?.newest.every(({ rule }) => rule === bed.id)).toBe(true);
  });

  it('is a contact’s once a person says so, and not shown any more; taken back, they are again', async () => {
    const bed = await heard();
    await bed.w.save({ id: '1', name: 'Ada Lovelace' });
    const to = { contact: ContactId.parse('1'), by: 'rep 7' };
    expect(await bed.listeners.link(bed.at, ada, to)).toBe(true);
    expect(await bed.w.links('1')).toMatchObject([{ profile: '1', status: 'confirmed' }]);
    expect(await bed.people()).toEqual([]);
    await bed.w.say('1', ada, 'withdrawn');
    expect(await bed.people()).toHaveLength(1);
  });

  it('is nobody’s where there is no such contact', async () => {
    const bed = await heard();
    const to = { contact: ContactId.parse('nobody'), by: 'rep 7' };
    expect(await bed.listeners.link(bed.at, ada, to)).toBe(false);
  });

  it('is forgotten and never kept again once ignored', async () => {
    const bed = await heard();
    expect(await bed.listeners.ignore(bed.at, ada)).toBe(true);
    bed.says(ada, 'kith once more', 'later');
    bed.w.pass(DAY);
    await bed.round();
    expect([await bed.people(), await bed.w.rows('profile'), await bed.w.rows('post')]).toEqual([[], [], []]);
    expect(JSON.stringify(await bed.w.rows('unheard'))).not.toContain('ada');
  });

  it('is never kept who asked not to be found', async () => {
    const bed = await openListened(worlds);
    await bed.rule({ any: ['kith'] });
    bed.says(stranger('2', { reserved: true }), 'kith', 'a');
    await bed.round();
    expect(await bed.w.rows('profile')).toEqual([]);
  });
});

describe('what a stranger said', () => {
  it('goes after the days an admin set, and with it the stranger; of a contact it stays', async () => {
    const bed = await heard();
    const known = stranger('9', { name: 'Grace' });
    bed.says(known, 'kith', 'of grace');
    bed.w.pass(DAY / 2);
    await bed.round();
    await bed.w.save({ id: '1', name: 'Grace' });
    await bed.listeners.link(bed.at, known, { contact: ContactId.parse('1'), by: 'rep 7' });
    await bed.listeners.keepStrangers(bed.at, 10);
    for (let half = 0; half < 18; half++) {
      await tend(bed);
      bed.w.pass(DAY / 2);
    }
    expect((await bed.w.rows('profile')).map((row) => row['profile_id']).toSorted()).toEqual(['1', '9']);
    bed.w.pass(2 * DAY);
    await tend(bed);
    expect((await bed.w.rows('profile')).map((row) => row['profile_id'])).toEqual(['9']);
    expect((await bed.w.rows('post')).map((row) => row['post_id'])).toEqual(['of grace']);
  });

  it('is gone here within a day of being deleted there', async () => {
    const bed = await heard();
    bed.unsays(ada);
    bed.w.pass(DAY - 3_600);
    await tend(bed);
    expect(await bed.w.rows('post')).toEqual([]);
  });

  it('stays what was heard: reading it again keeps nothing else they say', async () => {
    const bed = await heard();
    bed.says(ada, 'my breakfast', 'other');
    bed.w.pass(DAY / 2 + 60);
    await tend(bed);
    expect((await bed.w.rows('post')).map((row) => row['post_id'])).toEqual(['post 0']);
  });

  it('goes with the rule that alone heard it, but its counts stay', async () => {
    const bed = await heard();
    const other = await bed.rule({ any: ['like'] });
    bed.says(stranger('2'), 'I like kith', 'both');
    bed.w.pass(DAY);
    await bed.round();
    expect(await bed.listeners.remove(bed.at, bed.id)).toBe(true);
    expect((await bed.people()).map(({ profile }) => profile.id)).toEqual(['2']);
    expect(await bed.listeners.remove(bed.at, other)).toBe(true);
    expect([await bed.w.rows('profile'), await bed.w.rows('heard')]).toEqual([[], []]);
    expect((await bed.w.rows('listening_day')).length).toBeGreaterThan(0);
  });

  it('is not heard again of a person who was erased', async () => {
    const bed = await heard();
    await bed.w.save({ id: '1', name: 'Ada' });
    await bed.listeners.link(bed.at, ada, { contact: ContactId.parse('1'), by: 'rep 7' });
    await erase(bed.at, ContactId.parse('1'), bed.w.deps);
    bed.says(ada, 'kith for ever', 'later');
    bed.w.pass(DAY);
    await bed.round();
    expect([await bed.w.rows('profile'), await bed.w.rows('heard')]).toEqual([[], []]);
  });

  it('is in the export, and gone with the installation', async () => {
    const bed = await heard();
    await bed.listeners.keepStrangers(bed.at, 10);
    const lines: string[] = [];
    for await (const line of bed.deps.store.export(bed.at)) lines.push(line);
    const tables = new Set(lines.map((line) => JSON.parse(line).table));
    const ours = ['listening', 'listening_rule', 'listening_question', 'listening_day', 'heard'];
    expect(ours.filter((table) => !tables.has(table))).toEqual([]);
    await bed.listeners.ignore(bed.at, ada);
    await bed.deps.store.purge(bed.at);
    const left = await Promise.all([...ours, 'unheard'].map((table) => bed.w.rows(table)));
    expect(left.flat()).toEqual([]);
  });
});

describe('a person’s answer', () => {
  it('counts once for the rule, however often it is given or changed', async () => {
    const bed = await heard('kith', 'kith two');
    const of = (post: string) => ({ rule: bed.id, network: SEARCHED, post: `post ${post}` as never });
    expect(await bed.listeners.answer(bed.at, of('0'), true)).toBe(true);
    await bed.listeners.answer(bed.at, of('0'), true);
    await bed.listeners.answer(bed.at, of('1'), true);
    await bed.listeners.answer(bed.at, of('1'), false);
    expect(await bed.listeners.answer(bed.at, of('7'), true)).toBe(false);
    const { days } = await bed.listeners.overview(bed.at);
    expect(days.map(({ relevant, irrelevant }) => [relevant, irrelevant])).toEqual([[1, 1]]);
    const [person] = await bed.people();
    expect(person?.newest.map(({ post, relevant }) => [post.id, relevant]).toSorted()).toEqual([
      ['post 0', true],
      ['post 1', false],
    ]);
  });
});

describe('a preview', () => {
  it('says what a rule would have heard of what is known, and asks one network, keeping nothing', async () => {
    const bed = await heard('kith', 'kith rocks');
    bed.says(stranger('5'), 'it rocks', 'new');
    const wanted = WantedListening.parse({ name: 'Rocks', any: ['rocks'] });
    const before = await bed.w.rows('post');
    const seen = await bed.listeners.preview(bed.at, wanted, SEARCHED);
    expect(seen.known).toMatchObject({ of: 2, heard: 1, byNetwork: [{ network: SEARCHED, heard: 1 }] });
    expect(seen.live?.heard.map(({ post }) => post.id).toSorted()).toEqual(['new', 'post 1']);
    expect(await bed.w.rows('post')).toEqual(before);
    const asked = (await bed.listeners.overview(bed.at)).days.reduce((sum, day) => sum + day.asked, 0);
    expect(asked).toBe(2);
  });
});
