import { TermReader } from './term-reader.ts';

/** What a text consists of, as 32-bit hashes, repeated as often as they occur. */
export interface Terms {
  /** Words, pairs of neighbours, and pairs with one word between them. */
  readonly words: readonly number[];
  /** Runs of three to five characters, over the borders of words too. */
  readonly characters: readonly number[];
}

const WORD = /[\p{L}\p{M}\p{N}'_]+|[?!]|\p{Extended_Pictographic}/gu;
const reader = new TermReader();

/**
 * Cuts a text into the terms that a linear classifier weighs: words and character n-grams (as in Joachims 1998 and Cavnar
 * & Trenkle 1994), hashed (Weinberger et al. 2009), so that no dictionary of strings is kept. Any script; never throws.
 */
export function termsOf(text: string): Terms {
  reader.read(text);
  return {
    words: firstOf(reader.words, reader.wordTerms),
    characters: firstOf(reader.characters, reader.characterTerms),
  };
}

/** As an array of the language: a typed one of this size would take longer to make than to fill. */
function firstOf(terms: Uint32Array, count: number): readonly number[] {
  const first: number[] = [];
  for (let i = 0; i < count; i++) first.push(terms[i] ?? 0);
  return first;
}

/** The words of a text in their order, in small letters; marks and emoji that say something are words too. */
export function wordsIn(text: string): readonly string[] {
  return text.normalize('NFKC').replaceAll('’', "'").toLowerCase().match(WORD) ?? [];
}
