import { describe, expect, it } from 'vitest';
import organisation from '@octokit/fixtures/scenarios/api.github.com/get-organization/normalized-fixture.json' with { type: 'json' };
import validation from '@octokit/fixtures/scenarios/api.github.com/errors/normalized-fixture.json' with { type: 'json' };
import issues from '@octokit/fixtures/scenarios/api.github.com/search-issues/normalized-fixture.json' with { type: 'json' };
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import events from './fixtures/events.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import found from './fixtures/search-users.json' with { type: 'json' };
import social from './fixtures/social-accounts.json' with { type: 'json' };
import ada from './fixtures/user.json' with { type: 'json' };
import { github } from './index.ts';

const origin = 'https://api.github.com';
const at = { handle: 'ada-lovelace' };

const RECORDED: readonly (readonly [RegExp, Reply])[] = [
  [/^\/(users\/[^/]+|user\/\d+)$/, { body: ada }],
  [/social_accounts$/, { body: social }],
  [/^\/search\/users$/, { body: found }],
  [/\/events\/public$/, { body: events }],
];

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  return ({ url }) => {
    const match = [...told, ...RECORDED].find(([path]) => path.test(url.pathname));
    return match?.[1] ?? { status: 404, body: notFound };
  };
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(github, { origin, settings: {} }, answers, ({ network, requests }) =>
    act(network, requests),
  );
}

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 100 })) ?? [];
}

networkContract(github, {
  origin,
  settings: { token: 'ghp_fictional0123456789' },
  secret: 'ghp_fictional0123456789',
  known: {
    handle: 'ada-lovelace',
    id: '583231',
    name: 'Ada Lovelace',
    site: site(),
    says: {
      handle: 'ada-lovelace',
      url: 'https://github.com/Ada-Lovelace',
      name: 'Ada Lovelace',
      employer: 'analytical-engines',
      location: 'London',
      emails: ['ada@ada.example'],
      counts: { followers: 1815, following: 9 },
      since: new Date('2011-01-25T18:44:36Z'),
      standing: 'active',
      states: [
        { url: 'https://ada.example/blog', where: 'link', proven: false },
        { url: 'https://x.com/ada_lovelace', where: 'link', proven: false },
        { url: 'https://www.linkedin.com/in/ada-lovelace-9db7c0', where: 'link', proven: false },
        { url: 'https://social.example/@ada', where: 'link', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody-at-all',
    id: '999999999',
    site: ({ url }) =>
      url.pathname.startsWith('/search')
        ? { body: { total_count: 0, incomplete_results: false, items: [] } }
        : { status: 404, body: notFound },
  },
  endless: site([
    /\/events\/public$/,
    {
      body: events,
      headers: { link: '<https://api.github.com/user/583231/events/public?page=2>; rel="next"' },
    },
  ]),
});

describe('GitHub', () => {
  it('says which version of the API it speaks and who it is, and no token where none is given', async () => {
    await play(site(), async (network, requests) => {
      await network.profile(at);
      expect(requests).toHaveLength(2);
      for (const { headers } of requests) {
        expect(headers).toMatchObject({ 'user-agent': 'Kith', 'x-github-api-version': '2022-11-28' });
        expect(headers['authorization']).toBeUndefined();
      }
    });
  });

  it('takes a real organisation for nobody, and asks nothing more about it', async () => {
    const { response } = organisation[0] as { response: object };
    await play(site([/^\/users\/[^/]+$/, { body: response }]), async (network, requests) => {
      expect(await network.profile({ handle: 'octokit-fixture-org' })).toBeUndefined();
      expect(requests).toHaveLength(1);
    });
  });

  it('takes a bot for nobody', async () => {
    await play(site([/^\/users\/[^/]+$/, { body: { ...ada, type: 'Bot' } }]), async (network) => {
      expect(await network.profile(at)).toBeUndefined();
    });
  });

  it('asks nothing about what cannot be a login', async () => {
    await play(site(), async (network, requests) => {
      for (const handle of ['', '..', 'a/b', '-ada', 'ada?x=1', 'a'.repeat(200)]) {
        expect(await network.profile({ handle })).toBeUndefined();
      }
      expect(await network.profile({ id: '../users/ada' })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it.each([
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 600) }, 600_000],
    [429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 600) }, 600_000],
    [403, { 'retry-after': '30', 'x-ratelimit-remaining': '58' }, 30_000],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 - 5) }, 0],
    [429, {}, 60_000],
  ])('reads a spent budget from %i with %o', async (status, headers, retryAfterMs) => {
    await play(
      () => ({
        status,
        headers: headers as Record<string, string>,
        body: { message: 'API rate limit exceeded' },
      }),
      async (network) => {
        await expect(network.profile(at)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs });
      },
    );
  });

  it('reads the secondary limit that comes without a header', async () => {
    const documentation_url =
      'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
    await play(
      () => ({
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit', documentation_url },
      }),
      async (network) => {
        await expect(network.profile(at)).rejects.toMatchObject({
          kind: 'rate-limited',
          retryAfterMs: 60_000,
        });
      },
    );
  });

  it('calls a real refused validation rejected', async () => {
    const { status, response } = validation[0] as { status: number; response: object };
    await play(
      () => ({ status, body: response }),
      async (network) => {
        await expect(network.search?.('Ada Lovelace')).rejects.toMatchObject({ kind: 'rejected' });
      },
    );
  });

  it('keeps the words of a name out of the syntax of the search', async () => {
    await play(site(), async (network, requests) => {
      await network.search?.('Ada "Lovelace" repo:secret/x');
      expect(requests[0]?.url.searchParams.get('q')).toBe('Ada  Lovelace  repo secret/x in:name type:user');
    });
  });

  it('asks for the links of only those found whose names could be the one searched', async () => {
    await play(
      site([/^\/users\/[^/]+$/, { body: { ...ada, name: 'Somebody Else' } }]),
      async (network, requests) => {
        expect(await network.search?.('Ada Lovelace')).toEqual([]);
        expect(requests.map(({ url }) => url.pathname)).toEqual(['/search/users', '/users/Ada-Lovelace']);
      },
    );
  });

  it('reads what is said in words, and never a push with its e-mail addresses', async () => {
    await play(site(), async (network) => {
      const posts = await postsOf(network);
      expect(posts.map(({ kind, id, conversation }) => [kind, id, conversation])).toEqual([
        ['comment', 'comment:2200000001', '1296269#1347'],
        ['issue', '1296269#1350', '1296269#1350'],
        ['comment', 'review-comment:77', '1296269#12'],
        ['release', 'release:555', 'release:555'],
      ]);
      expect(posts[0]).toMatchObject({ inReplyTo: '1296269#1347', counts: { likes: 3 } });
      expect(posts[1]?.text).toBe('Cards jam at speed\n\nAfter an hour of work.');
      expect(JSON.stringify(posts)).not.toContain('private@ada.example');
    });
  });

  it('reads the words of real issues', async () => {
    const { response } = issues[0] as unknown as { response: { items: { title: string; number: number }[] } };
    const opened = response.items.map((issue, at) => ({
      id: String(at),
      type: 'IssuesEvent',
      actor: { id: ada.id, login: ada.login },
      repo: { id: 1000, name: 'octokit-fixture-org/search-issues' },
      payload: { action: 'opened', issue },
      created_at: `2026-02-0${9 - at}T00:00:00Z`,
    }));
    await play(site([/\/events\/public$/, { body: opened }]), async (network) => {
      const posts = await postsOf(network);
      expect(posts.map(({ id, text }) => [id, text.split('\n')[0]])).toEqual(
        response.items.map(({ number, title }) => [`1000#${number}`, title]),
      );
      expect(posts[0]?.counts).toEqual({ likes: 0, replies: 42 });
    });
  });

  it('takes no words of somebody else for theirs', async () => {
    const others = events.map((event) => ({ ...event, actor: { ...event.actor, id: 1 } }));
    await play(site([/\/events\/public$/, { body: others }]), async (network) => {
      expect(await postsOf(network)).toEqual([]);
    });
  });

  it.each([
    ['ada.example', 'https://ada.example/'],
    ['http://ada.example', 'http://ada.example/'],
    ['ada.example:8080/x', 'https://ada.example:8080/x'],
    ['javascript:alert(1)', undefined],
    ['javascript://ada.example/%0Aalert(1)', undefined],
    ['ftp://ada.example/', undefined],
    ['mailto:ada@ada.example', undefined],
    ['https://me:secret@ada.example', undefined],
    ['coming soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads the blog %s as %s', async (blog, url) => {
    const user = { ...ada, blog, twitter_username: null };
    await play(
      site([/^\/users\/[^/]+$/, { body: user }], [/social_accounts$/, { body: [] }]),
      async (network) => {
        expect((await network.profile(at))?.states.map((state) => state.url)).toEqual(url ? [url] : []);
      },
    );
  });
});
