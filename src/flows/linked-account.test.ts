import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostId } from '../core/ids.ts';
import type { Post } from '../core/post.ts';
import type { Profile } from '../core/profile.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { refetch } from './tend.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const ada = { id: '1', name: 'Ada Quist', company: 'Northwind', emails: ['ada.quist@northwind.example'] };
const hers = account('github', '7', { handle: 'adaquist', name: 'Ada Quist', employer: 'Northwind' });
const of = async (w: World, contact: string) =>
  Object.fromEntries((await w.links(contact)).map((link) => [link.profile, link.status]));

function post(profile: Profile, n: number): Post {
  const postId = PostId.parse(`${profile.id}-${n}`);
  return {
    ...{
      network: profile.network,
      id: postId,
      profile: profile.id,
      url: `${profile.url}/${n}`,
      kind: 'post',
    },
    ...{ text: `I love release ${n}`, conversation: postId, counts: {}, provenance: profile.provenance },
    publishedAt: new Date(Date.UTC(2026, 3, n + 1)),
  };
}

describe('a linked account', () => {
  it('that tells of another employer is a signal, counted once, and gone with the link', async () => {
    const w = worlds.world();
    w.has(hers);
    await w.save({ ...ada, handles: ['github:adaquist'] });
    await w.work();
    w.pass(3600);
    w.has({ ...hers, employer: 'Contoso' });
    for (const _ of [1, 2]) {
      await w.resolve('1');
      await w.work();
    }
    if ((await of(w, '1'))['7'] !== 'auto') await w.say('1', hers, 'confirmed');
    await w.work();
    expect(await w.rows('signal')).toMatchObject([{ kind: 'job change', status: 'open', profile_id: '7' }]);
    expect((await w.record('1'))?.signals).toMatchObject([{ says: expect.stringContaining('Contoso') }]);
    await w.say('1', hers, 'rejected');
    await w.work();
    expect(await w.rows('signal')).toEqual([]);
    expect((await w.record('1'))?.signals).toEqual([]);
  });

  it('that falls silent keeps its link and loses its posts; they come back with it', async () => {
    const w = worlds.world();
    w.has(hers);
    w.says(hers, [post(hers, 1), post(hers, 2)]);
    await w.save({ ...ada, handles: ['github:adaquist'] });
    await w.work();
    expect((await w.record('1'))?.conversations).toHaveLength(2);
    for (const standing of ['deactivated', 'active', 'suspended'] as const) {
      w.pass(3600);
      w.has({ ...hers, standing });
      await w.resolve('1');
      await w.work();
      expect((await w.record('1'))?.profiles).toMatchObject([{ id: '7', standing }]);
      expect(await w.rows('post')).toHaveLength(standing === 'active' ? 2 : 0);
    }
    w.pass(3600);
    w.gone(hers);
    await w.resolve('1');
    await w.work();
    expect((await w.record('1'))?.profiles).toMatchObject([{ id: '7', standing: 'deleted' }]);
  });

  it('that a network shows only to some does not count as gone because we are not shown it', async () => {
    const w = worlds.world();
    const mae = account('instagram', '7', { handle: 'mae.falk', name: 'Mae Falk' });
    let shown: Profile | undefined = mae;
    w.joins('instagram', { profile: () => Promise.resolve(shown) });
    await w.save({ ...ada, name: 'Mae Falk', handles: ['instagram:mae.falk'] });
    await w.work();
    shown = undefined;
    w.pass(3600);
    await w.resolve('1');
    await refetch(w.installation, mae, w.deps);
    await w.work();
    expect((await w.record('1'))?.profiles).toMatchObject([{ id: '7', standing: 'active' }]);
  });

  it('that renames itself stays linked, and who takes its handle over does not take the link', async () => {
    const w = worlds.world();
    w.has(hers);
    await w.save({ ...ada, handles: ['github:adaquist'] });
    await w.work();
    expect(await of(w, '1')).toEqual({ '7': 'auto' });
    w.pass(3600);
    w.has({ ...hers, handle: 'ada-q', url: 'https://github.com/ada-q' });
    w.has(account('github', '8', { handle: 'adaquist', name: 'Bo Ruiz' }));
    await w.resolve('1');
    await w.work();
    expect((await of(w, '1'))['7']).toBe('auto');
    expect((await of(w, '1'))['8']).not.toMatch(/auto|suggested/);
    expect((await w.inside((v) => v.profiles.handles(hers))).map(({ handle }) => handle)).toEqual([
      'adaquist',
      'ada-q',
    ]);
  });
});
