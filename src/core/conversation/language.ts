import { eld } from 'eld/large';
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
  const { best, score, other, scores, reliable } = guessed(words);
  if (best === undefined) return undefined;
  const claimed = scores[tag] ?? 0;
  if (tag !== '' && claimed >= score * STATED_SHARE)
    return { tag, probability: certainty(claimed, score, true) };
  return reliable ? { tag: best, probability: certainty(score, other, false) } : undefined;
}

/** The likeliest language of any words at all, however few, with how sure that is; undefined when there are no letters. */
export function likeliestLanguage(text: string): Reading['language'] {
  const { best, score, other } = guessed(spoken(text));
  return best === undefined ? undefined : { tag: best, probability: certainty(score, other, false) };
}

function saysTooLittle(words: string): boolean {
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const ideographs =
    words.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return letters < LETTERS.least && ideographs < LETTERS.leastIdeographs;
}

function guessed(words: string) {
  const guess = eld.detect(words);
  const scores = guess.language === '' ? {} : guess.getScores();
  return {
    best: guess.language === '' ? undefined : guess.language,
    score: scores[guess.language] ?? 0,
    other: runnerUp(scores, guess.language),
    scores,
    reliable: guess.language !== '' && guess.isReliable(),
  };
}

function runnerUp(scores: Readonly<Record<string, number>>, language: string): number {
  return Math.max(0, ...Object.entries(scores).flatMap(([tag, score]) => (tag === language ? [] : [score])));
}

/** The lead over the runner-up as a probability: none is even odds. Agreement of author and detector is worth more. */
function certainty(score: number, other: number, agreed: boolean): number {
  const lead = score + other === 0 ? 0 : Math.abs(score - other) / (score + other);
  const p = agreed ? 0.95 - lead / 4 : 0.5 + Math.min(0.49, lead * 1.5);
  return Number(Math.min(0.99, Math.max(0.5, p)).toFixed(4));
}
