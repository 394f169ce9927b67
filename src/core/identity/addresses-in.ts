import { parse } from 'tldts';
import type { Address, AddressGrammar } from './address.ts';
import { readAddress } from './read-address.ts';

/** Bios are short; what is longer is cut here. */
const LONGEST = 20_000;

const CANDIDATES =
  /https?:\/\/[^\s<>"'`]+|@[\p{L}\p{N}_.-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?<![@\p{L}\p{N}._-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?:\/[^\s<>"'`]*)?(?![@\p{L}\p{N}])/giu;

/**
 * Every address in free text such as a bio, in order, each once: URLs, bare domains and `@user@host`. Closing
 * punctuation is not part of a URL; a mail address is no website.
 */
export function addressesIn(text: string, grammars: readonly AddressGrammar[]): readonly Address[] {
  const found = new Map<string, Address>();
  for (const [written] of text.slice(0, LONGEST).matchAll(CANDIDATES)) {
    if (!mayBeAddress(written)) continue;
    const address = readAddress(written.replace(/[),.;:!?\]}'"»”’]+$/u, ''), grammars);
    if (address && !found.has(address.url)) found.set(address.url, address);
  }
  return [...found.values()];
}

/** Top-level names that RFC 2606 sets aside for examples and tests: sample data reads like the real thing. */
const SET_ASIDE = /\.(?:example|test|localhost)$/i;

/** Without a scheme it must end in a domain that exists: `ada.dev/blog` does, `node.js` does not. */
function mayBeAddress(written: string): boolean {
  if (/^(?:https?:|@)/i.test(written)) return true;
  const host = written.split('/')[0] ?? '';
  return SET_ASIDE.test(host) || parse(host).isIcann === true;
}
