import { readHtml } from './html.ts';
import { linksIn } from './link-header.ts';
import { readUrl } from './place.ts';
import type { Page } from './wire.ts';

/** What the pages of the world call their feeds; plain `application/json` is mostly something else. */
const FEED = /^\s*application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)\b/i;

/** Feeds of what readers wrote under a page, which the same pages list beside their own. */
const OF_READERS = /\bcomments?\b|kommentare|commentaires|comentarios/i;

/** The feed that a page names first (`rel=alternate`), in its `Link` header or its head; undefined when it names none. */
export function feedOf(page: Page): URL | undefined {
  const $ = readHtml(page.html);
  const inHeader = linksIn(page.links)
    .filter(({ rels }) => rels.includes('alternate'))
    .map(({ target, type }) => ({ href: target, type, title: '' }));
  const inHead = $('link[rel][href]')
    .toArray()
    .map((link) => $(link))
    .filter((link) => /(?:^|\s)alternate(?:$|\s)/i.test(link.attr('rel') ?? ''))
    .map((link) => ({
      href: link.attr('href') ?? '',
      type: link.attr('type') ?? '',
      title: link.attr('title') ?? '',
    }));
  const feeds = [...inHeader, ...inHead].filter(
    ({ href, type, title }) => FEED.test(type) && !OF_READERS.test(`${title} ${href}`),
  );
  return feeds.map(({ href }) => readUrl(href, page.url)).find((url) => url !== undefined);
}
