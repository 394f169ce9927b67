import { describe, expect, it } from 'vitest';
import { readFeed } from './feed.ts';
import { hubOf } from './hub.ts';

const AT = new URL('https://ada.example/feed');
/** What a feed names, and what its page and its headers do. */
const found = (text: string, links: string | null = null, html = '') =>
  hubOf({ url: AT, text, links }, readFeed(text), { url: AT, html, links: null, robots: null });

const atom = (links: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${links}<entry/></feed>`;
const rss = (links: string) =>
  `<rss xmlns:atom10="http://www.w3.org/2005/Atom"><channel><link>https://ada.example/</link>${links}</channel></rss>`;
const json = (more: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [], ...more });
const named = { hub: 'https://hub.example/', topic: 'https://ada.example/all' };

describe('the hub of a feed', () => {
  it.each([
    ['Atom', atom('<link rel="hub" href="https://hub.example"/><link rel="self" href="/all"/>')],
    ['RSS', rss('<atom10:link rel="hub" href="https://hub.example"/><atom10:link rel="self" href="/all"/>')],
    ['JSON Feed', json({ feed_url: '/all', hubs: [{ type: 'WebSub', url: 'https://hub.example' }] })],
  ])('is named in %s, with what the feed is called there', (_, text) => {
    expect(found(text)).toEqual(named);
  });

  it('is the one of the headers, whatever the feed says', () => {
    const links = '<https://hub.example>; rel="hub", </all>; rel="self"';
    const text = atom('<link rel="hub" href="https://old.example"/><link rel="self" href="/old"/>');
    expect(found(text, links)).toEqual(named);
  });

  it('is the one of the page where the feed names none', () => {
    const html = '<head><link rel="hub" href="https://hub.example"></head>';
    expect(found(atom('<link rel="self" href="/all"/>'), null, html)).toEqual(named);
    expect(found(atom('')), 'a feed that nobody tells of').toBeUndefined();
  });

  it('goes by the address of the feed where it does not say what it is called', () => {
    expect(found(atom('<link rel="hub" href="https://hub.example"/>'))?.topic).toBe(AT.href);
  });

  it('is the first that is reached encrypted: a secret goes there', () => {
    const hubs = (...urls: readonly string[]) => json({ hubs: urls.map((url) => ({ type: 'WebSub', url })) });
    expect(found(hubs('http://a.example', 'https://hub.example'))?.hub).toBe('https://hub.example/');
    for (const url of ['http://a.example', 'javascript:alert(1)', 'https://u:p@a.example', ''])
      expect(found(hubs(url)), url).toBeUndefined();
    expect(found(json({ hubs: [{ type: 'rssCloud', url: 'https://a.example' }] }))).toBeUndefined();
  });
});
