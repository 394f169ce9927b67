/** What a text consists of, as 32-bit hashes, repeated as often as they occur. */
export interface Terms {
  /** Words, pairs of neighbours, and pairs with one word between them. */
  readonly words: readonly number[];
  /** Runs of three to five characters, over the borders of words too. */
  readonly characters: readonly number[];
}

const WORD = /[\p{L}\p{M}\p{N}'_]+|[?!]|\p{Extended_Pictographic}/gu;
const SHORTEST = 3;
const LONGEST = 5;
/** Begin and end of a text stand beside its first and last words. */
const BORDER = 1;

/**
 * Cuts a text into the terms that a linear classifier weighs: words and character n-grams (as in Joachims 1998 and Cavnar
 * & Trenkle 1994), hashed (Weinberger et al. 2009), so that no dictionary of strings is kept. Any script; never throws.
 */
export function termsOf(text: string): Terms {
  const found = wordsIn(text);
  return { words: wordTerms(found), characters: characterTerms(` ${found.join(' ')} `) };
}

/** The words of a text in their order, in small letters; marks and emoji that say something are words too. */
export function wordsIn(text: string): readonly string[] {
  return text.normalize('NFKC').replaceAll('’', "'").toLowerCase().match(WORD) ?? [];
}

function wordTerms(found: readonly string[]): readonly number[] {
  const hashes = [BORDER, ...found.map(hashOf), BORDER];
  const terms: number[] = [];
  for (let i = 1; i < hashes.length; i++) {
    const [before = 0, here = 0] = [hashes[i - 1], hashes[i]];
    if (i < hashes.length - 1) terms.push(mixed(here, 2));
    terms.push(mixed(before, here + 3));
    if (i > 1) terms.push(mixed(hashes[i - 2] ?? 0, here + 5));
  }
  return terms;
}

function characterTerms(text: string): readonly number[] {
  const terms: number[] = [];
  for (let i = 0; i + SHORTEST <= text.length; i++) {
    let hash = SEED;
    const end = Math.min(LONGEST, text.length - i);
    for (let n = 1; n <= end; n++) {
      hash = Math.imul(hash ^ text.charCodeAt(i + n - 1), PRIME);
      if (n >= SHORTEST) terms.push(mixed(hash, n));
    }
  }
  return terms;
}

/** Fowler, Noll & Vo, 1a. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** One word as the hash that stands for it. */
export function hashOf(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash >>> 0;
}

/** The last step of MurmurHash3 (Appleby): neighbours of one hash lie far apart. Unsigned. */
function mixed(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
