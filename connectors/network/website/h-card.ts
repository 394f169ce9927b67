import { all, first, isItem, itemsIn, parse } from './microformats.ts';
import type { Item } from './microformats.ts';
import { isSamePlace, readEmail, readUrl } from './place.ts';
import type { Said } from './said.ts';

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
