import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forumEvent, forumPost, hears } from '../../tests/support/heard.ts';
import { account, openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { ContactId } from '../core/ids.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const one = ContactId.parse('1');
const mae = { id: '1', name: 'Mae Falk', handles: ['discourse:m-f'] };
const member = { username: 'm-f', user_id: 12, name: 'Mae Falk' };

/** Mae writes in the forum; it is told so much later. */
async function writes(w: World, number: number, toldAfter = 0): Promise<void> {
  const said = forumEvent('post_created', forumPost(member, w.now(), number), w.now(), `said ${number}`);
  w.pass(toldAfter);
  await hears(w, 'discourse', said);
  await w.work();
}

const leaves = (w: World) =>
  hears(w, 'discourse', forumEvent('user_destroyed', { user: { id: 12 } }, w.now(), 'left'));
const kept = async (w: World) => [
  (await w.rows('profile')).map((row) => String(row['profile_id'])),
  (await w.rows('post')).map((row) => String(row['post_id'])),
];

describe('a profile that is gone from its network', () => {
  it('is not brought back by something older that is told an hour later, but by something newer', async () => {
    const w = worlds.world();
    const late = forumEvent('post_created', forumPost(member, w.now()), w.now(), 'late');
    w.pass(60);
    await leaves(w);
    await w.work();
    w.pass(3_600);
    await hears(w, 'discourse', late);
    await w.work();
    expect(await kept(w)).toEqual([[], []]);
    await writes(w, 2);
    expect(await kept(w)).toEqual([['12'], ['3/2']]);
  });

  it('is not brought back where it was not told, but found gone when it was asked for', async () => {
    const w = worlds.world();
    const hers = account('github', '7', { handle: 'maefalk' });
    await w.inside(async (v) => void (await v.profiles.keep([hers])));
    w.pass(60);
    const job = { installation: w.installation, network: hers.network, profile: hers.id };
    await w.inside((v) => v.enqueue('refetch', [job]));
    await w.work();
    await w.inside(async (v) => expect(await v.profiles.keep([hers])).toEqual([]));
    expect(await kept(w)).toEqual([[], []]);
  });
});

describe('a person who was erased', () => {
  it('is kept by nothing that is told or asked later, also not under another id of the CRM', async () => {
    const w = worlds.world();
    await w.save(mae);
    await writes(w, 1);
    expect((await w.links('1')).map(({ status }) => status)).toEqual(['auto']);
    await w.inside((v) => v.contacts.erase(one, w.now()));
    w.pass(86_400);
    await w.save({ ...mae, id: '2' });
    await writes(w, 2);
    expect([await kept(w), await w.links('2')]).toEqual([[[], []], []]);
  });

  it('leaves a hash that names nobody, under a key that is not beside it', async () => {
    const hashes = await Promise.all(
      [1, 2].map(async () => {
        const w = worlds.world();
        await w.save(mae);
        await writes(w, 1);
        await w.inside((v) => v.contacts.erase(one, w.now()));
        const [stone] = await w.rows('tombstone');
        expect(Object.keys(stone).toSorted()).toEqual(['at', 'installation_id', 'profile_hash', 'why']);
        return String(stone['profile_hash'].toString('hex'));
      }),
    );
    expect(new Set(hashes).size).toBe(2);
  });

  it('leaves nothing behind of a namesake who was only proposed: they are heard again', async () => {
    const w = worlds.world();
    await w.save({ ...mae, handles: [] });
    await writes(w, 1);
    expect((await w.links('1')).map(({ status }) => status)).toEqual(['suggested']);
    await w.inside((v) => v.contacts.erase(one, w.now()));
    expect(await kept(w)).toEqual([[], []]);
    w.pass(60);
    await writes(w, 2);
    expect(await kept(w)).toEqual([['12'], ['3/2']]);
  });
});
