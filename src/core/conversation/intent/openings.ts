import { ANY, LETTERS, openingLetters } from './opening-letters.ts';

/** Letters are told apart, in this many places; all other characters are one. */
const PLACES = 32;
const OTHER = 0;
const BITS = 32;

/**
 * Which of many expressions may match a text, by the first three letters of its words: what begins with words
 * that a text has not need not be tried.
 */
export class Openings {
  /** For each three letters a bit of each expression that can match where a word begins with them. */
  readonly #low = new Int32Array(PLACES ** LETTERS);
  readonly #high = new Int32Array(PLACES ** LETTERS);
  /** Those that may match anywhere. */
  readonly #always: readonly [number, number];
  #found: [number, number] = [0, 0];

  /** @throws RangeError for more than 64 expressions; Error for one that `openingLetters` cannot read. */
  constructor(patterns: readonly RegExp[]) {
    if (patterns.length > 2 * BITS) throw new RangeError('These are more than 64 expressions.');
    let [low, high] = [0, 0];
    for (const [i, pattern] of patterns.entries()) {
      const bits = [i < BITS ? 1 << i : 0, i < BITS ? 0 : 1 << (i - BITS)] as const;
      for (const opening of openingLetters(pattern))
        if (/^\w/.test(opening)) this.#note(opening, bits);
        else [low, high] = [low | bits[0], high | bits[1]];
    }
    this.#always = [low, high];
  }

  #note(opening: string, [low, high]: readonly [number, number]): void {
    let rows = [0];
    for (let i = 0; i < LETTERS; i++) {
      const letter = opening[i] ?? ANY;
      const places =
        letter === ANY ? Array.from({ length: PLACES }, (_, any) => any) : [placeOf(letter.charCodeAt(0))];
      rows = rows.flatMap((row) => places.map((place) => row * PLACES + place));
    }
    for (const row of rows) {
      this.#low[row] = (this.#low[row] ?? 0) | low;
      this.#high[row] = (this.#high[row] ?? 0) | high;
    }
  }

  /** Reads a text, of which `has` tells until the next one is read. */
  read(text: string): void {
    let [low, high] = this.#always;
    let isInside = false;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const isWord = isOfWord(code);
      if (isWord && !isInside) {
        const two = placeOf(code) * PLACES + placeOf(text.charCodeAt(i + 1));
        const row = two * PLACES + placeOf(text.charCodeAt(i + 2));
        low |= this.#low[row] ?? 0;
        high |= this.#high[row] ?? 0;
      }
      isInside = isWord;
    }
    this.#found = [low, high];
  }

  /** Whether an expression, by its place among them, may match what was read. */
  has(expression: number): boolean {
    const [low, high] = this.#found;
    return (((expression < BITS ? low : high) >>> (expression % BITS)) & 1) === 1;
  }
}

/** As `\w` means it. */
const isOfWord = (code: number) =>
  ((code | 32) > 96 && (code | 32) < 123) || (code > 47 && code < 58) || code === 95;

function placeOf(code: number): number {
  const letter = code | 32;
  return letter > 96 && letter < 123 ? letter - 96 : OTHER;
}
