import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, openWorlds } from '../../../tests/support/world.ts';
import type { World } from '../../../tests/support/world.ts';
import { learnOwnLabels } from '../../core/conversation/own-labels/learn.ts';
import { Unlearnable } from '../../core/conversation/own-labels/labelled.ts';
import { examples } from '../../core/conversation/own-labels/testbed.ts';
import type { Post } from '../../core/post.ts';
import { aPost } from '../../storage/testbed.ts';
import { openOwnLabels, putInForce } from './open-own-labels.ts';
import { teachOwnLabels } from './teach.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const file = (lines: readonly unknown[]) => Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
const EXAMPLES = file(examples);
const ada = account('bluesky', 'ada', { name: 'Ada Quist' });

/** Somebody whose account is linked, and who said this. */
async function saying(w: World, ...texts: readonly string[]) {
  const posts = texts.map((text, n): Post => {
    const fetchedAt = w.now();
    return aPost(`${w.installation}-${n}`, 'ada', { text, fetchedAt, publishedAt: w.now() });
  });
  w.has(ada);
  w.says(ada, posts);
  await w.save({ id: 'c', name: 'Ada Quist', handles: [ada.url] });
  await w.work();
  await w.say('c', ada, 'confirmed');
  await w.work();
}
const shown = async (w: World) =>
  (await w.record('c'))?.conversations.map(({ text, reading }) => [text, reading?.labels?.[0]?.label]);

describe('examples that an admin sends in', () => {
  it('are learnt, and what is said from then on is read by them', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    expect((await own.send(w.installation, EXAMPLES, 'grace')).lesson).toMatchObject({ by: 'grace' });
    await w.work();
    const { taught, lesson } = await own.overview(w.installation);
    expect(lesson).toBeUndefined();
    expect(taught).toMatchObject({ by: 'grace', at: w.now(), figures: { examples: examples.length } });
    await saying(w, 'where is my parcel', 'lovely weather over the lake today');
    expect(await shown(w)).toEqual([
      ['where is my parcel', 'where is it'],
      ['lovely weather over the lake today', undefined],
    ]);
  });

  it('change what was said before too, with its contacts’ records, and so does taking them away', async () => {
    const w = worlds.world();
    await saying(w, 'please take back my lamp');
    const before = await w.record('c');
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    await w.work();
    expect(await shown(w)).toEqual([['please take back my lamp', 'send it back']]);
    expect(await own.remove(w.installation)).toBe(true);
    await w.work();
    expect(await w.record('c')).toEqual(before);
    expect(await own.overview(w.installation)).toEqual({});
    expect(await own.remove(w.installation)).toBe(false);
  });

  it('are not kept once they are learnt', async () => {
    const w = worlds.world();
    const unheard = 'nobody else ever writes zyzzogeton';
    const lines = [...examples, { label: 'where is it', text: unheard }];
    await openOwnLabels(w.deps).send(w.installation, file(lines), 'grace');
    expect((await w.standsIn(unheard)).places).not.toEqual([]);
    await w.work();
    expect((await w.standsIn(unheard)).places).toEqual([]);
  });

  it('replace what was taught; until they are learnt the former labels are told', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    await w.work();
    const renamed = examples.map(({ text, label }) => ({ text, label: `my ${label}` }));
    const state = await own.send(w.installation, file(renamed), 'ada');
    expect([state.taught?.by, state.lesson?.by]).toEqual(['grace', 'ada']);
    await w.work();
    expect((await own.overview(w.installation)).taught).toMatchObject({ by: 'ada' });
    await saying(w, 'where is my parcel');
    expect(await shown(w)).toEqual([['where is my parcel', 'my where is it']]);
  });

  it('of which nothing can be learnt change nothing', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    const sent = own.send(w.installation, file(examples.slice(0, 9)), 'grace');
    await expect(sent).rejects.toThrow(Unlearnable);
    expect(await own.overview(w.installation)).toEqual({});
    expect(await w.waiting('teach')).toEqual([]);
  });
});

describe('a lesson', () => {
  it('comes to nothing when other examples were sent in while it went on, or the labels were taken away', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    const learnt = learnOwnLabels(examples);
    const meanwhile = (what: () => Promise<unknown>) =>
      teachOwnLabels(w.installation, {
        ...w.deps,
        teach: async () => {
          await what();
          return learnt;
        },
      });
    await meanwhile(() => own.send(w.installation, EXAMPLES, 'ada'));
    expect((await own.overview(w.installation)).taught).toBeUndefined();
    expect((await own.overview(w.installation)).lesson).toMatchObject({ by: 'ada' });
    await meanwhile(() => own.remove(w.installation));
    expect(await own.overview(w.installation)).toEqual({});
  });

  it('shows how far it has come', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    let seen: number | undefined;
    await teachOwnLabels(w.installation, {
      ...w.deps,
      teach: async (_examples, progress) => {
        progress(0.5);
        await expect
          .poll(async () => (seen = (await own.overview(w.installation)).lesson?.progress))
          .toBe(0.5);
        return learnOwnLabels(examples);
      },
    });
    expect(seen).toBe(0.5);
  });

  it('is learnt from again after its process was ended', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    const ended = { ...w.deps, teach: () => new Promise<never>(() => undefined) };
    void teachOwnLabels(w.installation, ended);
    await w.work();
    expect((await own.overview(w.installation)).taught).toBeDefined();
  });

  it('at which Kith itself fails says so, forgets the examples, and makes room for others', async () => {
    const w = worlds.world();
    const own = openOwnLabels(w.deps);
    await own.send(w.installation, EXAMPLES, 'grace');
    const broken = { ...w.deps, teach: () => Promise.reject(new Error('out of memory')) };
    await expect(teachOwnLabels(w.installation, broken)).rejects.toThrow('out of memory');
    expect((await own.overview(w.installation)).lesson?.trouble).toMatch(/Send the examples again/);
    expect(await w.rows('own_lesson')).toMatchObject([{ examples: null }]);
    await own.send(w.installation, EXAMPLES, 'grace');
    await w.work();
    expect((await own.overview(w.installation)).taught).toBeDefined();
  });
});

describe('reading again', () => {
  it('goes through all posts a page at a time, and ends when other labels are in force', async () => {
    const w = worlds.world();
    await saying(w, 'where is my parcel');
    const many = Array.from({ length: 450 }, (_, n) =>
      aPost(`many-${String(n).padStart(3, '0')}`, 'ada', {
        text: 'there is a dent in the lamp',
        publishedAt: w.now(),
      }),
    );
    const reading = { model: 'test' };
    await w.inside((v) => v.posts.keep(many.map((post) => ({ ...post, reading }))));
    const learnt = learnOwnLabels(examples);
    await w.inside((v) => putInForce(v, learnt, 'grace', w.now()));
    await w.work();
    const posts = await w.inside((v) => v.posts.of(ada, 1_000));
    expect(posts.map((post) => post.reading?.labels?.[0]?.label)).toEqual(
      expect.arrayContaining([...Array.from({ length: 450 }, () => 'it is broken'), 'where is it']),
    );
    const stale = { installation: w.installation, version: 'own-former' };
    await w.inside((v) => v.enqueue('relabel', [stale]));
    await w.work();
    expect(await w.inside((v) => v.posts.of(ada, 1_000))).toEqual(posts);
  });

  it('leaves a post alone that nobody may read', async () => {
    const w = worlds.under('bluesky', { mayDerive: false });
    await saying(w, 'where is my parcel');
    await w.inside((v) => putInForce(v, learnOwnLabels(examples), 'grace', w.now()));
    await w.work();
    expect((await w.inside((v) => v.posts.of(ada, 10)))[0]?.reading).toBeUndefined();
  });

  it('is of one installation: another reads by what it taught itself', async () => {
    const [w, other] = [worlds.world(), worlds.world()];
    await saying(other, 'where is my parcel');
    await w.inside((v) => putInForce(v, learnOwnLabels(examples), 'grace', w.now()));
    await Promise.all([w.work(), other.work()]);
    expect(await shown(other)).toEqual([['where is my parcel', undefined]]);
  });
});
