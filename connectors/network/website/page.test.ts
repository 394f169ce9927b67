import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../src/core/profile.ts';
import { toProfile } from './wire.ts';

const NOW = new Date('2026-03-04T05:06:07.000Z');
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

/** What a page says, without a network. */
function read(html: string, url = 'https://ada.example/', headers: { links?: string; robots?: string } = {}) {
  const page = { url: new URL(url), html, links: headers.links ?? null, robots: headers.robots ?? null };
  return toProfile(page, NOW);
}

const urlsOf = (profile: Profile | undefined) => profile?.states.map(({ url, where }) => [where, url]);

describe('what a page states', () => {
  it('is read from the Person its JSON-LD says it is about, broken scripts and hostile links passed over', () => {
    const profile = read(fixture('json-ld.html'), 'https://grace.example/');
    expect(profile).toMatchObject({
      name: 'Grace Hopper',
      title: 'Rear Admiral',
      employer: 'Navy',
      location: 'Arlington, US',
      emails: ['grace@grace.example'],
      avatar: 'https://grace.example/me.png',
      reserved: true,
    });
    expect(urlsOf(profile)).toEqual([
      ['JSON-LD', 'https://www.linkedin.com/in/grace-hopper'],
      ['JSON-LD', 'https://github.com/grace'],
      ['JSON-LD', 'https://www.wikidata.org/wiki/Q11641'],
    ]);
  });

  it('is read from rel=me in the Link header', () => {
    const links =
      '</a.css>; rel=preload; as=style, <https://github.com/ada>; rel="me nofollow", <https://b.example>; rel=home';
    expect(urlsOf(read('<p>Hi</p>', undefined, { links }))).toEqual([['rel=me', 'https://github.com/ada']]);
  });

  it('is nothing when several people are on the page and none of them calls it theirs', () => {
    const cards = ['a', 'b'].map(
      (n) => `<p class="h-card"><a class="u-url p-name" href="https://${n}.example/">${n}</a></p>`,
    );
    expect(read(cards.join(''))).toBeUndefined();
    const people = ['a', 'b'].map((name) => ({ '@type': 'Person', name }));
    expect(read(`<script type="application/ld+json">${JSON.stringify(people)}</script>`)).toBeUndefined();
  });

  it('is nothing when the only person is an author who lives elsewhere', () => {
    const author = {
      '@type': 'Person',
      name: 'Guest',
      url: 'https://guest.example/',
      sameAs: ['https://x.com/guest'],
    };
    expect(read(`<script type="application/ld+json">${JSON.stringify(author)}</script>`)).toBeUndefined();
  });

  it('is nothing when one of two people merely links here', () => {
    const card = (url: string) => `<p class="h-card"><a class="u-url p-name" href="${url}">A name</a></p>`;
    expect(read(card('https://ada.example/'))?.name).toBe('A name');
    expect(read(card('https://ada.example/') + card('https://b.example/'))).toBeUndefined();
  });

  it('is of the h-card whose address is a rel=me of the page', () => {
    const html =
      '<p class="h-card"><a class="u-url p-name" href="https://b.example/">B</a></p>' +
      '<p class="h-card"><a class="u-url p-name" rel="me" href="https://social.example/@ada">Ada</a></p>';
    expect(read(html)?.name).toBe('Ada');
  });

  it('is a name from where the page is shared, only when it calls itself a profile', () => {
    const meta = (type: string) =>
      `<meta property="og:type" content="${type}"><meta property="og:title" content="Ada L."><p>x</p>`;
    expect(read(meta('profile'))?.name).toBe('Ada L.');
    expect(read(meta('website'))).toBeUndefined();
  });

  it.each([
    ['<meta name="robots" content="noindex,nofollow">', undefined],
    ['<meta name="ROBOTS" content="none">', undefined],
    ['', 'noindex'],
    ['', 'googlebot: noindex'],
  ])('is reserved when the page asks not to be indexed: %s %s', (head, robots) => {
    const html = `${head}<a rel="me" href="https://github.com/ada">me</a>`;
    expect(read(html, undefined, robots === undefined ? {} : { robots })?.reserved).toBe(true);
  });

  it('is not the page itself', () => {
    expect(
      read('<a rel="me" href="/">me</a><a rel="me" href="https://www.ada.example/?x">me</a>'),
    ).toBeUndefined();
  });
});

describe('a hostile page', () => {
  const card = '<div class="h-card p-name p-note p-org">';
  const words = 'x '.repeat(900_000);

  it.each([
    ['a hundred thousand nested tags', '<div>'.repeat(100_000)],
    ['cards within cards within cards', card.repeat(190) + words],
    [
      'names within names within names',
      `${card}${'<p><b class="p-name p-note p-org p-role">'.repeat(90)}${words}`,
    ],
    [
      'a tag with 300,000 attributes',
      `<a ${Array.from({ length: 300_000 }, (_, i) => `x${i}`).join(' ')} rel=me>`,
    ],
    ['an attribute of 2 MB', `<a rel="me" href="https://b.example/${'x'.repeat(2_000_000)}">x</a>`],
    ['an open comment half a million times', '<!--'.repeat(500_000)],
    ['nothing but opening brackets', '<'.repeat(2_000_000)],
    ['closing tags that close nothing', `${'<i>'.repeat(150)}${'</x>'.repeat(500_000)}`],
    ['JSON-LD without a bottom', `<script type="application/ld+json">${'['.repeat(400_000)}</script>`],
    [
      'JSON-LD of thousands of links',
      `<script type="application/ld+json">{"@type":"Person","name":"A","sameAs":[${'"https://b.example/",'.repeat(15_000)}1]}</script>`,
    ],
    ['selects within selects', '<select><option>'.repeat(100_000)],
  ])('does not hold us up: %s', (_, html) => {
    const before = process.cpuUsage();
    let profile: Profile | undefined;
    try {
      profile = read(html);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Failure', kind: 'malformed' });
    }
    // The standard parser needs minutes for most of these; the bound is far from both.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(8_000);
    for (const { url } of profile?.states ?? []) expect(url.length).toBeLessThan(2_000);
  });

  it('lets no address through that is not of the web', () => {
    const bad = [
      'javascript:alert(1)',
      ' JaVaScRiPt:x',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'https://u:p@b.example/',
      'https://',
      'http://[',
      'blob:https://b.example/1',
    ];
    const html = [
      '<base href="javascript:x">',
      ...bad.map((url) => `<a rel="me" href="${url}">x</a><link rel="me" href="${url}">`),
      `<div class="h-card"><a class="u-url u-uid p-name" href="https://ada.example/">Ada</a><img class="u-photo" src="javascript:x">${bad.map((url) => `<a class="u-url" href="${url}">x</a>`).join('')}</div>`,
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'Person', name: 'Ada', sameAs: bad, image: 'javascript:x', __proto__: { polluted: true } })}</script>`,
    ].join('');
    const links = bad.map((url) => `<${url}>; rel=me`).join(', ');
    const profile = read(html, undefined, { links });
    expect(profile?.name).toBe('Ada');
    expect(profile?.states).toEqual([]);
    expect(profile?.avatar).toBeUndefined();
  });

  it('has no more than a hundred statements and two thousand letters of a text', () => {
    const many = Array.from(
      { length: 5_000 },
      (_, i) => `<a rel="me" href="https://b.example/${i}">x</a>`,
    ).join('');
    const html = `${many}<div class="h-card"><a class="u-url u-uid" href="https://ada.example/"></a><p class="p-note">${'y'.repeat(50_000)}</p></div>`;
    const profile = read(html);
    expect(profile?.states).toHaveLength(100);
    expect(profile?.bio).toHaveLength(2_000);
  });
});
