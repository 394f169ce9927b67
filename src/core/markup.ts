import { load } from 'cheerio/slim';
import { absoluteLink } from './written-link.ts';

/** Posts and bios are short; what is longer is cut here. */
const LONGEST = 200_000;
const MANY = 50;

const BLOCKS = new Set(
  'address article aside blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** What is in the page without being said: `aside` is a quotation or a preview of another page. */
const UNSAID = new Set('script style noscript template svg iframe object embed head title aside'.split(' '));

/** A quotation that servers repeat in the text for readers who do not know quotations. */
const QUOTED = /(?:^|\s)quote-inline(?:$|\s)/;
/** Links to the people and topics that are named: they say nothing of where the author is. */
const MENTIONS = /\b(?:mention|hashtag)\b/;

/** What of the parser's nodes is used here. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Record<string, string>;
  readonly children?: readonly Node[];
}

interface Reading {
  readonly parts: string[];
  readonly links: Set<string>;
}

/**
 * The words of a piece of HTML that somebody else wrote, without any mark-up, paragraphs apart by an empty line, and the
 * http(s) links in it, in order, each once. A link whose words were shortened is written out; those of people and
 * topics that are mentioned are none. Never throws.
 */
export function readMarkup(html: string): { readonly text: string; readonly links: readonly string[] } {
  const document = load(html.slice(0, LONGEST), { xml: { xmlMode: false, decodeEntities: true } });
  const reading: Reading = { parts: [], links: new Set() };
  // No recursion: hostile mark-up is nested as deep as it likes.
  const left: (Node | (() => void))[] = [...document.root().contents().toArray()].toReversed();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'function') next();
    else left.push(...enter(next, reading));
  }
  return { text: tidy(reading.parts.join('')), links: [...reading.links].slice(0, MANY) };
}

/** Reads the opening of a node; what is to be read after it, last first. */
function enter(node: Node, { parts, links }: Reading): readonly (Node | (() => void))[] {
  const { type, name = '', data = '', attribs = {}, children = [] } = node;
  if (type === 'text') parts.push(data);
  if (name === 'br') parts.push('\n');
  if (type !== 'tag' || UNSAID.has(name) || QUOTED.test(attribs['class'] ?? '')) return [];
  const inside = [...children].toReversed();
  if (name === 'a') return [leaving(node, { parts, links }), ...inside];
  if (!BLOCKS.has(name)) return inside;
  parts.push('\n\n');
  return [() => void parts.push('\n\n'), ...inside];
}

function leaving({ attribs }: Node, { parts, links }: Reading): () => void {
  const from = parts.length;
  return () => {
    const link = MENTIONS.test(attribs?.['class'] ?? '') ? undefined : absoluteLink(attribs?.['href']);
    if (link === undefined) return;
    links.add(link);
    const last = parts.length > from ? (parts.at(-1) ?? '') : '';
    if (/(?:\.{3}|…)$/.test(last)) parts.splice(from, parts.length - from, link);
  };
}

function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
