import type { Cheerio, CheerioAPI } from 'cheerio';
import { readDate } from './entry.ts';
import type { Entry, Feed } from './entry.ts';
import { readXml } from './html.ts';

/** Feeds hold their newest entries; what an archive holds besides is not asked for. */
const MANY = 200;

type Node = ReturnType<CheerioAPI>;

/** RSS 0.9 to 2.0, RDF, and Atom; undefined for other XML. */
export function readXmlFeed(text: string): Feed | undefined {
  const $ = readXml(text);
  const channel = $('rss > channel, rdf\\:RDF > channel').first();
  if (channel.length > 0) return rss($, channel);
  const feed = $.root().children('feed').first();
  return feed.length > 0 ? atom($, feed) : undefined;
}

function rss($: CheerioAPI, channel: Node): Feed {
  const items = channel.children('item').add($('rdf\\:RDF > item')).toArray().slice(0, MANY);
  const home = textOf(channel, 'link');
  return {
    home,
    ...hubIn($, channel),
    language: textOf(channel, 'language') ?? textOf(channel, 'dc\\:language'),
    authors: authorsOf(channel, ['itunes\\:author', 'dc\\:creator', 'managingEditor']),
    entries: items
      .map((item) => $(item))
      .filter((item) => !isElsewhere(item.children('source').attr('url'), home))
      .map(rssEntry),
  };
}

/** What a planet took over from somebody else's feed names that one as its source. */
function isElsewhere(source: string | undefined, home: string | undefined): boolean {
  const host = (written: string | undefined) => URL.parse(written ?? '')?.host.replace(/^www\./, '');
  const there = host(source);
  return there !== undefined && there !== host(home);
}

function rssEntry(item: Node): Entry {
  const guid = textOf(item, 'guid');
  const permanent = item.children('guid').attr('isPermaLink') !== 'false' ? guid : undefined;
  const links = [textOf(item, 'link'), permanent].filter((link) => link !== undefined);
  return {
    key: guid ?? item.attr('rdf:about') ?? links[0],
    links,
    title: textOf(item, 'title'),
    text: textOf(item, 'content\\:encoded') ?? textOf(item, 'description'),
    publishedAt: readDate(textOf(item, 'pubDate') ?? textOf(item, 'dc\\:date')),
    changedAt: readDate(textOf(item, 'atom\\:updated')),
    authors: authorsOf(item, ['dc\\:creator', 'author', 'itunes\\:author']),
    language: textOf(item, 'dc\\:language'),
  };
}

function atom($: CheerioAPI, feed: Node): Feed {
  const entries = feed.children('entry').toArray().slice(0, MANY);
  const home = atomLink($, feed);
  return {
    home,
    ...hubIn($, feed),
    language: feed.attr('xml:lang'),
    authors: atomAuthors($, feed),
    entries: entries
      .map((entry) => $(entry))
      .filter((entry) => !isElsewhere(entry.find('source > link[href]').attr('href'), home))
      .map((entry) => atomEntry($, entry)),
  };
}

function atomEntry($: CheerioAPI, entry: Node): Entry {
  const link = atomLink($, entry);
  return {
    key: textOf(entry, 'id') ?? link,
    links: link === undefined ? [] : [link],
    title: htmlOf(entry.children('title').first()),
    text: htmlOf(entry.children('content').first()) ?? htmlOf(entry.children('summary').first()),
    publishedAt: readDate(textOf(entry, 'published') ?? textOf(entry, 'issued') ?? textOf(entry, 'updated')),
    changedAt: readDate(textOf(entry, 'updated')),
    authors: atomAuthors($, entry),
    language: entry.attr('xml:lang') ?? entry.children('content').attr('xml:lang'),
  };
}

/** In RSS these are links of Atom, under whatever prefix. */
function hubIn($: CheerioAPI, of: Node): Pick<Feed, 'hubs' | 'self'> {
  const links = of
    .children('[rel][href]')
    .toArray()
    .filter((element) => /(?:^|:)link$/.test(element.tagName))
    .map((element) => $(element));
  const named = (rel: string) =>
    links.filter((link) => link.attr('rel') === rel).map((link) => link.attr('href') ?? '');
  return { hubs: named('hub'), self: named('self')[0] };
}

function atomLink($: CheerioAPI, of: Node): string | undefined {
  const links = of.children('link[href]').toArray();
  const own = links.find((link) => ($(link).attr('rel') ?? 'alternate') === 'alternate');
  return own && $(own).attr('href');
}

function atomAuthors($: CheerioAPI, of: Node): readonly string[] {
  return of
    .children('author')
    .toArray()
    .flatMap((author) => textOf($(author), 'name') ?? []);
}

/** RSS says `ada@ada.example (Ada Lovelace)` where it means an address, and a name elsewhere. */
function authorsOf(of: Node, tags: readonly string[]): readonly string[] {
  const written = tags.map((tag) => textOf(of, tag)).find((text) => text !== undefined);
  const name = /\(([^)]+)\)\s*$/.exec(written ?? '')?.[1] ?? written;
  return name === undefined || name.includes('@') ? [] : [name];
}

function textOf(of: Node, tag: string): string | undefined {
  return of.children(tag).first().text().trim() || undefined;
}

/** Atom says whether a text is HTML in escapes, XHTML as it stands, or plain. */
function htmlOf(element: Cheerio<Node[number]>): string | undefined {
  const type = element.attr('type') ?? 'text';
  const isPlain = type === 'text' || type === 'text/plain';
  const html = type === 'xhtml' || isPlain ? element.html() : element.text();
  return html?.trim() || undefined;
}
