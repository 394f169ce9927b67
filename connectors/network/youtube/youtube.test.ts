import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import found from './fixtures/channel.json' with { type: 'json' };
import none from './fixtures/none.json' with { type: 'json' };
import threads from './fixtures/threads.json' with { type: 'json' };
import uploads from './fixtures/uploads.json' with { type: 'json' };
import { youtube } from './index.ts';

const origin = 'https://www.googleapis.com';
const settings = { apiKey: 'AIza-fictional-0123456789' };
const at = { handle: 'adalovelace' };
const [ada] = found.items;

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  const recorded: readonly (readonly [RegExp, Reply])[] = [
    [/\/channels$/, { body: found }],
    [/\/playlistItems$/, { body: uploads }],
    [/\/commentThreads$/, { body: threads }],
  ];
  return ({ url }) => [...told, ...recorded].find(([path]) => path.test(url.pathname))?.[1] ?? { body: none };
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(youtube, { origin, settings }, answers, ({ network, requests }) => act(network, requests));
}

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })) ?? [];
}

const refusal = (status: number, reason: string): Reply => ({
  status,
  body: { error: { code: status, message: 'refused', errors: [{ domain: 'youtube.quota', reason }] } },
});

networkContract(youtube, {
  origin,
  settings,
  secret: settings.apiKey,
  known: {
    handle: 'adalovelace',
    id: 'UCfictionalAdaLovelace00',
    site: site(),
    says: {
      handle: 'adalovelace',
      url: 'https://www.youtube.com/@adalovelace',
      name: 'Ada Lovelace',
      location: 'United Kingdom',
      avatar: 'https://yt3.example/ada=s800',
      emails: ['ada@ada.example'],
      counts: {},
      since: new Date('2007-08-23T00:34:43Z'),
      reserved: false,
      states: [
        { url: 'https://ada.example/blog', where: 'bio', proven: false },
        { url: 'https://github.com/ada-lovelace', where: 'bio', proven: false },
      ],
    },
  },
  unknown: { handle: 'nobody', id: 'UCnobodynobodynobodynobo', site: () => ({ body: none }) },
  endless: site([/\/playlistItems$/, { body: { ...uploads, nextPageToken: 'again' } }]),
});

describe('YouTube', () => {
  it('is not asked without the customer’s key', () => {
    expect(youtube.needs).toEqual(['apiKey']);
  });

  it('asks by handle or by channel, whichever an address holds, and nothing about what is neither', async () => {
    await play(site(), async (network, requests) => {
      await network.profile({ handle: '@adalovelace' });
      await network.profile({ handle: 'UCfictionalAdaLovelace00' });
      const asked = requests.map(({ url }) => [
        url.searchParams.get('forHandle'),
        url.searchParams.get('id'),
      ]);
      expect(asked).toEqual([
        ['@adalovelace', null],
        [null, 'UCfictionalAdaLovelace00'],
      ]);
      for (const handle of ['', 'a b', 'a/b', '-ada'])
        expect(await network.profile({ handle })).toBeUndefined();
      expect(await network.profile({ id: 'adalovelace' })).toBeUndefined();
      expect(requests).toHaveLength(2);
    });
  });

  it('says until when each fact may be kept, and reads no figures', async () => {
    await play(site(), async (network, requests) => {
      const until = new Date(NOW.getTime() + 30 * 86_400_000);
      expect((await network.profile(at))?.provenance.keepUntil).toEqual(until);
      for (const post of await postsOf(network)) {
        expect(post.provenance.keepUntil).toEqual(until);
        expect(post.counts).toEqual({});
      }
      for (const { url } of requests) expect(url.searchParams.get('part')).not.toContain('statistics');
    });
  });

  it('knows a channel that has no handle by its id', async () => {
    const { customUrl: _, ...snippet } = ada?.snippet ?? { customUrl: '' };
    await play(
      site([/\/channels$/, { body: { ...found, items: [{ ...ada, snippet }] } }]),
      async (network) => {
        const url = 'https://www.youtube.com/channel/UCfictionalAdaLovelace00';
        expect(await network.profile({ id: 'UCfictionalAdaLovelace00' })).toMatchObject({
          handle: ada?.id,
          url,
        });
      },
    );
  });

  it('reads nothing of a channel that its owner does not list', async () => {
    const unlisted = { ...found, items: [{ ...ada, status: { privacyStatus: 'unlisted' } }] };
    await play(site([/\/channels$/, { body: unlisted }]), async (network, requests) => {
      expect(await postsOf(network)).toEqual([]);
      expect(requests).toHaveLength(1);
    });
  });

  it.each([
    [refusal(403, 'quotaExceeded'), 'rate-limited', 10_433_000],
    [refusal(403, 'rateLimitExceeded'), 'rate-limited', 60_000],
    [refusal(403, 'forbidden'), 'forbidden', undefined],
    [refusal(400, 'keyInvalid'), 'unauthorized', undefined],
    [
      { status: 400, body: { error: { code: 400, details: [{ reason: 'API_KEY_INVALID' }] } } },
      'unauthorized',
      undefined,
    ],
    [refusal(400, 'badRequest'), 'rejected', undefined],
    [refusal(400, 'constructor'), 'rejected', undefined],
  ] as const)('reads what a refusal means: %o', async (reply, kind, retryAfterMs) => {
    await play(
      () => reply,
      async (network) => {
        await expect(network.profile(at)).rejects.toMatchObject({ kind, retryAfterMs });
      },
    );
  });

  it('reads public videos, and what the channel itself says below them', async () => {
    await play(site(), async (network) => {
      const posts = await postsOf(network);
      expect(
        posts.map(({ kind, id, conversation, inReplyTo }) => [kind, id, conversation, inReplyTo]),
      ).toEqual([
        ['comment', 'UgyUBI0HsgL9emxcZpR4AaABAg.8x', '6aSG8SdvkoU', 'UgyUBI0HsgL9emxcZpR4AaABAg'],
        ['post', '6aSG8SdvkoU', '6aSG8SdvkoU', undefined],
        ['post', 'Fu2bldybpkA', 'Fu2bldybpkA', undefined],
      ]);
      expect(posts.map(({ text }) => text)).toEqual([
        'It does: 2 < 3 & faster than us.',
        'Cards that weave\n\nWhat a loom taught me about loops.',
        'Note G, line by line',
      ]);
    });
  });

  it('has the videos of a channel where comments are switched off', async () => {
    await play(site([/\/commentThreads$/, refusal(403, 'commentsDisabled')]), async (network) => {
      expect((await postsOf(network)).map(({ kind }) => kind)).toEqual(['post', 'post']);
    });
  });

  it('takes no words of somebody else for theirs', async () => {
    const items = uploads.items.map((one) => ({ ...one, snippet: { ...one.snippet, channelId: 'UCother' } }));
    await play(site([/\/playlistItems$/, { body: { ...uploads, items } }]), async (network) => {
      expect((await postsOf(network)).map(({ kind }) => kind)).toEqual(['comment']);
    });
  });
});
