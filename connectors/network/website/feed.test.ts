import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NOW, onStage } from '../../../tests/contract/stage.ts';
import type { Asked, Reply, Site } from '../../../tests/contract/stage.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { feedOf } from './alternates.ts';
import { readFeed } from './feed.ts';
import { website } from './index.ts';
import { postsIn } from './posts.ts';
import { toProfile } from './wire.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const ada = fixture('h-card.html');

/** What a page without a network says. */
function pageOf(html: string, links: string | null = null, url = 'https://ada.example/') {
  return { url: new URL(url), html, links, robots: null };
}

function profileOf(html: string, url?: string): Profile {
  const profile = toProfile(pageOf(html, null, url), NOW);
  if (!profile) throw new Error('nobody is on the page');
  return profile;
}

/** What a feed says for the person of a page. */
function said(text: string, of: Profile = profileOf(ada)): readonly Post[] {
  const posts = postsIn(readFeed(text), new URL('https://ada.example/feed.xml'), of, NOW);
  return newest(posts, { limit: 100 });
}

const short = (posts: readonly Post[]) => posts.map(({ url, text }) => [url, text]);

describe('the feed of a page', () => {
  const link = (attributes: string) => `<head><link rel="alternate" ${attributes}></head>`;

  it.each([
    [link('type="application/rss+xml" href="/rss"'), 'https://ada.example/rss'],
    [
      link('type="Application/Atom+XML; charset=utf-8" href="https://feeds.example/ada"'),
      'https://feeds.example/ada',
    ],
    [link('type="application/feed+json" href="feed.json"'), 'https://ada.example/feed.json'],
    [
      link('type="application/rss+xml" href="/comments/feed/"') +
        link('type="application/rss+xml" href="/feed/"'),
      'https://ada.example/feed/',
    ],
    [link('type="application/rss+xml" title="Ada » Hello Comments Feed" href="/hello/feed/"'), undefined],
    [link('type="application/json" href="/wp-json/wp/v2/pages/2"'), undefined],
    [link('type="application/rss+xml" href="javascript:alert(1)"'), undefined],
    ['<link rel="stylesheet" type="application/rss+xml" href="/rss">', undefined],
    ['<p>None</p>', undefined],
  ])('is what %s names: %s', (html, url) => {
    expect(feedOf(pageOf(html))?.href).toBe(url);
  });

  it('is named in the Link header as well', () => {
    const header = '</a.css>; rel=preload, </feed>; rel="alternate"; type="application/atom+xml"';
    expect(feedOf(pageOf('<p>Hi</p>', header))?.href).toBe('https://ada.example/feed');
  });
});

describe('what a feed says', () => {
  it('is read from RSS with the whole text, newest first, and without what has no day or is not there yet', () => {
    const posts = said(fixture('feed.xml'));
    expect(short(posts)).toEqual([
      ['https://ada.example/2026/cards', 'Cards & looms\n\nCards\n\nThey weave & count.\n\nEvery\nday.'],
      ['https://ada.example/2026/found', 'What somebody else found\n\nWorth reading.'],
      ['https://ada.example/2026/older', 'Older\n\nOnly a summary & nothing more.'],
    ]);
    expect(posts[0]).toMatchObject({
      id: 'https://ada.example#https://ada.example/?p=3',
      kind: 'post',
      statedLanguage: 'en-GB',
      publishedAt: new Date('2026-02-20T12:00:00Z'),
      conversation: posts[0]?.id,
    });
  });

  it('is read from Atom in its three ways of writing a text, without what a guest wrote', () => {
    const posts = said(fixture('atom.xml'));
    expect(short(posts)).toEqual([
      ['https://ada.example/webstuehle', 'Webstühle heute\n\nSie weben.'],
      ['https://ada.example/ab', 'A < B\n\nShort'],
    ]);
    expect(posts.map((post) => post.statedLanguage)).toEqual(['de-AT', 'de']);
    expect(posts[0]?.publishedAt).toEqual(new Date('2026-02-20T12:00:00Z'));
  });

  it('is read from JSON Feed', () => {
    expect(short(said(fixture('feed.json')))).toEqual([['https://ada.example/1', 'One\n\nHello']]);
    const alone = fixture('feed.json').replace(/,\s*\{ "id": "0".*\}/, '');
    expect(short(said(alone))).toEqual([
      ['https://ada.example/2', '1 < 2\nand so on'],
      ['https://ada.example/1', 'One\n\nHello'],
    ]);
  });

  it('is read from the older RSS that is RDF', () => {
    const rdf = `<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><link>https://ada.example</link></channel>
      <item rdf:about="https://ada.example/1"><title>One</title><link>https://ada.example/1</link>
      <dc:date>2026-02-01T00:00:00Z</dc:date></item></rdf:RDF>`;
    expect(short(said(rdf))).toEqual([['https://ada.example/1', 'One']]);
  });

  it('is not what was taken over from another site, and is what this site calls its source', () => {
    const rss = (url: string) => `<rss><channel><link>https://www.ada.example/</link><item><title>Read</title>
      <guid>1</guid><source url="${url}">S</source><pubDate>Sun, 15 Feb 2026 12:00:00 GMT</pubDate></item></channel></rss>`;
    const atom = (
      url: string,
    ) => `<feed><link href="https://ada.example/"/><entry><title>Read</title><id>1</id>
      <source><link href="${url}"/></source><updated>2026-02-15T12:00:00Z</updated></entry></feed>`;
    for (const feed of [rss, atom]) {
      expect(said(feed('https://elsewhere.example/feed'))).toEqual([]);
      expect(said(feed('https://ada.example/feed.xml'))).toHaveLength(1);
    }
  });

  it('stands where its link leads, unless its guid is said to be an address of this site', () => {
    const feed = (guid: string) => `<rss><channel><link>https://ada.example/</link><item><title>Read</title>
      <link>https://elsewhere.example/1</link>${guid}<pubDate>Sun, 15 Feb 2026 12:00:00 GMT</pubDate></item></channel></rss>`;
    const url = (guid: string) => said(feed(guid))[0]?.url;
    expect(url('<guid isPermaLink="false">https://ada.example/?p=9</guid>')).toBe(
      'https://elsewhere.example/1',
    );
    expect(url('<guid>https://ada.example/read</guid>')).toBe('https://ada.example/read');
    expect(url('')).toBe('https://elsewhere.example/1');
  });

  it.each([
    '<html><body>Not found</body></html>',
    '<?xml version="1.0"?><urlset></urlset>',
    '{"version":"1"}',
    '{"cut":',
    '',
    'Hi',
  ])('is malformed when it is none: %s', (text) => {
    expect(() => readFeed(text)).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });

  it('does not hold anybody up, however hostile', () => {
    const before = process.cpuUsage().user;
    for (const part of [
      '<item>',
      '<item><title>x</title></item>',
      '<a ',
      '&lt;',
      '<![CDATA[',
      '<!--',
      '<!ENTITY a "b">',
    ])
      try {
        said(`<rss><channel>${part.repeat(200_000)}`);
      } catch (error) {
        expect(error).toMatchObject({ kind: 'malformed' });
      }
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(2_000);
  });
});

describe('an entry of a feed', () => {
  const item = (author: string, n: number) =>
    `<item><title>${n}</title><guid>https://acme.example/${n}</guid>${author && `<dc:creator>${author}</dc:creator>`}
     <pubDate>0${n} Feb 2026 00:00:00 GMT</pubDate></item>`;
  const blog = (...authors: string[]) =>
    `<rss><channel><link>https://acme.example/</link>${authors.map((a, n) => item(a, n + 1)).join('')}</channel></rss>`;
  const card = (name: string, path: string) =>
    `<div class="h-card"><a class="u-url p-name" href="https://acme.example${path}">${name}</a></div>`;
  const titles = (feed: string, path: string) =>
    said(feed, profileOf(card('Ada Lovelace', path), `https://acme.example${path}`)).map(({ text }) => text);

  it('of a company’s blog is theirs only when it is by their name', () => {
    expect(titles(blog('Ada Lovelace', 'Charles Babbage', '', 'admin'), '/team/ada')).toEqual(['1']);
    expect(titles(blog('', ''), '/team/ada')).toEqual([]);
    expect(titles(blog('A. Lovelace'), '/team/ada')).toEqual(['1']);
  });

  it('of their own page is theirs without a name, unless several people write there or somebody else does', () => {
    expect(titles(blog('', ''), '/')).toEqual(['2', '1']);
    expect(titles(blog('admin', 'admin'), '/')).toEqual(['2', '1']);
    expect(titles(blog('admin', 'guest'), '/')).toEqual([]);
    expect(titles(blog('Charles Babbage'), '/')).toEqual([]);
  });

  it('cannot take the place of another page’s entry: its key counts on its own page only', () => {
    const ids = [profileOf(ada), profileOf(card('Ada Lovelace', '/'), 'https://acme.example/')].map(
      (of) => said(blog('Ada Lovelace'), of)[0]?.id,
    );
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a website that is asked for what it says', () => {
  const at = { handle: 'ada.example' };
  const feed: Reply = { headers: { 'content-type': 'application/rss+xml' }, body: fixture('feed.xml') };

  function site(told: Readonly<Record<string, Reply>>): Site {
    const usual: Record<string, Reply> = {
      '/robots.txt': { status: 404, body: '' },
      '/': { body: ada },
      '/feed.xml': feed,
    };
    return ({ url }) => told[url.pathname] ?? usual[url.pathname] ?? { status: 404, body: '' };
  }

  async function ask(
    told: Readonly<Record<string, Reply>>,
    check: (posts: Promise<readonly Post[]>, requests: readonly Asked[]) => Promise<void>,
  ): Promise<void> {
    let profile: Profile | undefined;
    const origin = 'https://ada.example';
    await onStage(website, { origin, settings: {} }, site({}), async ({ network }) => {
      profile = await network.profile(at);
    });
    await onStage(website, { origin, settings: {} }, site(told), async ({ network, requests }) => {
      await check(network.posts?.(profile as Profile, { limit: 10 }) ?? Promise.resolve([]), requests);
    });
  }

  it('is asked for its rules, its page and the feed that the page names', async () => {
    await ask({}, async (posts, requests) => {
      expect(await posts).toHaveLength(3);
      expect(requests.map(({ url }) => url.pathname)).toEqual(['/robots.txt', '/', '/feed.xml']);
    });
  });

  it('is not asked for a feed that robots are not to read', async () => {
    const rules = { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /feed.xml' };
    await ask({ '/robots.txt': rules }, async (posts, requests) => {
      await expect(posts).rejects.toMatchObject({ kind: 'forbidden' });
      expect(requests.map(({ url }) => url.pathname)).not.toContain('/feed.xml');
    });
  });

  it.each([
    ['its feed is gone', { '/feed.xml': { status: 410, body: 'gone' } }],
    ['a page stands where its feed was', { '/feed.xml': { body: '<h1>Not found</h1>' } }],
    ['the page is gone', { '/': { status: 404, body: 'gone' } }],
    [
      'the page asks not to be indexed by now',
      { '/': { headers: { 'x-robots-tag': 'noindex' }, body: ada } },
    ],
    ['nobody is on the page any more', { '/': { body: '<title>For sale</title>' } }],
  ] as const)('says nothing when %s', async (_, told) => {
    await ask(told, async (posts) => expect(await posts).toEqual([]));
  });
});
