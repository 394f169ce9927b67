import { LETTER, smallOf, sortOf } from '../characters.ts';

/** After so many bytes nothing more is read: at a gap between words, and anywhere. */
const CUT = { betweenWords: 350, anywhere: 380 } as const;
/** What comes after so many characters is not looked at, however few of them are letters. */
const LOOKED_AT = 1_000;

const CAPITAL_DOTTED_I = 0x130;
const DOT_ABOVE = 0x307;
const CAPITAL_SIGMA = 0x3a3;
const FINAL_SIGMA = 0x3c2;

/** The words of a text in small letters and in UTF-8. One text after the other is read into the same places. */
export class WordsAsBytes {
  /** Word after word. */
  readonly bytes = new Uint8Array(CUT.anywhere + 8);
  /** Where each of them ends. */
  readonly ends = new Uint16Array(CUT.anywhere + 8);
  words = 0;
  #length = 0;

  /** Words are letters, with the apostrophes between and before them, as in Nito-ELD; everything else parts them. */
  read(text: string): void {
    this.words = 0;
    this.#length = 0;
    let [gaps, isOpen] = [0, false];
    const end = Math.min(text.length, LOOKED_AT);
    for (let i = 0; i < end; i++) {
      const code = text.charCodeAt(i);
      if (!isSpoken(code, i, text, end)) {
        if (isOpen) this.ends[this.words++] = this.#length;
        isOpen = false;
        continue;
      }
      if (!isOpen && this.words > 0 && this.#length + gaps++ > CUT.betweenWords) return;
      isOpen = true;
      this.#spell(code, i, text);
      if (this.#length + gaps > CUT.anywhere) break;
    }
    if (isOpen) this.ends[this.words++] = this.#length;
  }

  #spell(code: number, at: number, text: string): void {
    if (code === CAPITAL_SIGMA && at > 0 && !isLetter(text.charCodeAt(at + 1) || 0))
      return this.#write(FINAL_SIGMA);
    this.#write(smallOf(code));
    if (code === CAPITAL_DOTTED_I) this.#write(DOT_ABOVE);
  }

  #write(code: number): void {
    const { bytes } = this;
    if (code < 0x80) bytes[this.#length++] = code;
    else if (code < 0x800) {
      bytes[this.#length++] = 0xc0 | (code >> 6);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    } else {
      bytes[this.#length++] = 0xe0 | (code >> 12);
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    }
  }
}

function isLetter(code: number): boolean {
  if (code < 0x80) return (code | 32) > 96 && (code | 32) < 123;
  return (sortOf(code) & LETTER) !== 0;
}

const isApostrophe = (code: number) => code === 0x27 || code === 0x60 || code === 0x2019;

/** Letters are, and apostrophes before one or at the end. */
function isSpoken(code: number, at: number, text: string, end: number): boolean {
  if (!isApostrophe(code)) return isLetter(code);
  let next = at + 1;
  while (next < end && isApostrophe(text.charCodeAt(next))) next++;
  return next === end || isLetter(text.charCodeAt(next));
}
