import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { readDate } from './entry.ts';
import type { Entry, Feed } from './entry.ts';

const Text = z.string().optional().catch(undefined);
const Person = z.object({ name: Text });
const People = {
  author: Person.optional().catch(undefined),
  authors: z.array(Person).optional().catch(undefined),
};

const Item = z.object({
  // Numbers are allowed and to be read as what they look like.
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  url: Text,
  external_url: Text,
  title: Text,
  content_html: Text,
  content_text: Text,
  summary: Text,
  date_published: Text,
  date_modified: Text,
  language: Text,
  ...People,
});

const WireFeed = z.object({
  version: z.string().regex(/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//),
  home_page_url: Text,
  feed_url: Text,
  hubs: z
    .array(z.object({ type: Text, url: Text }))
    .optional()
    .catch(undefined),
  language: Text,
  items: z.array(z.unknown()),
  ...People,
});

/** JSON Feed 1.0 and 1.1 (jsonfeed.org); undefined for other JSON. @throws Failure `malformed` for what is no JSON. */
export function readJsonFeed(text: string): Feed | undefined {
  const feed = WireFeed.safeParse(parsed(text)).data;
  if (!feed) return undefined;
  const items = feed.items.map((item) => Item.safeParse(item).data).filter((item) => item !== undefined);
  return {
    home: feed.home_page_url,
    hubs: (feed.hubs ?? []).flatMap(({ type, url }) => (/^websub$/i.test(type ?? '') ? (url ?? []) : [])),
    self: feed.feed_url,
    language: feed.language,
    authors: namesIn(feed),
    entries: items.map(toEntry),
  };
}

function toEntry(item: z.output<typeof Item>): Entry {
  return {
    key: item.id === undefined ? item.url : String(item.id),
    links: [item.url, item.external_url].filter((url) => url !== undefined),
    title: item.title,
    text: item.content_html ?? escaped(item.content_text) ?? item.summary,
    publishedAt: readDate(item.date_published),
    changedAt: readDate(item.date_modified),
    authors: namesIn(item),
    language: item.language,
  };
}

function namesIn({ author, authors }: z.output<z.ZodObject<typeof People>>): readonly string[] {
  return [...(authors ?? []), author].flatMap((person) => person?.name ?? []);
}

/** Plain text as HTML, as everything else in feeds is. */
function escaped(text: string | undefined): string | undefined {
  return text?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('malformed', 'what the page calls its feed is no JSON', { cause: error });
  }
}
