import { PICTURE, sortOf, WORD } from '../characters.ts';
import { mixed, SEED, taken } from './hash.ts';

/** Runs of so many characters are terms. */
const RUN = { shortest: 3, longest: 5 } as const;
/** Begin and end of a text stand beside its first and last words. */
const BORDER = 1;
const SPACE = 32;

/** What a character is to a text: it parts words, is of one, or is one by itself. */
const [PARTS, OF_WORD, ALONE] = [0, 1, 2];
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[\w']/.test(character) ? OF_WORD : /[?!]/.test(character) ? ALONE : PARTS;
});

function roleOf(code: number): number {
  if (code < 128) return ASCII[code] ?? PARTS;
  const sort = sortOf(code);
  return (sort & WORD) !== 0 ? OF_WORD : (sort & PICTURE) !== 0 ? ALONE : PARTS;
}

/**
 * Cuts one text after the other into words and runs of characters, all in the same places: what it holds is of the text that
 * was read last.
 */
export class TermReader {
  /** Words, pairs of neighbours, and pairs with one word between them. */
  words = new Uint32Array(0);
  wordTerms = 0;
  /** Runs of characters, over the borders of words too. */
  characters = new Uint32Array(0);
  characterTerms = 0;
  /** The words in small letters, with a space before, between and after them. */
  #spaced = new Uint16Array(0);
  #length = 0;
  /** The last word and the one before it; undefined before the first. */
  #before = BORDER;
  #twoBefore: number | undefined;

  read(text: string): void {
    const plain = isAscii(text) ? text : text.normalize('NFKC').replaceAll('’', "'").toLowerCase();
    this.#begin(plain.length);
    let begun = this.#length;
    for (let i = 0; i < plain.length; i++) {
      const code = plain.codePointAt(i) ?? 0;
      const role = roleOf(code);
      if (role !== OF_WORD && this.#length > begun) begun = this.#endWord(begun);
      if (role !== PARTS) this.#write(code);
      if (role === ALONE) begun = this.#endWord(begun);
      if (code > 0xffff) i++;
    }
    if (this.#length > begun) this.#endWord(begun);
    this.#pair(BORDER);
    this.#cutRuns();
  }

  #begin(characters: number): void {
    if (this.#spaced.length < 2 * characters + 2) {
      this.#spaced = new Uint16Array(2 * characters + 2);
      this.words = new Uint32Array(3 * characters + 2);
      this.characters = new Uint32Array(3 * this.#spaced.length);
    }
    this.#spaced[0] = SPACE;
    this.#length = 1;
    this.wordTerms = 0;
    this.characterTerms = 0;
    this.#before = BORDER;
    this.#twoBefore = undefined;
  }

  #write(code: number): void {
    if (code > 0xffff) {
      this.#spaced[this.#length++] = 0xd800 + ((code - 0x10000) >> 10);
      this.#spaced[this.#length++] = 0xdc00 + (code & 0x3ff);
    } else this.#spaced[this.#length++] = code > 64 && code < 91 ? code + 32 : code;
  }

  /** @returns where the next word begins. */
  #endWord(begun: number): number {
    let hash = SEED;
    for (let i = begun; i < this.#length; i++) hash = taken(hash, this.#spaced[i] ?? 0);
    this.words[this.wordTerms++] = mixed(hash, 2);
    this.#pair(hash);
    this.#spaced[this.#length++] = SPACE;
    return this.#length;
  }

  #pair(word: number): void {
    this.words[this.wordTerms++] = mixed(this.#before, (word + 3) | 0);
    if (this.#twoBefore !== undefined) this.words[this.wordTerms++] = mixed(this.#twoBefore, (word + 5) | 0);
    this.#twoBefore = this.#before;
    this.#before = word;
  }

  #cutRuns(): void {
    const { characters } = this;
    const spaced = this.#spaced;
    const length = this.#length;
    let terms = 0;
    for (let i = 0; i + RUN.shortest <= length; i++) {
      const end = Math.min(i + RUN.longest, length);
      let hash = taken(taken(SEED, spaced[i] ?? 0), spaced[i + 1] ?? 0);
      for (let at = i + 2; at < end; at++) {
        hash = taken(hash, spaced[at] ?? 0);
        characters[terms++] = mixed(hash, at - i + 1);
      }
    }
    this.characterTerms = terms;
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
