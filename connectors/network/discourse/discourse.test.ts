import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Reply, Site, Stage } from '../../../tests/contract/stage.ts';
import { readAddress } from '../../../src/core/identity/read-address.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import members from './fixtures/admin-users.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import found from './fixtures/search-users.json' with { type: 'json' };
import actions from './fixtures/user-actions.json' with { type: 'json' };
import ada from './fixtures/user.json' with { type: 'json' };
import { discourse } from './index.ts';

const origin = 'https://forum.ada.example';
const settings = { apiKey: 'fictional-admin-key-0123456789' };
const at = { handle: 'ada.l' };
const email = 'ada@ada.example';

/** Answers each path as recorded, or as told here. */
function site(...told: (readonly [RegExp, Reply])[]): Site {
  const recorded: readonly (readonly [RegExp, Reply])[] = [
    [/^\/u\/search\/users\.json$/, { body: found }],
    [/^\/u\/ada\.l\.json$/i, { body: ada }],
    [/^\/user-cards\.json$/, { body: { users: [{ id: 18, username: 'Ada.L', name: 'Ada Lovelace' }] } }],
    [/^\/admin\/users\/\d+\.json$/, { body: members[0] }],
    [/^\/admin\/users\/list\.json$/, { body: members }],
    [/^\/user_actions\.json$/, { body: actions }],
  ];
  return ({ url }) =>
    [...told, ...recorded].find(([path]) => path.test(url.pathname))?.[1] ?? { status: 404, body: notFound };
}

function play(
  answering: Site,
  act: (stage: Stage) => Promise<void>,
  given: object = settings,
): Promise<void> {
  return onStage(discourse, { origin, settings: { ...given } }, answering, act);
}

const member = (changes: object) => site([/^\/u\/ada/i, { body: { user: { ...ada.user, ...changes } } }]);

async function postsOf(network: Network) {
  return (await network.posts?.((await network.profile(at)) as Profile, { limit: 50 })) ?? [];
}

const [reply] = actions.user_actions;
const full = Array.from({ length: 30 }, (_, n) => ({ ...reply, post_number: n + 1 }));

networkContract(discourse, {
  origin,
  settings,
  secret: settings.apiKey,
  ownHost: true,
  openPosts: true,
  known: {
    handle: 'ada.l',
    id: '18',
    email,
    name: 'Ada Lovelace',
    site: site(),
    says: {
      handle: 'ada.l',
      url: 'https://forum.ada.example/u/Ada.L',
      name: 'Ada Lovelace',
      title: 'Regular',
      location: 'London',
      bio: 'Analyst. Code at github.com/ada-lovelace',
      avatar: 'https://forum.ada.example/user_avatar/forum.ada.example/ada.l/144/7_2.png',
      emails: [],
      since: new Date('2015-01-02T13:53:04.206Z'),
      standing: 'active',
      reserved: false,
      states: [
        { url: 'https://github.com/ada-lovelace', where: 'bio', proven: false },
        { url: 'https://ada.example/blog', where: 'link', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody',
    id: '404',
    site: ({ url }) => {
      if (url.pathname.endsWith('/list.json')) return { body: [] };
      return url.pathname.includes('/search/') ? { body: { users: [] } } : { status: 404, body: notFound };
    },
  },
  endless: site([/^\/user_actions\.json$/, { body: { user_actions: full } }]),
});

describe('Discourse', () => {
  it('is recognised at the address of the customer’s forum, in a folder of it too, and nowhere else', () => {
    const read = (base: string, text: string) =>
      readAddress(text, [discourse.addressesAt?.({ apiUsername: 'system', base }) ?? discourse.addresses]);
    expect(read(origin, 'https://forum.ada.example/u/Ada.L/summary')).toMatchObject({
      handle: 'ada.l',
      url: 'https://forum.ada.example/u/ada.l',
    });
    expect(read('https://ada.example/talk', 'https://ada.example/talk/u/ada')?.handle).toBe('ada');
    expect(read('https://ada.example/talk', 'https://ada.example/u/ada')).toBeUndefined();
    expect(read(origin, 'https://other.example/u/ada')).toBeUndefined();
    expect(read('http://localhost.example:3000', 'http://localhost.example:3000/u/ada')?.handle).toBe('ada');
    expect(discourse.needs).toContain('base');
  });

  it('finds a member by e-mail address, as one who has proven that it is theirs', async () => {
    await play(site(), async ({ network, requests }) => {
      expect(await network.profileByEmail?.(' Ada@Ada.EXAMPLE')).toMatchObject({
        emails: [email],
        keyedBy: email,
      });
      expect(requests[0]?.url.searchParams.get('email')).toBe(email);
      expect(requests[0]?.headers).toMatchObject({ 'api-key': settings.apiKey, 'api-username': 'system' });
    });
  });

  it.each([{ active: false }, { staged: true }])(
    'believes no address that was never confirmed: %o',
    async (changes) => {
      const unproven = [{ ...members[0], ...changes }];
      await play(site([/list\.json$/, { body: unproven }]), async ({ network }) => {
        const profile = await network.profileByEmail?.(email);
        expect(profile?.emails).toEqual([email]);
        expect(profile).not.toHaveProperty('keyedBy');
      });
    },
  );

  it('takes nobody where the forum answers several, or somebody with another address', async () => {
    for (const body of [
      [...members, { ...members[0], id: 19, username: 'twin' }],
      [{ ...members[0], email: 'other@ada.example' }],
    ]) {
      await play(site([/list\.json$/, { body }]), async ({ network }) => {
        expect(await network.profileByEmail?.(email)).toBeUndefined();
      });
    }
  });

  it('offers no question by e-mail address without the key, and still knows members by number', async () => {
    await play(
      site(),
      async ({ network, requests }) => {
        expect(network.profileByEmail).toBeUndefined();
        expect((await network.profile({ id: '18' }))?.handle).toBe('ada.l');
        expect(requests.map(({ url }) => url.pathname)).toEqual(['/user-cards.json', '/u/Ada.L.json']);
        for (const { headers } of requests) expect(headers['api-key']).toBeUndefined();
      },
      {},
    );
  });

  it('reads what a member writes as a stranger would, never with the key', async () => {
    await play(site(), async ({ network, requests }) => {
      await postsOf(network);
      expect(requests.at(-1)?.url.pathname).toBe('/user_actions.json');
      expect(requests.at(-1)?.headers['api-key']).toBeUndefined();
    });
    const closed = {
      status: 403,
      body: { errors: ['You need to be logged in'], error_type: 'not_logged_in' },
    };
    await play(site([/user_actions/, closed]), async ({ network }) => {
      expect(await postsOf(network)).toEqual([]);
    });
  });

  it.each([
    { profile_hidden: true },
    { user_option: { hide_profile: true } },
    { user_option: { hide_profile_and_presence: true } },
  ])('does not show who hides their profile, and reads nothing of theirs: %o', async (changes) => {
    await play(member(changes), async ({ network, requests }) => {
      expect((await network.profile(at))?.reserved).toBe(true);
      expect(await postsOf(network)).toEqual([]);
      expect(requests.map(({ url }) => url.pathname)).not.toContain('/user_actions.json');
    });
  });

  it('says who is suspended, and takes the forum’s own accounts for nobody', async () => {
    const suspended_till = new Date(NOW.getTime() + 86_400_000).toISOString();
    await play(member({ suspended_till }), async ({ network }) => {
      expect((await network.profile(at))?.standing).toBe('suspended');
    });
    await play(member({ id: -1 }), async ({ network }) => expect(await network.profile(at)).toBeUndefined());
  });

  it('waits as long as the refusal says', async () => {
    const body = { errors: ['slow down'], error_type: 'rate_limit', extras: { wait_seconds: 17 } };
    await play(
      () => ({ status: 429, body }),
      async ({ network }) => {
        await expect(network.profile(at)).rejects.toMatchObject({ retryAfterMs: 17_000 });
      },
    );
  });

  it('reads topics and replies with the place they stand in, and nothing that was taken away', async () => {
    await play(site(), async ({ network }) => {
      const posts = await postsOf(network);
      expect(
        posts.map(({ kind, id, conversation, inReplyTo }) => [kind, id, conversation, inReplyTo]),
      ).toEqual([
        ['reply', '11/7', '11/1', '11/3'],
        ['post', '12/1', '12/1', undefined],
        ['reply', '2/4', '2/1', '2/1'],
      ]);
      expect(posts[0]?.text).toBe('Not by itself, but it does whatever we know how to order it …');
      expect(posts[1]?.text).toBe('Cards jam\n\nCards jam at speed. Is there a setting?');
      expect(posts[1]?.url).toBe('https://forum.ada.example/t/cards-jam/12/1');
    });
  });
});
