import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NetworkId, PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { refetch, tend } from './tend.ts';
import type { Manners } from './tend.ts';
import { understandProfile } from './understand.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const HOUR = 3_600;
const DAY = 24 * HOUR;
const BLUESKY = NetworkId.parse('bluesky');
const hers = account('bluesky', 'did:7', { handle: 'ada.example', name: 'Ada Quist' });
const ada = { id: '1', name: 'Ada Quist', handles: ['bluesky:ada.example'] };
const post = (n: number): Post => ({
  ...{ network: BLUESKY, id: PostId.parse(`at://${n}`), profile: hers.id, kind: 'post', counts: {} },
  ...{
    url: `https://bsky.example/${n}`,
    text: `I love release ${n}`,
    conversation: PostId.parse(`at://${n}`),
  },
  ...{ publishedAt: new Date(Date.UTC(2026, 3, n)), provenance: hers.provenance },
});

/** Ada is linked to her profile, and what she says was read. */
async function known(w: World): Promise<void> {
  w.has(hers);
  w.says(hers, [post(1), post(2)]);
  await w.save(ada);
  await w.work();
}

/** The world, where Bluesky's terms say something else. */
function under(w: World, terms: Partial<Manners['terms']>): World['deps'] {
  const usual = w.deps.manners.get(BLUESKY);
  if (!usual) throw new Error('Bluesky has no terms');
  return { ...w.deps, manners: new Map([[BLUESKY, { ...usual, terms: { ...usual.terms, ...terms } }]]) };
}

const read = async (w: World) => (await w.waiting('understand')).length;

describe('looking after what is kept', () => {
  it('reads again what a linked profile says before a deletion could be missed, and looks again in an hour', async () => {
    const w = worlds.world();
    await known(w);
    w.pass(11 * HOUR);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(0);
    expect(await w.later()).toContainEqual({ name: 'tend', seconds: HOUR });
    w.pass(HOUR);
    w.says(hers, [post(2)]);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(1);
    await w.work();
    expect((await w.record('1'))?.conversations.map(({ id }) => id)).toEqual(['at://2']);
  });

  it('reads those again sooner who say something new', async () => {
    const w = worlds.world();
    await known(w);
    w.says(hers, [post(1), post(2), post(3)]);
    w.pass(12 * HOUR);
    await tend(w.installation, w.deps);
    await w.work();
    w.pass(6 * HOUR);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(1);
  });

  it('does not read a profile that is nobody’s, nor one of a network that an admin switched off', async () => {
    const w = worlds.world();
    await w.inside(async (v) => void (await v.profiles.keep([hers])));
    w.pass(DAY);
    await tend(w.installation, w.deps);
    expect(await read(w)).toBe(0);
  });

  it('asks again for what may be kept for a time only, and keeps it anew', async () => {
    const w = worlds.world();
    await known(w);
    const deps = under(w, { keepForDays: 30 });
    w.pass(25 * DAY);
    await tend(w.installation, deps);
    expect(await w.waiting('refetch')).toMatchObject([{ network: 'bluesky', profile: 'did:7' }]);
    w.has({ ...hers, bio: 'Engines' });
    await refetch(w.installation, { network: BLUESKY, id: hers.id }, deps);
    w.pass(6 * DAY);
    await tend(w.installation, deps);
    expect((await w.record('1'))?.profiles).toMatchObject([{ bio: 'Engines' }]);
  });

  it('erases what could not be asked for again in time: from the database, the panel and the CRM', async () => {
    const w = worlds.keepingRows();
    await known(w);
    expect(w.memory.rows.size).toBe(3);
    w.pass(31 * DAY);
    await tend(w.installation, under(w, { keepForDays: 30 }));
    await w.work();
    expect(await w.rows('profile')).toEqual([]);
    expect(await w.rows('post')).toEqual([]);
    expect((await w.record('1'))?.profiles).toEqual([]);
    expect([w.memory.rows.size, w.shown('1')]).toEqual([0, expect.objectContaining({ profileCount: 0 })]);
  });

  it('lets a profile go that the network does not know any more', async () => {
    const w = worlds.world();
    await known(w);
    w.gone(hers);
    await refetch(w.installation, { network: BLUESKY, id: hers.id }, w.deps);
    await w.work();
    expect((await w.record('1'))?.profiles).toEqual([]);
  });

  it('forgets deliveries that were done with a month ago', async () => {
    const w = worlds.world();
    await w.inside(async (v) => void (await v.deliveries.firstSeen(['event'])));
    await tend(w.installation, w.deps);
    expect(await w.rows('event_seen')).toHaveLength(1);
    w.pass(365 * DAY);
    await tend(w.installation, w.deps);
    expect(await w.rows('event_seen')).toEqual([]);
  });
});

it('nothing is derived from what is said where the network’s terms forbid it', async () => {
  const w = worlds.world();
  await known(w);
  expect((await w.record('1'))?.conversations[0]?.reading).toBeDefined();
  await understandProfile(w.installation, { network: BLUESKY, id: hers.id }, under(w, { mayDerive: false }));
  await w.work();
  const said = (await w.record('1'))?.conversations;
  expect(said).toHaveLength(2);
  expect(said?.every(({ reading }) => reading === undefined)).toBe(true);
});
