import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import type { Ask } from '../../../src/ports/outgoing.ts';
import type { Network } from '../../../src/ports/network.ts';
import { website } from './index.ts';
import { toProfile } from './wire.ts';

const origin = 'https://ada.example';
const HERE = { base: '' } as Parameters<typeof website.connect>[0]['settings'];
const here = { handle: 'ada.example' };
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const ada = fixture('h-card.html');
const feed: Reply = { headers: { 'content-type': 'application/rss+xml' }, body: fixture('feed.xml') };

/** A host without rules for robots, unless told, with one page and its feed. */
function site(page: Reply, robots: Reply = { status: 404, body: 'no' }): Site {
  return ({ url }) => (url.pathname === '/robots.txt' ? robots : url.pathname === '/feed.xml' ? feed : page);
}

function play(
  answers: Site,
  act: (network: Network, requests: readonly Asked[]) => Promise<void>,
): Promise<void> {
  return onStage(website, { origin, settings: {} }, answers, ({ network, requests }) =>
    act(network, requests),
  );
}

/** What a page says, without a network. */
function read(html: string, url = 'https://ada.example/', headers: { links?: string; robots?: string } = {}) {
  const page = { url: new URL(url), html, links: headers.links ?? null, robots: headers.robots ?? null };
  return toProfile(page, NOW);
}

networkContract(website, {
  origin,
  unauthorized: 'forbidden',
  known: {
    handle: 'ada.example',
    id: 'https://ada.example',
    site: site({ body: ada }),
    says: {
      handle: 'ada.example',
      url: 'https://ada.example/',
      name: 'Ada Lovelace',
      bio: 'Notes on engines & other matters.',
      title: 'Analyst',
      employer: 'Analytical Engines',
      location: 'London, UK',
      avatar: 'https://ada.example/ada.jpg',
      emails: ['ada@ada.example', 'office@ada.example'],
      reserved: false,
      states: [
        { url: 'https://github.com/Ada-Lovelace', where: 'rel=me', proven: false },
        { url: 'https://social.example/@ada', where: 'rel=me', proven: false },
        { url: 'https://bsky.app/profile/ada.example', where: 'h-card', proven: false },
      ],
    },
  },
  unknown: {
    handle: 'ada.example/gone',
    id: 'https://ada.example/gone',
    site: site({ status: 404, body: 'gone' }),
  },
  strange: [{ body: '<div>'.repeat(5_000) }],
});

describe("a person's page", () => {
  it('is the same place with and without www, a last slash, a query', () => {
    const places = ['http://www.Ada.example/blog/?utm=1#top', 'https://ada.example/blog'].map((url) =>
      read(ada, url),
    );
    expect(new Set(places.map((profile) => profile?.id))).toEqual(new Set(['https://ada.example/blog']));
    expect(places[0]?.handle).toBe('ada.example/blog');
  });

  it('keeps the letters of its language in the handle', () => {
    const profile = read(ada, 'https://ada.example/%C3%BCber');
    expect(profile).toMatchObject({ handle: 'ada.example/über', id: 'https://ada.example/%C3%BCber' });
  });

  it('is known by where its redirects end', async () => {
    const answers: Site = ({ url }) => {
      if (url.pathname === '/robots.txt') return { status: 404, body: '' };
      return url.pathname === '/me'
        ? { body: ada }
        : { status: 301, headers: { location: '/me/' }, body: '' };
    };
    const redirecting: Site = (asked) =>
      answers({ ...asked, url: new URL(asked.url.href.replace(/\/me\/$/, '/me')) });
    await play(redirecting, async (network) => {
      expect((await network.profile(here))?.id).toBe('https://ada.example/me');
    });
  });

  it.each([
    ['a picture', { headers: { 'content-type': 'image/png' }, body: '\u0089PNG' }],
    ['a feed', { headers: { 'content-type': 'application/rss+xml' }, body: '<rss></rss>' }],
    [
      'a page about nobody',
      { body: '<title>Acme Inc.</title><h1>Buy now</h1><a href="https://x.com/acme">X</a>' },
    ],
    ['an empty page', { body: '' }],
    ['a text without a tag', { body: 'It works!' }],
    ['what is gone for good', { status: 410, body: 'gone' }],
  ])('is not %s', async (_, page: Reply) => {
    await play(site(page), async (network) => expect(await network.profile(here)).toBeUndefined());
  });

  it('cannot be asked for by what is no web address', async () => {
    await play(site({ body: ada }), async (network, requests) => {
      for (const id of ['javascript:alert(1)', 'file:///etc/passwd', 'nonsense', '']) {
        expect(await network.profile({ id })).toBeUndefined();
      }
      expect(requests).toEqual([]);
    });
  });
});

describe('robots.txt', () => {
  const rules = (text: string): Reply => ({ headers: { 'content-type': 'text/plain' }, body: text });

  it('is asked once for a host, and again after a day', async () => {
    let now = NOW.getTime();
    const asked: string[] = [];
    const ask: Ask = async ({ url }, answer) => {
      asked.push(new URL(url).pathname);
      return answer({ status: 200, headers: new Headers(), url: String(url), text: ada, json: () => ada });
    };
    const network = website.connect({ ask, now: () => new Date(now), settings: HERE });
    await Promise.all([network.profile(here), network.profile({ handle: 'ada.example/b' })]);
    expect(asked.toSorted()).toEqual(['/', '/b', '/robots.txt']);
    now += 86_400_000;
    await network.profile(here);
    expect(asked.slice(3)).toEqual(['/robots.txt', '/']);
  });

  it.each(['User-agent: *\nDisallow: /', 'User-agent: kith\nDisallow: /\n\nUser-agent: *\nAllow: /'])(
    'keeps us out: %s',
    async (text) => {
      await play(site({ body: ada }, rules(text)), async (network, requests) => {
        await expect(network.profile(here)).rejects.toMatchObject({ kind: 'forbidden' });
        expect(requests.map(({ url }) => url.pathname)).toEqual(['/robots.txt']);
      });
    },
  );

  it.each([
    'User-agent: *\nDisallow: /private',
    'User-agent: GPTBot\nDisallow: /',
    '<html>not rules at all</html>',
    '',
  ])('lets us in: %s', async (text) => {
    await play(site({ body: ada }, rules(text)), async (network) => {
      expect((await network.profile(here))?.name).toBe('Ada Lovelace');
    });
  });

  it.each([401, 403, 404])('that answers %i has no rules', async (status) => {
    await play(site({ body: ada }, { status, body: 'no' }), async (network) => {
      expect((await network.profile(here))?.name).toBe('Ada Lovelace');
    });
  });

  it('of the host a redirect leads to counts too, and what that host keeps to itself is dropped', async () => {
    const ask: Ask = async ({ url }, answer) => {
      const { host, pathname } = new URL(url);
      const text =
        pathname !== '/robots.txt' ? ada : host === 'ada.example' ? '' : 'User-agent: *\nDisallow: /';
      const landed = pathname === '/robots.txt' ? String(url) : 'https://closed.example/in/ada';
      return answer({ status: 200, headers: new Headers(), url: landed, text, json: () => text });
    };
    const network = website.connect({ ask, now: () => NOW, settings: HERE });
    await expect(network.profile(here)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is asked again after it could not be had', async () => {
    let tries = 0;
    const answers: Site = (asked) =>
      asked.url.pathname === '/robots.txt' && ++tries === 1
        ? { status: 500, body: 'down' }
        : site({ body: ada })(asked);
    await play(answers, async (network) => {
      await expect(network.profile(here)).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await network.profile(here))?.name).toBe('Ada Lovelace');
    });
  });
});
