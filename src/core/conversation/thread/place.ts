import { writtenIn } from '../../listening/links.ts';
import { writtenLink } from '../../written-link.ts';
import { READ_CHARACTERS } from '../words.ts';

/** What is added to an address so that somebody can count who came by it: it leads to the same place without. */
const COUNTED = /^(?:utm_\w+|fbclid|gclid|igsh|mc_[ce]id|ref_src|si)$/;

/** An address may lead below a post, to its title or a comment of it: so many of the places above it are looked at. */
const ABOVE = 5;
const MOST = 20;

/**
 * Where a web address leads, in the one spelling that all of its ways of being written share: without its scheme, `www.`,
 * a last slash and what only counts visitors; undefined for what is no link.
 */
export function placeIn(address: string): string | undefined {
  const href = writtenLink(address);
  const url = href === undefined ? null : URL.parse(href);
  if (!url) return undefined;
  for (const name of [...url.searchParams.keys()]) if (COUNTED.test(name)) url.searchParams.delete(name);
  const host = url.host.replace(/^www\./, '');
  return `${host}${url.pathname.replace(/\/+$/, '')}${url.search}${url.hash}`;
}

/** The addresses under which the post at a place may be kept: how it was written there is its network's own affair. */
export const addressesOf = (place: string): readonly string[] =>
  ['https://', 'https://www.', 'http://'].flatMap((scheme) => [`${scheme}${place}`, `${scheme}${place}/`]);

/** The places that a text leads to, in order, each once, at most twenty; and those above each, nearest first. */
export function placesIn(text: string): readonly string[] {
  const named = writtenIn(text.slice(0, READ_CHARACTERS)).flatMap((written) => placeIn(written) ?? []);
  return [...new Set(named)].slice(0, MOST).flatMap(withAbove);
}

/** `forge.example/ada/tide/issues/7#said-9`, then without what follows `#`, without what follows `?`, and so up. */
function withAbove(place: string): readonly string[] {
  const found = [place];
  for (let at = place; found.length <= ABOVE;) {
    const cut = /^(.*[^/#?])(?:#.*|\?[^#]*|\/[^/#?]*)$/u.exec(at)?.[1];
    // A bare host is everybody's.
    if (cut === undefined || !cut.includes('/')) break;
    found.push(cut);
    at = cut;
  }
  return found;
}
