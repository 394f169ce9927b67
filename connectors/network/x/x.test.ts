import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import none from './fixtures/not-found.json' with { type: 'json' };
import written from './fixtures/posts.json' with { type: 'json' };
import found from './fixtures/user.json' with { type: 'json' };
import { x } from './index.ts';
import { givenOutAt } from './said.ts';

const origin = 'https://api.x.com';
const settings = { bearerToken: 'AAAAAAAAfictional0123456789' };
const at = { handle: 'adaquist' };

/** Answers users and posts as recorded, or as told here. */
function site(told: { readonly user?: Reply; readonly posts?: Reply } = {}): Site {
  return ({ url }) =>
    url.pathname.endsWith('/tweets') ? (told.posts ?? { body: written }) : (told.user ?? { body: found });
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[], quiet: readonly number[]) => Promise<void>,
): Promise<void> {
  return onStage(x, { origin, settings }, answers, ({ network, requests, quiet }) =>
    act(network, requests, quiet),
  );
}

const postsOf = async (network: Network, limit = 50) =>
  (await network.posts?.((await network.profile(at)) as Profile, { limit })) ?? [];

const problem = (type: string, more: object = {}) => ({
  ...{ title: type, detail: 'Refused.', type: `https://api.x.com/2/problems/${type}` },
  ...more,
});

networkContract(x, {
  origin,
  settings,
  secret: settings.bearerToken,
  known: {
    handle: 'adaquist',
    id: '2244994001',
    site: site(),
    says: {
      handle: 'adaquist',
      url: 'https://x.com/AdaQuist',
      name: 'Ada Quist',
      bio: 'Looms and loops. Engineer at @Engines, writing at https://blog.ada.example/notes',
      avatar: 'https://pbs.twimg.example/profile_images/1/ada_400x400.jpg',
      counts: { followers: 5502, following: 652, posts: 790 },
      since: new Date('2013-12-14T04:35:55Z'),
      reserved: false,
      states: [
        { url: 'https://blog.ada.example/notes', where: 'bio', proven: false },
        { url: 'https://ada.example/', where: 'link', proven: false },
      ],
    },
  },
  unknown: { handle: 'nobody', id: '999', site: () => ({ body: none }) },
});

describe('X', () => {
  it('is not asked without the customer’s token, asks for consent, charges, and is in no frame', () => {
    expect(x.needs).toEqual(['bearerToken']);
    expect(x.terms).toMatchObject({ needsConsent: true, mayShowInFrame: false, mayDerive: false });
    expect(x.costs).toMatchObject({ profile: 0.01, post: 0.005, charged: 'for what is found' });
  });

  it('is neither asked where somebody is, nor kept, nor is anybody paid for who was not asked for', async () => {
    await play(site(), async (network, requests) => {
      expect(await network.profile(at)).not.toHaveProperty('location');
      await postsOf(network);
      for (const { url } of requests) {
        expect(url.search).not.toMatch(/location|geo|place/);
        expect(url.searchParams.has('expansions')).toBe(false);
      }
    });
  });

  it('asks nothing about what is no handle and no number', async () => {
    await play(site(), async (network, requests) => {
      for (const handle of ['', 'a b', '../me', 'sixteen_letters_x', 'ä'])
        expect(await network.profile({ handle })).toBeUndefined();
      for (const id of ['', '0', 'adaquist', '1e3', '2244994001/tweets'])
        expect(await network.profile({ id })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it('reads posts with their addresses written out, whole, and without what is repeated of others', async () => {
    await play(site(), async (network) => {
      const posts = await postsOf(network);
      expect(posts.map(({ kind, text }) => [kind, text])).toEqual([
        ['reply', '@Engines Does release 3 weave faster? 2 < 3 & ours does not. https://forum.example/t/12'],
        [
          'post',
          'Everything I know about cards that weave, in one long note. It begins with the loom and ends with the loop.',
        ],
        ['quote', 'Cards over knobs, always.'],
      ]);
      expect(posts[0]).toMatchObject({
        ...{ conversation: '2011999999999999000', inReplyTo: '2011999999999999000', statedLanguage: 'en' },
        ...{ counts: { likes: 14, replies: 2, shares: 1 } },
      });
      expect(posts[1]).not.toHaveProperty('statedLanguage');
    });
  });

  it('asks for no more posts than are wanted, nor for fewer than can be asked for', async () => {
    await play(site(), async (network, requests) => {
      for (const limit of [1, 10, 500]) await postsOf(network, limit);
      const sizes = requests.map(({ url }) => url.searchParams.get('max_results')).filter(Boolean);
      expect(sizes).toEqual(['5', '10', '100']);
    });
  });

  it('dates a post by its number where X says no time', async () => {
    expect(givenOutAt('2080761390344937796')).toEqual(new Date('2026-07-24T21:05:48.792Z'));
    const bare = { data: [{ id: '1577730467436138524', text: 'whoa, it works' }] };
    await play(site({ posts: { body: bare } }), async (network) => {
      expect((await postsOf(network))[0]?.publishedAt).toEqual(new Date('2022-10-05T18:40:30.908Z'));
    });
  });

  it('takes a suspended account for gone, and shows nothing of one that only some may read', async () => {
    const suspended = { errors: [{ ...problem('forbidden'), detail: 'User has been suspended: [ada].' }] };
    await play(site({ user: { body: suspended } }), async (network) => {
      expect(await network.profile(at)).toBeUndefined();
    });
    const closed = { errors: [problem('not-authorized-for-resource')] };
    await play(site({ posts: { body: closed } }), async (network) => {
      expect(await postsOf(network)).toEqual([]);
    });
    const kept = { data: { ...found.data, protected: true } };
    await play(site({ user: { body: kept } }), async (network, requests) => {
      expect((await network.profile(at))?.reserved).toBe(true);
      expect(await postsOf(network)).toEqual([]);
      expect(requests.some(({ url }) => url.pathname.endsWith('/tweets'))).toBe(false);
    });
  });

  const reset = String(NOW.getTime() / 1000 + 420);
  it.each<readonly [Reply, string, number | undefined]>([
    [{ status: 429, headers: { 'x-rate-limit-reset': reset }, body: problem('x') }, 'rate-limited', 420_000],
    [{ status: 402, body: problem('credits') }, 'over budget', undefined],
    [{ status: 402, body: 'Pay first' }, 'over budget', undefined],
    [{ status: 429, body: problem('usage-capped', { period: 'Monthly' }) }, 'over budget', undefined],
    [
      { status: 403, body: problem('client-forbidden', { reason: 'client-not-enrolled' }) },
      'forbidden',
      undefined,
    ],
    [{ status: 403, body: problem('unsupported-authentication') }, 'unauthorized', undefined],
    [
      { status: 400, body: { errors: [{ message: 'Bad' }], ...problem('invalid-request') } },
      'rejected',
      undefined,
    ],
    [{ status: 503, body: 'Over capacity' }, 'unavailable', undefined],
    [{ body: { errors: [problem('somethingnew')] } }, 'malformed', undefined],
  ])('reads what a refusal means: %o', async (reply, kind, retryAfterMs) => {
    await play(site({ user: reply }), async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind, retryAfterMs });
    });
  });

  it('lets nobody ask after the last question of a window', async () => {
    const headers = {
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': reset,
    };
    await play(site({ user: { headers, body: found } }), async (network, _requests, quiet) => {
      await network.profile(at);
      expect(quiet).toEqual([420_000]);
    });
  });

  it('has an answer in which only a part is missing', async () => {
    const partly = { ...found, errors: [problem('resource-not-found', { parameter: 'pinned_tweet_id' })] };
    await play(site({ user: { body: partly } }), async (network) => {
      expect((await network.profile(at))?.id).toBe('2244994001');
    });
  });
});
