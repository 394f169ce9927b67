import { IDEOGRAPH, LETTER, sortOf } from './characters.ts';
import { likenessOf } from './language/shipped.ts';
import { rounded } from '../rounded.ts';
import type { Reading } from './reading.ts';
import { spoken } from './words.ts';

/** Fewer letters than this are not judged: what the author stated is all there is. */
const LETTERS = { least: 12, leastIdeographs: 4 } as const;

/** A stated language is believed over the detector's first guess when it is among its guesses at all. */
const STATED_SHARE = 0.6;

/** What the author's word is worth alone: clients state the language of the device. */
const STATED_ALONE = 0.6;

/**
 * The language of a post by n-gram profiles (Nito-ELD), or undefined when the detector is not sure. What the author stated
 * breaks ties, and stands for itself where too little is said; it never overrules a clear text.
 */
export function languageOf(text: string, stated?: string): Reading['language'] {
  const words = spoken(text);
  const tag = stated?.toLowerCase().split('-')[0] ?? '';
  if (saysTooLittle(words))
    return tag !== '' && /\p{L}/u.test(words) ? { tag, probability: STATED_ALONE } : undefined;
  const { best, score, other, claimed, reliable } = likenessOf(words, tag);
  if (best === undefined) return undefined;
  if (tag !== '' && claimed >= score * STATED_SHARE)
    return { tag, probability: certainty(claimed, score, true) };
  return reliable ? { tag: best, probability: certainty(score, other, false) } : undefined;
}

/** The likeliest language of any words at all, however few, with how sure that is; undefined when there are no letters. */
export function likeliestLanguage(text: string): Reading['language'] {
  const { best, score, other } = likenessOf(spoken(text));
  return best === undefined ? undefined : { tag: best, probability: certainty(score, other, false) };
}

function saysTooLittle(words: string): boolean {
  let [letters, ideographs] = [0, 0];
  for (let i = 0; i < words.length; i++) {
    const code = words.codePointAt(i) ?? 0;
    if (code > 0xffff) i++;
    const sort = sortOf(code);
    if ((sort & LETTER) !== 0 && ++letters === LETTERS.least) return false;
    if ((sort & IDEOGRAPH) !== 0 && ++ideographs === LETTERS.leastIdeographs) return false;
  }
  return true;
}

/** The lead over the runner-up as a probability: none is even odds. Agreement of author and detector is worth more. */
function certainty(score: number, other: number, agreed: boolean): number {
  const lead = score + other === 0 ? 0 : Math.abs(score - other) / (score + other);
  const p = agreed ? 0.95 - lead / 4 : 0.5 + Math.min(0.49, lead * 1.5);
  return rounded(Math.min(0.99, Math.max(0.5, p)), 4);
}
