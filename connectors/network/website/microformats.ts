import { mf2 } from 'microformats-parser';
import { Failure } from '../../../src/core/failure.ts';

export type Parsed = ReturnType<typeof mf2>;
export type Item = Parsed['items'][number];
type Value = Item['properties'][string][number];

/** How many nested items of a page are looked at. */
const MANY = 500;

/** @throws Failure `malformed` */
export function parse(html: string, page: URL): Parsed {
  try {
    // A body without a single tag is no error of the page's, but it is one to the parser.
    return mf2(`${html}<i></i>`, { baseUrl: page.href });
  } catch (error) {
    throw new Failure('malformed', 'the page cannot be parsed', { cause: error });
  }
}

/** All items, nested ones too, in the order of the page. */
export function itemsIn(items: readonly Item[]): readonly Item[] {
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

export function all(item: Item, property: string): readonly string[] {
  return (item.properties[property] ?? []).map(textOf).filter((text) => text !== '');
}

export function first(item: Item, property: string): string | undefined {
  return all(item, property)[0];
}

/** A nested item stands for its name: `p-org h-card` is the organisation's name. */
function textOf(value: Value): string {
  if (typeof value === 'string') return value.trim();
  if (isItem(value)) return all(value, 'name')[0] ?? textOf(value.value ?? '');
  return (value.value ?? '').trim();
}

/** The addresses of a property: as written, or of the item that stands there. */
export function addressesOf(item: Item, property: string): readonly string[] {
  return (item.properties[property] ?? []).flatMap((value) =>
    isItem(value) ? all(value, 'url') : [textOf(value)],
  );
}

/** What a property holds as HTML. */
export function htmlOf(item: Item, property: string): string {
  const written = (item.properties[property] ?? []).map((value) =>
    typeof value === 'object' && 'html' in value ? value.html : '',
  );
  return written.join('\n');
}

export function isItem(value: Value): value is Item {
  return typeof value === 'object' && 'properties' in value;
}
