import type { Hub } from '../../../src/core/subscription/subscription.ts';
import { readHtml } from './html.ts';
import type { Feed } from './entry.ts';
import { linksIn } from './link-header.ts';
import { readUrl } from './place.ts';
import type { Page } from './wire.ts';

/** A feed as it was answered. */
export interface FeedAnswer {
  /** After redirects. */
  readonly url: URL;
  readonly text: string;
  /** The `Link` header. */
  readonly links: string | null;
}

/**
 * The hub of a feed, and what the feed is called there (WebSub, 4): the `Link` header decides, then the feed itself, then
 * the page that names the feed. Only a hub that is reached encrypted is told a secret; another counts as none.
 */
export function hubOf(answer: FeedAnswer, feed: Feed, page: Page): Hub | undefined {
  const header = (rel: string) => targets(answer.links, rel);
  const named = [header('hub'), feed.hubs, [...targets(page.links, 'hub'), ...hubsIn(page.html)]];
  const hubs = (named.find((some) => some.length > 0) ?? []).map((href) => readUrl(href, answer.url));
  const hub = hubs.find((url) => url?.protocol === 'https:');
  const self = [...header('self'), feed.self].map((href) => readUrl(href, answer.url));
  const topic = self.find((url) => url !== undefined) ?? answer.url;
  return hub && { hub: hub.href, topic: topic.href };
}

function targets(links: string | null, rel: string): readonly string[] {
  return linksIn(links)
    .filter(({ rels }) => rels.includes(rel))
    .map(({ target }) => target);
}

function hubsIn(html: string): readonly string[] {
  const $ = readHtml(html);
  return $('head link[rel~="hub"][href]')
    .toArray()
    .map((link) => $(link).attr('href') ?? '');
}
