import { spoken } from '../conversation/words.ts';

/**
 * What a post says apart from whom it addresses, what it links to, and how it is punctuated: the same for copies of it.
 * Empty where nothing else is said.
 */
export function sameWords(text: string): string {
  return spoken(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/^rt\b/u, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();
}
