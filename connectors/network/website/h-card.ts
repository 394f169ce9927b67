import { mf2 } from 'microformats-parser';
import { Failure } from '../../../src/core/failure.ts';
import { isSamePlace, readEmail, readUrl } from './place.ts';
import type { Said } from './said.ts';

type Parsed = ReturnType<typeof mf2>;
type Item = Parsed['items'][number];
type Value = Item['properties'][string][number];

/** How many nested items are looked at for the card of the page's person. */
const MANY = 500;

/** What the page's microformats say: its rel=me links, and the person its representative h-card is of. */
export function readMicroformats(
  html: string,
  page: URL,
): { readonly me: readonly string[]; readonly person?: Said } {
  const parsed = parse(html, page);
  const me = parsed.rels['me'] ?? [];
  const card = representative(itemsIn(parsed.items), me, page);
  return card ? { me, person: said(card, page) } : { me };
}

function parse(html: string, page: URL): Parsed {
  try {
    // A body without a single tag is no error of the page's, but it is one to the parser.
    return mf2(`${html}<i></i>`, { baseUrl: page.href });
  } catch (error) {
    throw new Failure('malformed', 'the page cannot be parsed', { cause: error });
  }
}

/** All items, nested ones too, in the order of the page. */
function itemsIn(items: readonly Item[]): readonly Item[] {
  const found: Item[] = [];
  const left = [...items].toReversed();
  while (left.length > 0 && found.length < MANY) {
    const item = left.pop();
    if (!item) break;
    found.push(item);
    const nested = [...Object.values(item.properties).flat().filter(isItem), ...(item.children ?? [])];
    left.push(...nested.toReversed());
  }
  return found;
}

/** The h-card of the page's person by microformats.org/wiki/representative-h-card-parsing; none when it is unclear. */
function representative(items: readonly Item[], me: readonly string[], page: URL): Item | undefined {
  const cards = items.filter((item) => item.type?.includes('h-card'));
  const isPage = (written: string) => {
    const url = readUrl(written, page);
    return url !== undefined && isSamePlace(url, page);
  };
  const stated = new Set(me);
  return (
    cards.find((card) => all(card, 'uid').some(isPage) && all(card, 'url').some(isPage)) ??
    cards.find((card) => all(card, 'url').some((url) => stated.has(url))) ??
    (cards.length === 1 ? cards.find((card) => all(card, 'url').some(isPage)) : undefined)
  );
}

function said(card: Item, page: URL): Said {
  return {
    where: 'h-card',
    name: first(card, 'name'),
    bio: first(card, 'note'),
    title: first(card, 'job-title') ?? first(card, 'role'),
    employer: first(card, 'org'),
    location: locationOf(card),
    avatar: readUrl(first(card, 'photo'), page)?.href,
    emails: all(card, 'email')
      .map(readEmail)
      .filter((email) => email !== undefined),
    urls: all(card, 'url'),
  };
}

function locationOf(card: Item): string | undefined {
  const address = card.properties['adr']?.find(isItem);
  const parts = ['locality', 'region', 'country-name'].map(
    (part) => first(card, part) ?? (address && first(address, part)),
  );
  return parts.filter(Boolean).join(', ') || undefined;
}

function all(item: Item, property: string): readonly string[] {
  return (item.properties[property] ?? []).map(textOf).filter((text) => text !== '');
}

function first(item: Item, property: string): string | undefined {
  return all(item, property)[0];
}

/** A nested item stands for its name: `p-org h-card` is the organisation's name. */
function textOf(value: Value): string {
  if (typeof value === 'string') return value.trim();
  if (isItem(value)) return all(value, 'name')[0] ?? textOf(value.value ?? '');
  return (value.value ?? '').trim();
}

function isItem(value: Value): value is Item {
  return typeof value === 'object' && 'properties' in value;
}
