import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';

/** Longer than any bio or post; what is longer is cut here, so that no parser is kept busy. */
const LONGEST = 20_000;
/** Tags inside tags: nobody writes so, and what walks a tree must not run out of stack. */
const DEPTH = 100;

const BREAKS = 'p,div,li,blockquote,h1,h2,h3,h4,h5,h6,pre';

/** The text of a bio or a post and the addresses it links to, without those of people and topics it mentions. */
export function readHtml(html: string): { readonly text: string; readonly links: readonly string[] } {
  const $ = parsed(html.slice(0, LONGEST));
  const links = $('a[href]')
    .toArray()
    .filter((link) => !/\b(mention|hashtag)\b/.test($(link).attr('class') ?? ''))
    .map((link) => $(link).attr('href') ?? '');
  $('br').replaceWith('\n');
  $(BREAKS).append('\n\n');
  const text = $.root().text();
  return { text: tidy(text), links };
}

function parsed(html: string): CheerioAPI {
  const options = { xml: { xmlMode: false, decodeEntities: true } };
  const $ = load(html, options);
  $('script,style,template,iframe,object,svg,.quote-inline').remove();
  return isDeep($) ? load(html.replaceAll(/<[^>]*>/g, ' '), options) : $;
}

function isDeep($: CheerioAPI): boolean {
  let level = $.root().contents().toArray();
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}

function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** An http(s) address without credentials; undefined for everything else that stands in hostile profiles. */
export function readLink(written: string | undefined): string | undefined {
  if (!written || written.length > 2_000) return undefined;
  const url = URL.parse(written.trim());
  const fit = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return fit ? url.href : undefined;
}

const USER_AT_HOST = /(?<![\w@.])@[\w.-]+@[\w.-]+/g;
const EMAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** The e-mail addresses in a text; `@user@host` is none. */
export function emailsIn(text: string): readonly string[] {
  const found = text.replaceAll(USER_AT_HOST, ' ').match(EMAIL) ?? [];
  return [...new Set(found.map((email) => email.toLowerCase()))];
}
