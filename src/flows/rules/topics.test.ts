import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINT, derive, on, openRuled, said } from '../../../tests/support/ruled.ts';
import { account, openWorlds } from '../../../tests/support/world.ts';
import { WantedListening } from '../../core/listening/rule.ts';
import type { WantedRule } from '../../core/rules/rule.ts';
import { openListening } from '../listening/open-listening.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const wanted = (name: string, ...any: readonly string[]) => WantedListening.parse({ name, any });

/** An installation that listens for something, and a rule that asks whether posts are about it. */
async function open() {
  const bed = await openRuled(worlds, ['1', '2']);
  const { w, at } = bed;
  const listeners = openListening(w.deps);
  const made = await listeners.make(at, wanted('Import', 'import'), 'ada');
  if (!('id' in made)) throw new Error(made.refused);
  const topic = made.id;
  await listeners.turn(at, topic, true, 'ada');
  const rule: WantedRule = { ...COMPLAINT, when: [{ on: 'topic', is: topic }] };
  return { ...bed, listeners, topic, rule };
}

describe('a rule that asks for a topic', () => {
  it('acts on what the record says is about it, also when the topic is called otherwise', async () => {
    const bed = await open();
    const { w, listeners, at, topic } = bed;
    await on(bed, bed.rule);
    await said(w, '1', 'neutral', 0, 'a', { text: 'The import stands still' });
    await said(w, '2', 'neutral', 0, 'b', { text: 'Nothing of that sort' });
    await listeners.change(at, topic, wanted('Moving in', 'import'), 'ada');
    await derive(w, '1', '2');
    expect(w.memory.added).toMatchObject([{ contact: '1' }]);
    expect((await w.record('1'))?.conversations[0]?.topics).toMatchObject([{ name: 'Moving in' }]);
  });

  it('finds nobody by it who declined to be found by words', async () => {
    const bed = await open();
    await bed.w.inside((inside) =>
      inside.profiles.keep([account('bluesky', 'p2', { declines: ['search'] })]),
    );
    await on(bed, bed.rule);
    for (const person of ['1', '2']) await said(bed.w, person, 'neutral', 0, person, { text: 'The import' });
    await derive(bed.w, '1', '2');
    expect(bed.w.memory.added).toMatchObject([{ contact: '1' }]);
  });

  it('keeps its topic from being removed while it is on, and is not switched on without it', async () => {
    const bed = await open();
    const { rules, listeners, at, topic } = bed;
    const id = await on(bed, bed.rule);
    expect(await listeners.remove(at, topic)).toEqual({
      refused: 'The rule “Complaints” asks for it: switch that off first.',
    });
    await rules.switchOff(at, id, 'ada');
    expect(await listeners.remove(at, topic)).toBe(true);
    expect(await rules.publish(at, id, { replay: false, by: 'ada' })).toEqual({
      refused: expect.stringContaining('is not there'),
    });
    expect(await rules.make(at, bed.rule, 'ada')).toHaveProperty('refused');
  });

  it('is not made or switched on while the listening rule is off, since that names nothing then', async () => {
    const bed = await open();
    const { rules, listeners, at, topic } = bed;
    const id = await on(bed, bed.rule);
    await listeners.turn(at, topic, false, 'ada');
    await said(bed.w, '1', 'neutral', 0, 'a', { text: 'The import' });
    await derive(bed.w, '1');
    expect(bed.w.memory.added).toEqual([]);
    const off = { refused: expect.stringContaining('“Import” is off') };
    expect(await rules.make(at, bed.rule, 'ada')).toEqual(off);
    await rules.switchOff(at, id, 'ada');
    expect(await rules.publish(at, id, { replay: false, by: 'ada' })).toEqual(off);
  });
});
