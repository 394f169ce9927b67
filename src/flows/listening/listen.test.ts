import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openListened, SEARCHED, stranger } from '../../../tests/support/listened.ts';
import { openWorlds } from '../../../tests/support/world.ts';
import { Failure } from '../../core/failure.ts';
import { DEFAULTS } from '../../core/governance/settings.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const open = (...differs: Parameters<typeof openListened> extends [unknown, ...infer D] ? D : never) =>
  openListened(worlds, ...differs);
const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('listening', () => {
  it('asks nothing while no rule is on', async () => {
    const bed = await open();
    const id = await bed.rule({ any: ['kith'] });
    await bed.listeners.turn(bed.at, id, false, 'ada');
    await bed.round();
    expect([bed.asked, await bed.w.waiting('listen')]).toMatchObject([[], [{}]]);
    await bed.listeners.turn(bed.at, id, true, 'ada');
    await bed.round();
    expect(bed.asked).toHaveLength(1);
  });

  it('keeps of what a network finds what the rule means, with who said it, and nothing else', async () => {
    const bed = await open();
    await bed.rule({ any: ['kith'], none: ['kin'] });
    bed.says(stranger('1'), 'We moved to Kith', 'a');
    bed.says(stranger('2'), 'kith and kin', 'b');
    bed.says(stranger('3'), 'kithara lessons', 'c');
    await bed.round();
    const people = await bed.people();
    expect(people.map(({ profile, newest }) => [profile.id, newest[0]?.because])).toEqual([['1', ['kith']]]);
    expect(await bed.w.rows('post')).toHaveLength(1);
    expect(await bed.w.rows('profile')).toHaveLength(1);
  });

  it('hears each post once, and asks only for what is new since', async () => {
    const bed = await open();
    await bed.rule({ any: ['kith'] });
    const first = bed.says(stranger('1'), 'kith', 'a');
    await bed.round();
    bed.w.pass(DAY);
    await bed.round();
    const [, again] = bed.asked;
    expect(again?.range.since?.getTime()).toBeLessThanOrEqual(first.publishedAt.getTime());
    expect(again?.range.since?.getTime()).toBeGreaterThan(first.publishedAt.getTime() - HOUR * 1000);
    const { days } = await bed.listeners.overview(bed.at);
    expect(days.map(({ heard, asked }) => [heard, asked])).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('asks sooner where something new was said, and later where nothing was', async () => {
    const bed = await open();
    await bed.rule({ any: ['kith'] });
    const every = async () => (await bed.listeners.overview(bed.at)).asked[0]?.everyMinutes ?? 0;
    await bed.round();
    const first = await every();
    bed.w.pass(DAY);
    await bed.round();
    expect(await every()).toBeGreaterThan(first);
    const later = await every();
    bed.w.pass(DAY);
    bed.says(stranger('1'), 'kith', 'a');
    await bed.round();
    expect(await every()).toBeLessThan(later);
  });

  it('asks no more in a day than the installation’s share, of all its rules together', async () => {
    const bed = await open({ limits: { requests: 30, perSeconds: DAY, together: 1 } });
    const sharers = (await bed.deps.store.installations()).length;
    const allowed = (await bed.listeners.overview(bed.at)).networks.find(
      ({ network }) => network === SEARCHED,
    )?.allowed;
    expect(allowed).toBe(Math.floor((30 * 0.2) / sharers));
    await bed.rule({ any: ['one', 'two', 'three', 'four'] });
    await bed.rule({ any: ['five', 'six', 'seven', 'eight'] });
    for (let hour = 0; hour < 20; hour++) {
      await bed.round();
      bed.w.pass(HOUR);
    }
    expect(bed.asked).toHaveLength(allowed ?? -1);
  });

  it('puts the questions of all rules in turn: none waits while another is asked twice', async () => {
    const bed = await open();
    await bed.rule({ any: ['one', 'two', 'three', 'four', 'five'] });
    await bed.rule({ any: ['six', 'seven', 'eight', 'nine', 'ten'] });
    await bed.round();
    await bed.round();
    const words = bed.asked.map(({ question }) => (question.kind === 'words' ? question.words[0] : ''));
    expect(new Set(words).size).toBe(10);
  });

  it('says why a network did not answer, and waits as long as it asked', async () => {
    const bed = await open();
    await bed.rule({ any: ['kith'] });
    bed.state.failing = new Failure('rate-limited', 'too often', { retryAfterMs: 5 * HOUR * 1000 });
    await bed.round();
    const [state] = (await bed.listeners.overview(bed.at)).asked;
    expect(state?.trouble).toBeTruthy();
    bed.w.pass(4 * HOUR);
    await bed.round();
    expect(bed.asked).toHaveLength(1);
    delete bed.state.failing;
    bed.w.pass(2 * HOUR);
    await bed.round();
    expect((await bed.listeners.overview(bed.at)).asked[0]).not.toHaveProperty('trouble');
  });

  it('leaves alone a network that an admin switched off, and who was heard only there goes', async () => {
    const bed = await open();
    await bed.rule({ any: ['kith'] });
    bed.says(stranger('1'), 'kith', 'a');
    await bed.round();
    const off = { ...DEFAULTS, off: [SEARCHED] };
    await bed.w.inside((inside) => inside.governance.change(off, {}, 'ada', bed.w.now()));
    bed.w.pass(DAY);
    await bed.round();
    expect(bed.asked).toHaveLength(1);
    await bed.w.inside((inside) => inside.enqueue('tend', [{ installation: bed.at }]));
    await bed.w.work();
    expect([await bed.people(), await bed.w.rows('profile')]).toEqual([[], []]);
  });

  it('is refused with the clause where a network’s terms ask for consent', async () => {
    const terms = (await open()).deps.manners.get(SEARCHED)?.terms;
    if (!terms) throw new Error('no terms');
    const bed = await open({ terms: { ...terms, needsConsent: true, clause: 'Ask them first.' } });
    await expect(bed.rule({ any: ['kith'], networks: [SEARCHED] })).rejects.toThrow('Ask them first');
    await bed.rule({ any: ['kith'] });
    await bed.round();
    expect(bed.asked).toEqual([]);
  });

  it('stays in its installation: another one hears and sees nothing of it', async () => {
    const [bed, other] = [await open(), await open()];
    await bed.rule({ any: ['kith'] });
    await other.rule({ any: ['something else'] });
    for (const one of [bed, other]) one.says(stranger('1'), 'kith', 'a');
    for (const one of [bed, other]) await one.round();
    expect([(await bed.people()).length, (await other.people()).length]).toEqual([1, 0]);
    expect((await other.listeners.overview(other.at)).rules).toHaveLength(1);
  });
});
