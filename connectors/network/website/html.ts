import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import { Failure } from '../../../src/core/failure.ts';

/**
 * Bounds of what is read of a page. HTML parsers that follow the standard take time that grows with the square of
 * nesting and of attributes (7 s for 40,000 nested tags), so the page is first cut to these with a parser that does not.
 */
const TAGS = 20_000;
const DEPTH = 200;
const ATTRIBUTE = 4_000;

/**
 * The parser of microformats reads a card inside a card once for each property it is, so its time doubles with every
 * level. Real pages have an entry in a feed, its author's card, and an address in that.
 */
const CARDS = 5;
const PROPERTIES = 10;

/** The attributes that microformats and meta tags are written in. */
const READ_ATTRIBUTES = new Set(
  'class id href src rel alt title value datetime content property name type data lang'.split(' '),
);
const NEVER_READ =
  'script:not([type="application/ld+json"]),style,svg,iframe,object,embed,noscript,canvas,comment';

/**
 * A page as a document without scripts, styles and everything else nobody reads, small enough for any parser.
 * @throws Failure `malformed` when it is nested deeper than pages are.
 */
export function readHtml(html: string): CheerioAPI {
  const $ = load(html.slice(0, endOfTags(html)), { xml: { xmlMode: false, decodeEntities: true } });
  refuseDeep($);
  $(NEVER_READ).remove();
  prune($.root().toArray(), { cards: 0, properties: 0 });
  return $;
}

/**
 * A feed as a document of XML, well-formed or nearly.
 * @throws Failure `malformed` when it is nested deeper than feeds are.
 */
export function readXml(xml: string): CheerioAPI {
  const $ = load(xml.slice(0, endOfTags(xml, true)), { xml: true });
  refuseDeep($);
  return $;
}

/** What of the parser's nodes is used here. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  attribs?: Record<string, string>;
}

interface Nesting {
  readonly cards: number;
  readonly properties: number;
}

/** Recursion is safe here: what is deep was refused. */
function prune(nodes: readonly Node[], around: Nesting): void {
  for (const node of nodes) prune(node.children ?? [], node.attribs ? pruneElement(node, around) : around);
}

function pruneElement(element: Node, around: Nesting): Nesting {
  const kept = Object.entries(element.attribs ?? {}).filter(
    ([name, value]) => READ_ATTRIBUTES.has(name) && value.length <= ATTRIBUTE,
  );
  const { class: classes = '', ...attributes } = Object.fromEntries(kept);
  const named = classes.split(/\s+/);
  const cards = around.cards < CARDS ? named.filter((name) => name.startsWith('h-')).slice(0, 3) : [];
  const most = cards.length === 0 ? 8 : 2;
  const properties =
    around.properties < PROPERTIES ? named.filter((name) => /^(p|u|dt|e)-/.test(name)).slice(0, most) : [];
  const values = named.filter((name) => name === 'value' || name === 'value-title');
  const left = [...cards, ...properties, ...values].join(' ');
  element.attribs = left === '' ? attributes : { ...attributes, class: left };
  return {
    cards: around.cards + Math.min(1, cards.length),
    properties: around.properties + Math.min(1, properties.length),
  };
}

const CDATA = '<![CDATA[';

/** Where a text has to be cut so that no more than so many tags remain. What XML quotes whole has none; HTML cannot quote. */
function endOfTags(text: string, isXml = false): number {
  let at = -1;
  for (let tags = 0; tags <= TAGS; tags++) {
    at = text.indexOf('<', at + 1);
    if (at !== -1 && isXml && text.startsWith(CDATA, at)) at = text.indexOf(']]>', at);
    if (at === -1) return text.length;
  }
  return at;
}

function refuseDeep($: CheerioAPI): void {
  let level = $.root().contents().toArray();
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH) throw new Failure('malformed', 'the page is nested deeper than any page is');
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
}
