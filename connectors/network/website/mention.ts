import { Failure } from '../../../src/core/failure.ts';
import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { Mentioning, ToldMention } from '../../../src/ports/webmentions.ts';
import { readDate } from './entry.ts';
import { readHtml } from './html.ts';
import { addressesOf, all, first, htmlOf, isItem, itemsIn, parse } from './microformats.ts';
import type { Item } from './microformats.ts';
import { placeOf, readUrl, WEBSITE } from './place.ts';
import { asksNotToBeIndexed, forMicroformats } from './wire.ts';
import type { Page } from './wire.ts';

/** What an entry does with the page that it names so (microformats.org/wiki/h-entry); any other link is a mention. */
const KINDS: readonly (readonly [property: string, kind: Post['kind']])[] = [
  ['in-reply-to', 'reply'],
  ['repost-of', 'share'],
  ['like-of', 'reaction'],
  ['favorite-of', 'reaction'],
  ['quotation-of', 'quote'],
  ['bookmark-of', 'mention'],
];

const LINKS = 'a[href],area[href],img[src],video[src],audio[src],source[src]';
const LONGEST = 2_000;

/**
 * What a page says to the target it links to. A link counts where readers meet it: not in a comment of the source, a
 * script, a template, or as words. What stands in an entry is its author's; any other link is the site's own.
 * @throws Failure `forbidden` for a page that asks not to be indexed.
 */
export function saidBy(page: Page, { target, name }: ToldMention, now: Date): Mentioning | undefined {
  const $ = readHtml(page.html);
  if (asksNotToBeIndexed($, page.robots)) {
    throw new Failure('forbidden', `${page.url.host} asks not to index this page`);
  }
  const title = $('title').first().text().trim();
  const items = itemsIn(parse(forMicroformats($), page.url).items);
  const found = entryOf(items, page, target);
  if (!found && !linksTo(page.html, page.url, target)) return undefined;
  const by = authorOf(found?.entry, page, now);
  const id = PostId.parse(`${by.id}#mention:${name}`);
  const published = readDate(found && first(found.entry, 'published'));
  const post: Post = {
    ...{ network: WEBSITE, id, profile: by.id, url: page.url.href, kind: found?.kind ?? 'mention' },
    text: (found ? wordsOf(found.entry) : title).slice(0, LONGEST),
    publishedAt: published && published < now ? published : now,
    ...{ conversation: id, counts: {} },
    provenance: { source: WEBSITE, url: page.url.href, fetchedAt: now, basis: 'published by the person' },
  };
  return { post, by };
}

/** The entry that speaks of the target itself, not in what others wrote under it. */
function entryOf(items: readonly Item[], page: Page, target: URL) {
  for (const entry of items.filter(({ type }) => type?.includes('h-entry'))) {
    const named = KINDS.find(([property]) =>
      addressesOf(entry, property).some((written) => isTarget(written, page.url, target)),
    );
    if (named) return { entry, kind: named[1] };
    if (linksTo(htmlOf(entry, 'content'), page.url, target)) return { entry, kind: 'mention' as const };
  }
  return undefined;
}

function linksTo(html: string, page: URL, target: URL): boolean {
  const $ = readHtml(html);
  return $(LINKS)
    .toArray()
    .map((element) => $(element))
    .filter((element) => element.closest('template').length === 0)
    .some((element) => isTarget(element.attr('href') ?? element.attr('src') ?? '', page, target));
}

const isTarget = (written: string, page: URL, target: URL) => readUrl(written, page)?.href === target.href;

/** Its title and its text, each once: a note repeats its text as its name. */
function wordsOf(entry: Item): string {
  const text = first(entry, 'content') ?? first(entry, 'summary') ?? '';
  const name = first(entry, 'name') ?? '';
  return text.startsWith(name) ? text : [name, text].filter(Boolean).join('\n\n');
}

/**
 * A site speaks for those who have their page above the entry's, and for nobody else: whoever names an author elsewhere
 * puts words into a stranger's mouth. Then the site itself is the author, without a name.
 */
function authorOf(entry: Item | undefined, page: Page, now: Date): Profile {
  const cards = (entry?.properties['author'] ?? []).filter(isItem);
  const named = cards.flatMap((card) => all(card, 'url').map((url) => ({ url, name: first(card, 'name') })));
  const plain = entry ? addressesOf(entry, 'author').map((url) => ({ url, name: undefined })) : [];
  const believed = [...named, ...plain]
    .map(({ url, name }) => ({ url: readUrl(url, page.url), name }))
    .find(({ url }) => url && isAbove(url, page.url));
  const url = believed?.url ?? new URL('/', page.url);
  return {
    ...{ network: WEBSITE, ...placeOf(url), url: url.href },
    ...(believed?.name !== undefined && { name: believed.name.slice(0, LONGEST) }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: WEBSITE, url: page.url.href, fetchedAt: now, basis: 'published by the person' },
  };
}

function isAbove(url: URL, page: URL): boolean {
  const [above, below] = [placeOf(url).id, placeOf(page).id];
  return below === above || below.startsWith(`${above}/`);
}
