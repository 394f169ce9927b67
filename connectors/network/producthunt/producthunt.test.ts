import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site, Stage } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import hidden from './fixtures/hidden.json' with { type: 'json' };
import launches2 from './fixtures/launches-2.json' with { type: 'json' };
import launches from './fixtures/launches.json' with { type: 'json' };
import spent from './fixtures/spent.json' with { type: 'json' };
import user from './fixtures/user.json' with { type: 'json' };
import { producthunt } from './index.ts';

const origin = 'https://api.producthunt.com';
const token = 'ph-token-fictional-0123456789';
const NOBODY: Reply = { body: { data: { user: null } } };
const at = { handle: 'adaquist' };

const variablesOf = ({ body }: Asked): Record<string, string> =>
  (JSON.parse(body) as { variables: Record<string, string> }).variables;
const asksForLaunches = ({ body }: Asked): boolean => body.includes('submittedPosts(first: 20');

const site: Site = (asked) => {
  if (!asksForLaunches(asked)) return { body: user };
  return { body: variablesOf(asked)['after'] === undefined ? launches : launches2 };
};

const play = (answers: Site, act: (stage: Stage) => Promise<void>) =>
  onStage(producthunt, { origin, settings: { token } }, answers, act);

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 100 })) ?? [];
}

networkContract(producthunt, {
  origin,
  settings: { token, permission: 'Agreed to by a fictional person, 2026-01-01' },
  secret: token,
  known: {
    handle: 'adaquist',
    id: '1815',
    site,
    says: {
      handle: 'adaquist',
      url: 'https://www.producthunt.com/@adaquist',
      name: 'Ada Quist',
      bio: 'Engines at Acme',
      counts: { followers: 1815, following: 9, posts: 2 },
      states: [
        { url: 'https://ada.example/', where: 'link', proven: false },
        { url: 'https://x.com/ada_quist', where: 'link', proven: false },
      ],
    },
  },
  unknown: { handle: 'nobody', id: '404', site: () => NOBODY },
  endless: (asked) => ({ body: asksForLaunches(asked) ? launches : user }),
});

describe('Product Hunt', () => {
  it('is off until an admin says who there agreed to commercial use', () => {
    expect(producthunt.needs).toEqual(['token', 'permission']);
    expect(producthunt.settings.safeParse({ token, permission: 'yes' }).success).toBe(false);
  });

  it('is asked for names as variables, never as a part of the question', async () => {
    await play(site, async ({ network, requests }) => {
      await network.profile({ handle: '@AdaQuist' });
      await network.profile({ id: '1815' });
      expect(requests.map(variablesOf)).toEqual([{ username: 'adaquist' }, { id: '1815' }]);
      for (const handle of ['', 'a"b', '){id}', 'a b', 'x'.repeat(61)])
        expect(await network.profile({ handle })).toBeUndefined();
      for (const id of ['ada', '0', '-1', '1'.repeat(13)])
        expect(await network.profile({ id })).toBeUndefined();
      expect(requests).toHaveLength(2);
    });
  });

  it('hides people from tokens that are not theirs: they are not shown, and not taken for gone', async () => {
    await play(
      () => ({ body: hidden }),
      async ({ network }) => {
        await expect(network.profile({ id: '1815' })).rejects.toMatchObject({ kind: 'forbidden' });
      },
    );
  });

  it('reads what somebody launched and their own words below it, not those of others', async () => {
    await play(site, async ({ network }) => {
      const posts = await postsOf(network);
      expect(posts.map(({ id, text, inReplyTo }) => [id, text, inReplyTo])).toEqual([
        ['comment:903', 'Thank you! It punches fast.', 'comment:902'],
        ['comment:901', 'Hi, I am Ada, the maker.', 'launch:500'],
        ['launch:500', 'Engine Cards: Punched cards for everybody\n\nWrite once, punch anywhere.', undefined],
        ['launch:400', 'Note G: The first program', undefined],
      ]);
      expect(posts.slice(0, 3).map(({ conversation }) => conversation)).toEqual(Array(3).fill('launch:500'));
      expect(posts[2]?.counts).toEqual({ likes: 42, replies: 3 });
    });
  });

  it('gives addresses without what tells which application asked', async () => {
    await play(site, async ({ network }) => {
      expect((await postsOf(network)).map(({ url }) => url).slice(1, 3)).toEqual([
        'https://www.producthunt.com/posts/engine-cards?comment=901',
        'https://www.producthunt.com/posts/engine-cards',
      ]);
    });
  });

  it('refuses a question within a good answer', async () => {
    await play(
      () => ({ body: { data: { user: null }, errors: [{ message: 'Field does not exist' }] } }),
      async ({ network }) => {
        await expect(network.profile(at)).rejects.toMatchObject({ kind: 'rejected' });
      },
    );
  });

  it('says until when its points of complexity are spent', async () => {
    await play(
      () => ({ status: 429, headers: { 'x-rate-limit-reset': '377' }, body: spent }),
      async ({ network }) => {
        await expect(network.profile(at)).rejects.toMatchObject({
          kind: 'rate-limited',
          retryAfterMs: 377_000,
        });
      },
    );
  });

  it.each([
    ['5000', '377', []],
    ['625', '377', []],
    ['624', '377', [377_000]],
    ['0', 'soon', []],
  ])('with %s points left and %s seconds to go asks for the quiet of %o', async (left, reset, quiet) => {
    const headers = {
      'x-rate-limit-limit': '6250',
      'x-rate-limit-remaining': left,
      'x-rate-limit-reset': reset,
    };
    await play(
      () => ({ headers, body: user }),
      async (stage) => {
        await stage.network.profile(at);
        expect(stage.quiet).toEqual(quiet);
      },
    );
  });
});
