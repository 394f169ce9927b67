import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import found from './fixtures/about.json' with { type: 'json' };
import comments from './fixtures/comments.json' with { type: 'json' };
import submitted from './fixtures/submitted.json' with { type: 'json' };
import { reddit } from './index.ts';

const origin = 'https://oauth.reddit.com';
const settings = {
  ...{ clientId: 'fictionalClient01', clientSecret: 'fictional-secret-0123456789', username: 'kith_ops' },
  ...{ agreement: 'Contract 12 of 2026', signInAt: origin },
};
const at = { handle: 'adaquist' };
const token: Reply = {
  body: { access_token: 'fictionalToken', token_type: 'bearer', expires_in: 3600, scope: '*' },
};
const gone: Reply = { status: 404, body: { message: 'Not Found', error: 404 } };

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  const recorded: readonly (readonly [RegExp, Reply])[] = [
    [/access_token$/, token],
    [
      /\/user_data_by_account_ids$/,
      { body: { t2_4x25quk: { name: 'AdaQuist', created_utc: 1498231550.0 } } },
    ],
    [/\/about$/, { body: found }],
    [/\/submitted$/, { body: submitted }],
    [/\/comments$/, { body: comments }],
  ];
  return ({ url }) => [...told, ...recorded].find(([path]) => path.test(url.pathname))?.[1] ?? gone;
}

const play = (
  answers: Site,
  act: (network: Network, requests: readonly Asked[], quiet: readonly number[]) => Promise<void>,
) =>
  onStage(reddit, { origin, settings }, answers, ({ network, requests, quiet }) =>
    act(network, requests, quiet),
  );
const postsOf = async (network: Network) =>
  (await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })) ?? [];

networkContract(reddit, {
  origin,
  settings,
  // As it is sent.
  secret: Buffer.from(`${settings.clientId}:${settings.clientSecret}`).toString('base64'),
  known: {
    handle: 'adaquist',
    id: 't2_4x25quk',
    site: site(),
    says: {
      handle: 'adaquist',
      url: 'https://www.reddit.com/user/AdaQuist',
      name: 'Ada Quist',
      avatar: 'https://styles.redditmedia.example/t5_2tso75/ada.png',
      emails: ['ada@ada.example'],
      counts: { followers: 12 },
      since: new Date('2017-06-23T15:25:50Z'),
      states: [{ url: 'https://ada.example/notes', where: 'bio', proven: false }],
    },
  },
  unknown: {
    handle: 'nobody',
    id: 't2_nobody',
    site: site([/about$|account_ids$|submitted$|comments$/, gone]),
  },
  endless: site([
    /\/(?:submitted|comments)$/,
    { body: { ...submitted, data: { ...submitted.data, after: 't3_x' } } },
  ]),
});

describe('Reddit', () => {
  it('is not asked without an approved client, somebody who answers for it, and an agreement', () => {
    expect(reddit.needs).toEqual(['clientId', 'clientSecret', 'username', 'agreement']);
    expect(reddit.terms).toMatchObject({ needsConsent: true, deleteWithinHours: 24, keepForDays: 1 });
  });

  it('signs in once for all who ask, and says in each question who asks', async () => {
    await play(site(), async (network, requests) => {
      await Promise.all([network.profile(at), network.profile(at), network.profile({ id: 't2_4x25quk' })]);
      expect(requests.filter(({ url }) => url.pathname.endsWith('access_token'))).toMatchObject([
        { method: 'POST', body: 'grant_type=client_credentials' },
      ]);
      for (const { headers, url } of requests) {
        expect(headers['user-agent']).toBe('web:fictionalClient01:0.1 (by /u/kith_ops)');
        if (!url.pathname.endsWith('access_token'))
          expect(headers['authorization']).toBe('Bearer fictionalToken');
      }
    });
  });

  it('signs in again after a token was refused before its time', async () => {
    let asked = 0;
    const refusedOnce: Site = (question) =>
      question.url.pathname.endsWith('/about') && asked++ === 0
        ? { status: 401, body: {} }
        : site()(question);
    await play(refusedOnce, async (network, requests) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind: 'unauthorized' });
      expect((await network.profile(at))?.id).toBe('t2_4x25quk');
      expect(requests.filter(({ url }) => url.pathname.endsWith('access_token'))).toHaveLength(2);
    });
  });

  it('takes a suspended redditor for gone, and asks nothing about what is no name and no id', async () => {
    const suspended = { kind: 't2', data: { name: 'AdaQuist', is_suspended: true, awardee_karma: 0 } };
    await play(site([/about$/, { body: suspended }]), async (network) => {
      expect(await network.profile(at)).toBeUndefined();
    });
    await play(site(), async (network, requests) => {
      for (const handle of ['', 'ab', 'a b c', '../about', 'a'.repeat(21)])
        expect(await network.profile({ handle })).toBeUndefined();
      for (const id of ['4x25quk', 't3_4x25quk', 't2_', 't2_a,t2_b'])
        expect(await network.profile({ id })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it('reads posts and comments, and nothing of what was deleted or removed', async () => {
    await play(site(), async (network) => {
      const posts = await postsOf(network);
      expect(
        posts.map(({ id, kind, conversation, inReplyTo }) => [id, kind, conversation, inReplyTo]),
      ).toEqual([
        ['t1_d0iaye9', 'reply', 't3_1qv5aaa', 't1_d0hkqti'],
        ['t3_1qv5aaa', 'post', 't3_1qv5aaa', undefined],
        ['t3_1qv5ccc', 'post', 't3_1qv5ccc', undefined],
        ['t1_d0hkebe', 'comment', 't3_484169', 't3_484169'],
      ]);
      expect(posts[1]?.text).toBe('Does release 3 weave faster?\n\nOurs does not: 2 < 3 & it still stalls.');
      expect(posts[0]?.counts).toEqual({ likes: 0 });
      expect(posts[3]?.url).toBe(
        'https://www.reddit.com/r/looms/comments/484169/older_than_links_to_comments/d0hkebe/',
      );
    });
  });

  const [first] = submitted.data.children;
  it.each([
    ['by its author', { selftext: '[deleted]' }],
    ['by a moderator', { selftext: '[ Removed by Reddit ]' }],
    ['by a filter, though the words are still answered', { removed_by_category: 'automod_filtered' }],
    ['with its author', { author: '[deleted]' }],
    ['into a community that only members read', { subreddit_type: 'private' }],
  ])('shows nothing that was taken away %s', async (_, more) => {
    const listing = {
      ...submitted,
      data: { ...submitted.data, children: [{ ...first, data: { ...first?.data, ...more } }] },
    };
    const none = { ...comments, data: { ...comments.data, children: [] } };
    await play(site([/submitted$/, { body: listing }], [/comments$/, { body: none }]), async (network) => {
      expect(await postsOf(network)).toEqual([]);
    });
  });

  it.each(['[deleted]', '[removed]', '[ Removed by Reddit ]'])(
    'shows no comment that reads %s',
    async (body) => {
      const [one] = comments.data.children;
      const gone = { ...comments.data, children: [{ ...one, data: { ...one?.data, body } }] };
      const none = { ...submitted, data: { ...submitted.data, children: [] } };
      const listing = { ...comments, data: gone };
      await play(site([/submitted$/, { body: none }], [/comments$/, { body: listing }]), async (network) => {
        expect(await postsOf(network)).toEqual([]);
      });
    },
  );

  it('waits as long as Reddit says, after the last question that it allows too', async () => {
    const left = { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '342', 'x-ratelimit-used': '600' };
    await play(site([/about$/, { headers: left, body: found }]), async (network, _requests, quiet) => {
      await network.profile(at);
      expect(quiet).toEqual([342_000]);
    });
    await play(site([/about$/, { status: 429, headers: left, body: {} }]), async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({
        kind: 'rate-limited',
        retryAfterMs: 342_000,
      });
    });
  });
});
