import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Network } from '../../../src/ports/network.ts';
import type { Ask } from '../../../src/ports/outgoing.ts';
import account from './fixtures/account.json' with { type: 'json' };
import actor from './fixtures/actor.json' with { type: 'json' };
import statuses from './fixtures/statuses.json' with { type: 'json' };
import { fediverse } from './index.ts';
import { at, door, origin, page, play, refused, site } from './kit.ts';

const { id } = actor;

networkContract(fediverse, {
  origin,
  unauthorized: 'forbidden',
  known: {
    ...at,
    id,
    site: site(),
    says: {
      handle: 'ada@social.example',
      url: 'https://social.example/@ada',
      name: 'Ada Lovelace 🧮',
      bio: 'Analyst at @engines. Notes on #looms.\n\nMail ada@mail.example & https://notes.example/ada',
      avatar: 'https://social.example/system/accounts/avatars/ada.jpg',
      emails: ['ada@mail.example'],
      counts: { followers: 1815, following: 210, posts: 1843 },
      since: new Date('2022-11-05T00:00:00Z'),
      standing: 'active',
      reserved: false,
      states: [
        { url: 'https://ada.example/', where: 'rel=me', proven: true },
        { url: 'https://github.com/Ada-Lovelace', where: 'link', proven: false },
        { url: 'https://elder.example/users/ada', where: 'link', proven: false },
        { url: 'https://notes.example/ada', where: 'bio', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'nobody@social.example',
    id: 'https://social.example/users/nobody',
    site: () => ({ status: 404, body: { error: 'Record not found' } }),
  },
  // A page is an answer: a host that shows one to WebFinger is no server of the Fediverse.
  strange: [{ body: {} }, { body: null }, { body: [[1]] }, { body: 7 }],
  endless: site({ statuses: { body: statuses } }),
});

describe('an account of the Fediverse', () => {
  it('is found by WebFinger, its actor, and what its server tells without a token', async () => {
    await play({}, async (network, requests) => {
      await network.profile({ handle: 'Ada@Social.example' });
      expect(requests.map(door)).toEqual(['webfinger', 'actor', 'account']);
      expect(requests[0]?.url.searchParams.get('resource')).toBe('acct:ada@social.example');
      expect(requests[1]?.headers['accept']).toMatch(/^application\/activity\+json/);
    });
  });

  it('is not proven to own a link that only its actor lists', async () => {
    await play({ account: refused }, async (network) => {
      const profile = await network.profile(at);
      expect(profile).toMatchObject({ id, name: 'Ada Lovelace 🧮', counts: {} });
      expect(profile?.states.map(({ url, proven }) => [url, proven])).toEqual([
        ['https://ada.example/', false],
        ['https://elder.example/users/ada', false],
        ['https://notes.example/ada', false],
      ]);
    });
  });

  it('is told of by its server where actors are shown to other servers only', async () => {
    await play({ actor: refused }, async (network) => {
      const profile = await network.profile(at);
      expect(profile).toMatchObject({ id, handle: 'ada@social.example', reserved: false });
      expect(profile?.states[0]).toMatchObject({ proven: true });
      expect(await network.profile({ id })).toEqual(profile);
    });
  });

  it('is nobody on a host that answers pages, or has no WebFinger', async () => {
    for (const webfinger of [page, { status: 400, body: 'no' }, { body: { links: [] } }]) {
      await play({ webfinger }, async (network) => expect(await network.profile(at)).toBeUndefined());
    }
  });

  it.each([
    ['bots', { actor: { body: { ...actor, type: 'Service' } } }],
    ['groups', { actor: { body: { ...actor, type: ['Group'] } } }],
    ['organisations', { actor: { body: { ...actor, type: 'Organization' } } }],
    ['bots by their server’s word', { account: { body: { ...account, bot: true } } }],
  ] as const)('is a person: %s are nobody', async (_, told) => {
    await play(told, async (network) => expect(await network.profile(at)).toBeUndefined());
  });

  it('cannot be asked for by what is no address', async () => {
    await play({}, async (network, requests) => {
      for (const handle of ['', 'ada', '@', 'a/b@social.example', 'ada@localhost', 'ada@social.example:22'])
        expect(await network.profile({ handle })).toBeUndefined();
      for (const id of [
        '',
        'javascript:alert(1)',
        'file:///etc/passwd',
        'https://me:pw@social.example/users/ada',
      ])
        expect(await network.profile({ id })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it.each([
    ['actor', { hidesToPublicFromUnauthedWeb: true }],
    ['account', { noindex: true }],
  ] as const)('is not read further when it says (%s) %o', async (where, says) => {
    const told = where === 'actor' ? { ...actor, ...says } : { ...account, ...says };
    await play({ [where]: { body: told } }, async (network, requests) => {
      const profile = (await network.profile(at)) as Profile;
      expect(profile.reserved).toBe(true);
      const before = requests.length;
      expect(await network.posts?.(profile, { limit: 10 })).toEqual([]);
      expect(requests).toHaveLength(before);
    });
  });

  it.each([
    ['actor', { discoverable: false }, ['suggestion']],
    ['actor', { indexable: false }, ['search']],
    ['account', { discoverable: false }, ['suggestion']],
    ['account', { indexable: false }, ['search']],
    ['account', { discoverable: false, indexable: false }, ['suggestion', 'search']],
  ] as const)(
    'is read by who knows its address, and declines, when it says (%s) %o',
    async (where, says, declines) => {
      const told = where === 'actor' ? { ...actor, ...says } : { ...account, ...says };
      await play({ [where]: { body: told } }, async (network) => {
        const profile = (await network.profile(at)) as Profile;
        expect(profile).toMatchObject({ reserved: false, declines });
        expect(await network.posts?.(profile, { limit: 10 })).not.toEqual([]);
      });
    },
  );

  it('is not reserved for having said nothing about it', async () => {
    const silent = { discoverable: null, indexable: undefined, noindex: null };
    const told = { actor: { body: { ...actor, ...silent } }, account: { body: { ...account, ...silent } } };
    await play(told, async (network) => {
      const profile = await network.profile(at);
      expect(profile?.reserved).toBe(false);
      expect(profile).not.toHaveProperty('declines');
    });
  });

  it('is not as old as the clock of computers for not saying since when it is there', async () => {
    const told = { actor: { body: { ...actor, published: null } }, account: refused };
    await play(told, async (network) => expect(await network.profile(at)).not.toHaveProperty('since'));
  });

  it('is not counted where it hides whom it follows', async () => {
    await play({ account: { body: { ...account, hide_collections: true } } }, async (network) => {
      expect((await network.profile(at))?.counts).toEqual({ posts: 1843 });
    });
  });

  it.each([
    ['suspended', { actor: { body: { ...actor, suspended: true, name: '', summary: '' } } }],
    ['suspended', { account: { body: { ...account, suspended: true } } }],
    ['deactivated', { actor: { body: { ...actor, movedTo: 'https://new.example/users/ada' } } }],
    ['deactivated', { account: { body: { ...account, memorial: true } } }],
  ] as const)('is %s when its server says so, and says nothing more then', async (standing, told) => {
    await play(told, async (network, requests) => {
      const profile = (await network.profile({ id })) as Profile;
      expect(profile.standing).toBe(standing);
      const before = requests.length;
      expect(await network.posts?.(profile, { limit: 10 })).toEqual([]);
      expect(requests).toHaveLength(before);
    });
  });

  it('leads first to where it moved', async () => {
    const moved = { ...account, moved: { ...account, url: 'https://new.example/@ada' } };
    await play({ account: { body: moved } }, async (network) => {
      const state = (await network.profile(at))?.states[0];
      expect(state).toEqual({ url: 'https://new.example/@ada', where: 'link', proven: false });
    });
  });

  it.each([
    ['410', { status: 410, body: '' }],
    ['a tombstone', { body: { id, type: 'Tombstone', deleted: '2026-01-01T00:00:00Z' } }],
  ] as const)(
    'is deleted for who knows its id when there is %s, and nobody for who knows a handle',
    async (_, gone) => {
      await play({ actor: gone }, async (network) => {
        expect(await network.profile({ id })).toMatchObject({
          id,
          standing: 'deleted',
          states: [],
          counts: {},
        });
        expect(await network.profile(at)).toBeUndefined();
      });
    },
  );

  it('is not believed when it says that it is of another host', async () => {
    await play({ actor: { body: { ...actor, id: 'https://bank.example/users/ceo' } } }, async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind: 'malformed' });
    });
  });

  it('waits until the window ends, which Mastodon writes as a time', async () => {
    const headers = { 'x-ratelimit-reset': new Date(NOW.getTime() + 42_000).toISOString() };
    await play({ webfinger: { status: 429, headers, body: {} } }, async (network) => {
      await expect(network.profile(at)).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 42_000 });
    });
  });

  it('passes on nothing hostile', async () => {
    const hostile = {
      ...account,
      url: 'javascript:alert(1)',
      avatar: 'data:text/html,x',
      display_name: '<b>Ada</b><script>alert(1)</script>',
      note: '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a><style>p{}</style>Hi',
      fields: [{ name: 'x', value: '<a href="https://me:secret@ada.example">x</a>', verified_at: null }],
    };
    await play({ account: { body: hostile } }, async (network) => {
      const profile = await network.profile(at);
      expect(profile).toMatchObject({ name: 'Ada', bio: 'xHi', url: id });
      expect(profile?.avatar).toBeUndefined();
      expect(profile?.states.map(({ url }) => url)).toEqual(['https://elder.example/users/ada']);
    });
  });

  it('is read where its server leaves out the lists that are empty', async () => {
    const { attachment: _, tag: __, alsoKnownAs: ___, ...bare } = actor;
    await play({ actor: { body: bare }, account: refused }, async (network) => {
      expect(await network.profile(at)).toMatchObject({ handle: at.handle, name: 'Ada Lovelace 🧮' });
    });
  });
});

describe('a name under another domain than its server’s', () => {
  /** Several hosts, each with its own answers by path and query. */
  function among(answers: Readonly<Record<string, unknown>>, asked: string[] = []): Network {
    const ask: Ask = async ({ url }, read) => {
      const place = decodeURIComponent(String(url).replace('https://', ''));
      asked.push(place);
      const body = answers[place];
      const status = body === undefined ? 404 : 200;
      const headers = new Headers({ 'content-type': 'application/json' });
      return read({ status, headers, url: String(url), text: JSON.stringify(body), json: () => body });
    };
    const settings = { base: '' } as Parameters<typeof fediverse.connect>[0]['settings'];
    return fediverse.connect({ ask, now: () => NOW, settings });
  }

  const who = (host: string, acct: string) => `${host}/.well-known/webfinger?resource=acct:${acct}`;
  const leadsTo = (subject: string, href = id) => ({
    subject: `acct:${subject}`,
    links: [{ rel: 'self', type: 'application/activity+json', href }],
  });
  const { webfinger: _, ...plain } = actor;
  const server = { [id.replace('https://', '')]: plain };

  it('counts when both lead to each other', async () => {
    const network = among({
      ...server,
      [who('social.example', 'ada@social.example')]: leadsTo('ada@ada.example'),
      [who('ada.example', 'ada@ada.example')]: leadsTo('ada@ada.example'),
    });
    for (const handle of ['ada@ada.example', 'ada@social.example'])
      expect(await network.profile({ handle })).toMatchObject({ id, handle: 'ada@ada.example' });
    expect((await network.profile({ id }))?.handle).toBe('ada@ada.example');
  });

  it('does not count when only the other domain says so', async () => {
    const network = among({
      ...server,
      [who('social.example', 'ada@social.example')]: leadsTo('ada@social.example'),
      [who('boss.example', 'boss@boss.example')]: leadsTo('boss@boss.example'),
    });
    expect((await network.profile({ handle: 'boss@boss.example' }))?.handle).toBe('ada@social.example');
  });

  it('does not count when only the server says so', async () => {
    const network = among({
      [id.replace('https://', '')]: { ...actor, webfinger: 'boss@bank.example' },
      [who('bank.example', 'boss@bank.example')]: leadsTo(
        'boss@bank.example',
        'https://bank.example/users/boss',
      ),
    });
    expect((await network.profile({ id }))?.handle).toBe('ada@social.example');
  });
});
