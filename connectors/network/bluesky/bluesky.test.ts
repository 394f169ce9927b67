import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import feed2 from './fixtures/author-feed-2.json' with { type: 'json' };
import feed from './fixtures/author-feed.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import ada from './fixtures/profile.json' with { type: 'json' };
import actors from './fixtures/search-actors.json' with { type: 'json' };
import { readBio } from './bio.ts';
import { bluesky } from './index.ts';

const origin = 'https://public.api.bsky.app';
const at = { handle: 'ada.example' };

/** Answers each lexicon method as recorded, or as told here. */
function site(told: Readonly<Record<string, Reply>> = {}): Site {
  return ({ url }) => {
    const method = url.pathname.replace('/xrpc/', '');
    const recorded: Record<string, Reply> = {
      'app.bsky.actor.getProfile': { body: ada },
      'app.bsky.actor.getProfiles': { body: { profiles: [ada] } },
      'app.bsky.actor.searchActors': { body: actors },
      'app.bsky.feed.getAuthorFeed': { body: url.searchParams.has('cursor') ? feed2 : feed },
    };
    return told[method] ?? recorded[method] ?? { status: 501, body: { error: 'MethodNotImplemented' } };
  };
}

function play(
  told: Readonly<Record<string, Reply>>,
  act: (network: Network) => Promise<void>,
): Promise<void> {
  return onStage(bluesky, { origin, settings: {} }, site(told), ({ network }) => act(network));
}

function profileAs(changes: Record<string, unknown>) {
  return { 'app.bsky.actor.getProfile': { body: { ...ada, ...changes } } };
}

const refused = (error: string): Record<string, Reply> => ({
  'app.bsky.actor.getProfile': { status: 400, body: { error, message: 'Account is not there' } },
  'app.bsky.feed.getAuthorFeed': { status: 400, body: { error, message: 'Account is not there' } },
});

networkContract(bluesky, {
  origin,
  known: {
    handle: 'ada.example',
    id: ada.did,
    name: 'Ada Lovelace',
    site: site(),
    says: {
      handle: 'ada.example',
      url: 'https://bsky.app/profile/ada.example',
      name: 'Ada Lovelace 🧮',
      domain: 'ada.example',
      emails: ['ada@mail.example'],
      counts: { followers: 1815, following: 210, posts: 1843 },
      since: new Date('2023-05-02T19:40:11.000Z'),
      standing: 'active',
      reserved: false,
      states: [
        { url: 'https://www.analytical.example/team/ada', where: 'link', proven: false },
        { url: 'https://ada.example/blog', where: 'bio', proven: false },
        { url: 'https://github.com/ada-lovelace', where: 'bio', proven: false },
        { url: 'https://social.example/@ada', where: 'bio', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody.example',
    id: 'did:plc:nobodynobodynobodynobody',
    site: ({ url }) =>
      url.pathname.endsWith('searchActors') ? { body: { actors: [] } } : { status: 400, body: notFound },
  },
  endless: site({ 'app.bsky.feed.getAuthorFeed': { body: feed } }),
});

describe('Bluesky', () => {
  it('shows an account that fell silent to who knows its DID, and nobody to who knows a handle', async () => {
    for (const [error, standing] of [
      ['AccountDeactivated', 'deactivated'],
      ['AccountTakedown', 'suspended'],
    ] as const) {
      await play(refused(error), async (network) => {
        expect(await network.profile(at)).toBeUndefined();
        const silent = await network.profile({ id: ada.did });
        expect(silent).toMatchObject({ id: ada.did, handle: ada.did, standing, states: [], counts: {} });
        expect(silent?.domain).toBeUndefined();
      });
    }
  });

  it('keeps the profile but no domain when the handle is broken', async () => {
    await play(profileAs({ handle: 'handle.invalid' }), async (network) => {
      const profile = await network.profile({ id: ada.did });
      expect(profile).toMatchObject({ handle: ada.did, url: `https://bsky.app/profile/${ada.did}` });
      expect(profile?.domain).toBeUndefined();
    });
  });

  it('takes a handle that a host hands out for no domain of the person', async () => {
    await play(profileAs({ handle: 'ada.bsky.social' }), async (network) => {
      expect((await network.profile(at))?.domain).toBeUndefined();
    });
  });

  it('reads no posts of who asks not to be shown to people who are not signed in', async () => {
    const labels = [
      { src: ada.did, uri: ada.did, val: '!no-unauthenticated', cts: '2026-01-01T00:00:00.000Z' },
    ];
    await onStage(
      bluesky,
      { origin, settings: {} },
      site(profileAs({ labels })),
      async ({ network, requests }) => {
        const profile = await network.profile(at);
        expect(profile?.reserved).toBe(true);
        expect(await network.posts?.(profile as Profile, { limit: 10 })).toEqual([]);
        expect(requests).toHaveLength(1);
      },
    );
  });

  it('waits until the window ends when an older server sends no Retry-After', async () => {
    const reset = String(NOW.getTime() / 1000 + 42);
    const limited: Reply = {
      status: 429,
      headers: { 'ratelimit-reset': reset },
      body: { error: 'RateLimitExceeded' },
    };
    await play({ 'app.bsky.actor.getProfile': limited }, async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 42_000 });
    });
  });

  it('says what a post is, whose conversation it belongs to, and leaves out what was only passed on', async () => {
    await play({}, async (network) => {
      const profile = (await network.profile(at)) as Profile;
      const posts = (await network.posts?.(profile, { limit: 50 })) ?? [];
      expect(posts.map(({ kind, url }) => [kind, url.split('/').at(-1)])).toEqual([
        ['reply', '3lf5'],
        ['quote', '3lf4'],
        ['post', '3lf3'],
        ['post', '3lf2'],
      ]);
      expect(posts[0]).toMatchObject({
        conversation: 'at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3lroot',
        inReplyTo: 'at://did:plc:44ybard66vv44zksje25o7dz/app.bsky.feed.post/3lparent',
        statedLanguage: 'en',
        names: [{ profile: 'did:plc:44ybard66vv44zksje25o7dz' }],
        counts: { likes: 7, replies: 2, shares: 1 },
      });
      expect(posts[3]?.conversation).toBe(posts[3]?.id);
    });
  });

  it('takes no words of somebody else for theirs', async () => {
    const others = feed.feed.map(({ post }) => ({
      post: { ...post, author: { ...post.author, did: 'did:plc:other' } },
    }));
    await play({ 'app.bsky.feed.getAuthorFeed': { body: { feed: others } } }, async (network) => {
      expect(await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })).toEqual([]);
    });
  });

  it('does not believe a post that says it comes from the future', async () => {
    await play({}, async (network) => {
      const posts = await network.posts?.((await network.profile(at)) as Profile, { limit: 50 });
      expect(posts?.[2]?.publishedAt).toEqual(new Date('2026-02-20T12:00:00.000Z'));
    });
  });

  it('has no posts of an account that fell silent since', async () => {
    const { 'app.bsky.feed.getAuthorFeed': silence } = refused('AccountDeactivated');
    await play({ ...(silence && { 'app.bsky.feed.getAuthorFeed': silence }) }, async (network) => {
      expect(await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })).toEqual([]);
    });
  });

  it('looks up only the people whose names could be the one asked for', async () => {
    await onStage(bluesky, { origin, settings: {} }, site(), async ({ network, requests }) => {
      await network.search?.('Ada Lovelace');
      expect(requests[1]?.url.searchParams.getAll('actors')).toEqual([
        ada.did,
        'did:plc:aaaaaaaaaaaaaaaaaaaaaaa2',
      ]);
    });
  });

  it('calls a refusal it does not know rejected, not an absence', async () => {
    await play(refused('SomethingNew'), async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind: 'rejected' });
    });
  });
});

describe('the links in a bio', () => {
  const links = (text: string) => readBio(text, undefined).states.map(({ url }) => url);

  it.each([
    ['more at ada.example/blog.', ['https://ada.example/blog']],
    ['(www.ada.example)', ['https://www.ada.example/']],
    ['see (https://en.wikipedia.org/wiki/Ada_(name))', ['https://en.wikipedia.org/wiki/Ada_(name)']],
    ['HTTP://Ada.Example', ['http://ada.example/']],
    ['ada.example, ada.example; ada.example', ['https://ada.example/']],
    ['find me: @ada@social.example', ['https://social.example/@ada']],
  ])('are found: %s', (text, urls) => {
    expect(links(text)).toEqual(urls);
  });

  it.each([
    'node.js and v1.2.3',
    'ada@ada.example',
    '@ada.bsky.social',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://ada.example',
    'https://user:pass@ada.example/',
    'end.Start of a sentence',
    '...',
    '',
  ])('are not found where none are: %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('are at most twenty, however long the bio', () => {
    const bio = Array.from({ length: 5_000 }, (_, i) => `a${i}.example`).join(' ');
    expect(links(bio)).toHaveLength(20);
  });
});
