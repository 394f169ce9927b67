import { eld } from 'eld/small';
import type { Reading } from './reading.ts';
import { spoken } from './words.ts';

/** Fewer letters than this name no language. */
const LETTERS = { least: 12, leastIdeographs: 4 } as const;

/** A stated language is believed over the detector's first guess when it is among its guesses at all. */
const STATED_SHARE = 0.6;

/**
 * The language of a post by n-gram profiles (Nito-ELD), or undefined when too little is said or the detector is not
 * sure. What the author stated breaks ties; it never overrules a clear text.
 */
export function languageOf(text: string, stated?: string): Reading['language'] {
  const words = spoken(text);
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const ideographs =
    words.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  if (letters < LETTERS.least && ideographs < LETTERS.leastIdeographs) return undefined;
  const guess = eld.detect(words);
  if (guess.language === '') return undefined;
  const scores = guess.getScores();
  const best = scores[guess.language] ?? 0;
  const tag = stated?.toLowerCase().split('-')[0] ?? '';
  const claimed = scores[tag] ?? 0;
  if (tag !== '' && claimed >= best * STATED_SHARE)
    return { tag, probability: certainty(claimed, best, true) };
  if (!guess.isReliable()) return undefined;
  return { tag: guess.language, probability: certainty(best, runnerUp(scores, guess.language), false) };
}

function runnerUp(scores: Readonly<Record<string, number>>, language: string): number {
  return Math.max(0, ...Object.entries(scores).flatMap(([tag, score]) => (tag === language ? [] : [score])));
}

/** The lead over the runner-up as a probability: none is even odds. Agreement of author and detector is worth more. */
function certainty(score: number, other: number, agreed: boolean): number {
  const lead = score + other === 0 ? 0 : Math.abs(score - other) / (score + other);
  const p = agreed ? 0.95 - lead / 4 : 0.5 + Math.min(0.49, lead * 1.5);
  return Number(Math.min(0.99, Math.max(0.5, p)).toFixed(2));
}
