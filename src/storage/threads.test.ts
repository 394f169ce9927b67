import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { PostId } from '../core/ids.ts';
import { acme, aPost, aProfile, at, bluesky, other } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  for (const id of [acme, other]) {
    const account = { crm: 'hubspot', account: id, status: 'active', sample: false } as const;
    await db.store.install({ id, ...account, installedAt: at(0) });
    await db.store.inside(id, async (w) => {
      await w.profiles.keep([aProfile('ada'), aProfile('bob')]);
      await w.posts.keep([
        aPost('1', 'ada', { publishedAt: at(1) }),
        aPost('3', 'ada', { conversation: PostId.parse('1'), publishedAt: at(3) }),
        aPost('2', 'bob', { conversation: PostId.parse('1'), publishedAt: at(2) }),
        aPost('9', 'bob', { text: 'See https://www.bsky.example/post/1/?utm_source=x and more' }),
      ]);
    });
  }
});
afterAll(() => db.close());

const key = (id: string) => ({ network: bluesky, id: PostId.parse(id) });
const idsOf = (found: readonly { readonly post: { readonly id: string } }[]) =>
  found.map(({ post }) => post.id);

describe('a conversation that is kept', () => {
  it('is found by its first post, in the order in which it was said, with who said it', async () => {
    await db.store.inside(acme, async (w) => {
      const said = await w.threads.saidIn([key('1'), key('1')], 10);
      expect(idsOf(said)).toEqual(['1', '2', '3']);
      expect(said.map(({ by }) => by.id)).toEqual(['ada', 'bob', 'ada']);
      expect(idsOf(await w.threads.saidIn([key('1')], 2))).toEqual(['1', '2']);
      expect(await w.threads.saidIn([key('2')], 10)).toEqual([]);
      expect((await w.threads.find(key('2')))?.by.handle).toBe('bob.example');
      expect(await w.threads.find(key('404'))).toBeUndefined();
    });
  });

  it('is joined by what links to it, and by what stands at an address', async () => {
    await db.store.inside(acme, async (w) => {
      const urls = ['https://bsky.example/post/3', 'https://bsky.example/post/404'];
      const joined = await w.threads.joinedBy({ urls, places: ['bsky.example/post/1'] }, 10);
      expect(idsOf(joined).toSorted()).toEqual(['3', '9']);
      expect(await w.threads.joinedBy({ urls: [], places: ['bsky.example'] }, 10)).toEqual([]);
    });
  });

  it('keeps nothing of a link when its post is gone', async () => {
    await db.store.inside(other, (w) => w.posts.remove(bluesky, [PostId.parse('9')]));
    const { rows } = await db.pool.query('select distinct installation_id as id from kith.post_link');
    expect(rows).toEqual([{ id: acme }]);
  });

  it('takes back from the network nothing that was removed here, and nobody who was ignored, erased or is gone', async () => {
    await db.store.inside(other, async (w) => {
      await w.listening.ignore(aProfile('eve'), at(5));
      await w.profiles.keep([aProfile('gus')]);
      await w.profiles.remove(aProfile('gus'), at(50));
      const shown = [
        { post: aPost('9', 'bob'), by: aProfile('bob') },
        { post: aPost('10', 'eve'), by: aProfile('eve') },
        { post: aPost('11', 'gus'), by: aProfile('gus', { fetchedAt: at(40) }) },
        { post: aPost('12', 'gus'), by: aProfile('gus', { fetchedAt: at(60) }) },
        { post: aPost('13', 'new'), by: aProfile('new') },
      ];
      expect(idsOf(await w.threads.welcome(shown))).toEqual(['12', '13']);
      expect(await w.threads.welcome([])).toEqual([]);
    });
  });
});
