import { createHash } from 'node:crypto';
import { PostId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import type { Entry, Feed } from './entry.ts';
import { isSamePlace, readUrl, WEBSITE } from './place.ts';

/** Of an entry so many characters are read: some blogs put whole books into their feeds. */
const LONGEST = 20_000;

/**
 * What the person of a page said in the page's feed.
 * A site's pages name its one feed, so an entry counts when its author could be the person; without an author, or with
 * one that is no name (`admin`), only in the feed of this very page, and only while nobody else writes it.
 * @param isTold it was sent to us, and may have been overtaken: each entry is as new as it says itself.
 */
export function postsIn(feed: Feed, at: URL, of: Profile, now: Date, isTold = false): readonly Post[] {
  const home = readUrl(feed.home, at);
  const isHome = home !== undefined && isSamePlace(home, new URL(of.url));
  const authors = new Set(feed.entries.flatMap((entry) => entry.authors));
  const alone = isHome && authors.size <= 1;
  const found = new Map<string, Post>();
  for (const entry of feed.entries) {
    const by = entry.authors.length > 0 ? entry.authors : feed.authors;
    const theirs = by.some((author) => couldBeNamed(of.name ?? '', author)) || (alone && !by.some(isName));
    const post = theirs ? toPost(entry, { feed, at, of, now, isTold }) : undefined;
    if (post && !found.has(post.id)) found.set(post.id, post);
  }
  return [...found.values()];
}

/** A given and a family name, not `admin`. */
function isName(author: string): boolean {
  return /\p{L}[\p{L}.'’-]*\s+\p{L}/u.test(author.trim());
}

interface Around {
  readonly feed: Feed;
  readonly at: URL;
  readonly of: Profile;
  readonly now: Date;
  readonly isTold: boolean;
}

/** Undefined without a moment to order it by, in the future, or without a word. */
function toPost(entry: Entry, { feed, at, of, now, isTold }: Around): Post | undefined {
  const { key, publishedAt } = entry;
  const text = [entry.title, entry.text]
    .map((html) => readMarkup((html ?? '').slice(0, LONGEST)).text)
    .filter(Boolean);
  if (key === undefined || !publishedAt || publishedAt > now || text.length === 0) return undefined;
  const url = placeOfEntry(entry, at, of) ?? of.url;
  const id = idOf(of, key);
  const language = entry.language ?? feed.language;
  const fetchedAt = isTold ? dated(entry, now) : now;
  return {
    network: WEBSITE,
    id,
    profile: of.id,
    url,
    kind: 'post',
    text: text.join('\n\n'),
    ...(language && { statedLanguage: language }),
    publishedAt,
    conversation: id,
    counts: {},
    provenance: { source: WEBSITE, url, fetchedAt, basis: 'published by the person' },
  };
}

function dated({ changedAt }: Entry, now: Date): Date {
  return changedAt && changedAt < now ? changedAt : now;
}

/** On this site where there is such an address: an entry about another page links there first. */
function placeOfEntry({ links }: Entry, at: URL, of: Profile): string | undefined {
  const urls = links.map((link) => readUrl(link, at)).filter((url) => url !== undefined);
  const here = new Set([at.host, new URL(of.url).host]);
  return (urls.find((url) => here.has(url.host)) ?? urls[0])?.href;
}

/** Feeds choose their keys themselves, so they count within this page only. */
function idOf(of: Profile, key: string): PostId {
  const short = key.length <= 150 ? key : createHash('sha256').update(key).digest('hex');
  return PostId.parse(`${of.id}#${short}`);
}
