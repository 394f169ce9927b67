import { READ_CHARACTERS } from '../words.ts';

/** Of fewer words only the very same wording is the same post: "works for me" is said by many of their own accord. */
const LEAST_WORDS = 3;

const LINK = /(?:https?:\/\/|www\.)\S+/g;
/** A mention, and what marks one as the author of what is passed on. */
const PASSED_ON = /(?:\b(?:rt|mt|via|cc)\s*:?\s*)?[@＠][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?:?/gu;
/** Scripts that put no space between words: each letter stands for a word. */
const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])/gu;
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu;
const PLAIN = /^[ -~\s]*$/;

/** What a post says, without what changes when it is passed on. */
export interface Wording {
  /** Words in lower case, a space between them; empty where a post is nothing but links, mentions and signs. */
  readonly words: string;
  /** Too short to be compared by its parts. */
  readonly short: boolean;
}

/** The wording of a post: no links, no mentions, no marks of passing on, no case, no punctuation. */
export function wordingOf(text: string): Wording {
  const read = text.slice(0, READ_CHARACTERS);
  const lower = (PLAIN.test(read) ? read : read.normalize('NFKC')).toLowerCase();
  const said = lower.replace(LINK, ' ').replace(PASSED_ON, ' ');
  const apart = PLAIN.test(said) ? said.replace(/[^a-z0-9]+/g, ' ') : foreign(said);
  const words = apart.trim();
  return { words, short: isShort(words) };
}

const foreign = (said: string) => said.replace(UNSPACED, ' $1 ').replace(NO_WORD, ' ');

function isShort(words: string): boolean {
  let spaces = 0;
  for (let at = words.indexOf(' '); at >= 0; at = words.indexOf(' ', at + 1)) {
    if (++spaces >= LEAST_WORDS - 1) return false;
  }
  return true;
}
