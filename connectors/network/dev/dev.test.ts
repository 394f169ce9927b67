import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import articles from './fixtures/articles.json' with { type: 'json' };
import comments from './fixtures/comments.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import ada from './fixtures/user.json' with { type: 'json' };
import { dev } from './index.ts';

const origin = 'https://dev.to';
const at = { handle: 'ada_l' };

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  const recorded: readonly (readonly [RegExp, Reply])[] = [
    [/^\/api\/users\/(\d+|by_username)$/, { body: ada }],
    [/^\/api\/articles$/, { body: articles }],
    [/^\/api\/comments$/, { body: comments }],
  ];
  return ({ url }) =>
    [...told, ...recorded].find(([path]) => path.test(url.pathname))?.[1] ?? { status: 404, body: notFound };
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(dev, { origin, settings: {} }, answers, ({ network, requests }) => act(network, requests));
}

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })) ?? [];
}

const many = Array.from({ length: 100 }, (_, n) => ({ ...articles[1], id: n }));

networkContract(dev, {
  origin,
  unauthorized: 'forbidden',
  known: {
    handle: 'ada_l',
    id: '1815',
    site: site(),
    says: {
      handle: 'ada_l',
      url: 'https://dev.to/ada_l',
      name: 'Ada Lovelace',
      location: 'London',
      emails: ['ada@ada.example'],
      since: new Date('2022-04-09T00:00:00Z'),
      states: [
        { url: 'https://ada.example/blog', where: 'link', proven: false },
        { url: 'https://github.com/ada-lovelace', where: 'link', proven: false },
        { url: 'https://x.com/ada_lovelace', where: 'link', proven: false },
      ],
    },
  },
  unknown: { handle: 'nobody', id: '999999', site: () => ({ status: 404, body: notFound }) },
  endless: site([/^\/api\/articles$/, { body: many }]),
});

describe('DEV', () => {
  it('is asked in the version of the API that it documents', async () => {
    await play(site(), async (network, requests) => {
      await network.profile(at);
      expect(requests[0]?.headers['accept']).toBe('application/vnd.forem.api-v1+json');
      expect(requests[0]?.url.searchParams.get('url')).toBe('ada_l');
    });
  });

  it('asks nothing about what cannot be a name or a number there', async () => {
    await play(site(), async (network, requests) => {
      for (const handle of ['', 'a', 'ada/post', 'ada-l', '../users/1'])
        expect(await network.profile({ handle })).toBeUndefined();
      expect(await network.profile({ id: 'me' })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it('reads a profile that shows next to nothing', async () => {
    const bare = { type_of: 'user', id: 7, username: 'ada_l', name: '', website_url: null, joined_at: null };
    await play(site([/\/users\//, { body: bare }]), async (network) => {
      const profile = await network.profile(at);
      expect(profile).toMatchObject({ states: [], emails: [] });
      for (const field of ['name', 'bio', 'since']) expect(profile).not.toHaveProperty(field);
    });
  });

  it('states no link that is none', async () => {
    const hostile = {
      ...ada,
      website_url: 'javascript:alert(1)',
      github_username: null,
      twitter_username: '',
    };
    await play(site([/\/users\//, { body: hostile }]), async (network) => {
      expect((await network.profile(at))?.states).toEqual([]);
    });
  });

  it('waits as long as the words of the refusal say', async () => {
    const told: Reply = {
      status: 429,
      body: { error: 'Rate limit reached, try again in 27 seconds', status: 429 },
    };
    await play(
      () => told,
      async (network) => {
        await expect(network.profile(at)).rejects.toMatchObject({ retryAfterMs: 27_000 });
      },
    );
  });

  it('reads articles, and what their author answers below them', async () => {
    await play(site(), async (network, requests) => {
      const posts = await postsOf(network);
      expect(posts.map(({ kind, id, inReplyTo }) => [kind, id, inReplyTo])).toEqual([
        ['comment', 'comment:m358', 'comment:m357'],
        ['post', 'article:202', undefined],
        ['post', 'article:201', undefined],
      ]);
      expect(posts.map(({ text }) => text)).toEqual([
        'It does, and faster than us.',
        'Cards that weave\n\nWhat a loom taught me about loops.',
        'Notes on the engine',
      ]);
      expect(posts[0]?.conversation).toBe('article:202');
      expect(posts[1]?.counts).toEqual({ likes: 14, replies: 3 });
      expect(requests.filter(({ url }) => url.pathname === '/api/comments')).toHaveLength(1);
    });
  });

  it('takes no words of somebody else for theirs', async () => {
    const others = articles.map((article) => ({
      ...article,
      user: { username: 'charles' },
      comments_count: 0,
    }));
    await play(site([/\/articles$/, { body: others }]), async (network) => {
      expect(await postsOf(network)).toEqual([]);
    });
  });
});
