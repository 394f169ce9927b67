import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import items from './fixtures/items.json' with { type: 'json' };
import hits from './fixtures/search-by-date.json' with { type: 'json' };
import ada from './fixtures/user.json' with { type: 'json' };
import { hackernews } from './index.ts';

const origin = 'https://hacker-news.firebaseio.com';
const stage = { origin, settings: { index: origin } };
const at = { handle: 'ada_l' };

/** Answers users, items and the index as recorded, or as told here. */
function site(
  told: { readonly user?: unknown; readonly items?: object; readonly hits?: unknown } = {},
): Site {
  const all: Readonly<Record<string, unknown>> = { ...items, ...told.items };
  return ({ url: { pathname } }): Reply => {
    if (pathname.startsWith('/v0/user/')) return { body: 'user' in told ? told.user : ada };
    if (pathname === '/api/v1/search_by_date') return { body: told.hits ?? hits };
    return { body: all[pathname.replace(/^\/v0\/item\/(\d+)\.json$/, '$1')] ?? null };
  };
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(hackernews, stage, answers, ({ network, requests }) => act(network, requests));
}

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })) ?? [];
}

networkContract(hackernews, {
  ...stage,
  unauthorized: 'forbidden',
  // `null` is how this API says that nobody is there.
  strange: [{ body: {} }, { body: [[1]] }, { body: 'a page instead of data' }, { body: '{"cut":' }],
  known: {
    handle: 'ada_l',
    id: 'ada_l',
    site: site(),
    says: {
      handle: 'ada_l',
      url: 'https://news.ycombinator.com/user?id=ada_l',
      bio: 'Analyst. Notes at https://ada.example/notes\n\nMail: ada@ada.example\n\nhttps://github.com/ada-lovelace',
      emails: ['ada@ada.example'],
      counts: { posts: 5 },
      since: new Date('2007-03-15T01:50:46.000Z'),
      states: [
        { url: 'https://ada.example/notes', where: 'bio', proven: false },
        { url: 'https://github.com/ada-lovelace', where: 'bio', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody',
    id: 'nobody',
    site: ({ url }) => ({ body: url.pathname.startsWith('/v0') ? null : { hits: [] } }),
  },
});

describe('Hacker News', () => {
  it('asks nothing about what cannot be a name there', async () => {
    await play(site(), async (network, requests) => {
      for (const handle of ['', 'a', '../item/1', 'ada lovelace', 'a'.repeat(16)]) {
        expect(await network.profile({ handle })).toBeUndefined();
      }
      expect(requests).toEqual([]);
    });
  });

  it('knows who says nothing of themselves', async () => {
    const { id, created } = ada;
    await play(site({ user: { id, created, karma: 1 } }), async (network) => {
      expect(await network.profile(at)).toMatchObject({ emails: [], states: [], counts: { posts: 0 } });
    });
  });

  it('leaves out what was deleted or is dead, whatever the index still says', async () => {
    await play(site(), async (network) => {
      expect((await postsOf(network)).map(({ id }) => id)).toEqual(['8265435', '8168423', '8090326']);
    });
    await play(site({ items: { 8265435: { ...items[8265435], dead: true } } }), async (network) => {
      expect((await postsOf(network)).map(({ id }) => id)).toEqual(['8168423', '8090326']);
    });
  });

  it('says whose conversation a comment belongs to, and shows words without mark-up', async () => {
    await play(site(), async (network) => {
      const [question, comment, link] = await postsOf(network);
      expect(question).toMatchObject({ kind: 'question', conversation: '8265435' });
      expect(question?.counts).toEqual({ likes: 111, replies: 71 });
      expect(comment).toMatchObject({ kind: 'comment', conversation: '8090000', inReplyTo: '8090946' });
      expect(comment?.text).toBe(
        'It can do whatever we know how to order it.\n\nSee https://ada.example/notes/on-the-analytical-engine',
      );
      expect(link).toMatchObject({ kind: 'post', text: 'Notes on the Analytical Engine' });
    });
  });

  it('takes no words of somebody else for theirs', async () => {
    const others = { ...items[8265435], by: 'charles' };
    await play(site({ items: { 8265435: others } }), async (network) => {
      expect((await postsOf(network)).map(({ id }) => id)).not.toContain('8265435');
    });
    const foreign = { hits: hits.hits.map((hit) => ({ ...hit, author: 'charles' })) };
    await play(site({ hits: foreign }), async (network) => expect(await postsOf(network)).toEqual([]));
  });

  it('asks the index only for what is new enough', async () => {
    await play(site(), async (network, requests) => {
      const profile = (await network.profile(at)) as Profile;
      await network.posts?.(profile, { since: new Date(NOW.getTime() - 86_400_000), limit: 7 });
      const asked = requests.find(({ url }) => url.pathname === '/api/v1/search_by_date')?.url.searchParams;
      expect(asked?.get('numericFilters')).toBe(`created_at_i>=${NOW.getTime() / 1000 - 86_400}`);
      expect(asked?.get('tags')).toBe('author_ada_l,(story,comment,poll)');
      expect(asked?.get('hitsPerPage')).toBe('7');
    });
  });
});
