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
    const address = readAddress(written.replace(/[),.;:!?\]}'"»”’]+$/u, ''), grammars);
    if (address && !found.has(address.url)) found.set(address.url, address);
  }
  return [...found.values()];
}
