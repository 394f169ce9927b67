import vader from 'vader-sentiment';
import { lexicon } from 'vader-sentiment/src/vader_lexicon.js';
import type { Reading } from './reading.ts';
import { READ_CHARACTERS } from './words.ts';

type Tone = NonNullable<Reading['tone']>;

/** Hutto & Gilbert's border between neutral and not; within this much of it we are not sure. */
const BORDER = { neutral: 0.05, sure: 0.25 } as const;

/** Strong words on both sides, and neither wins: a comparison, or irony. */
const TORN = { strong: 0.15, undecided: 0.5 } as const;

/** Praise beside one of these is often irony, which counting words does not hear. */
const TROUBLE =
  /\b(?:outages?|downtime|crash(?:e[sd])?|bugs?|delays?|queues?|on hold|not work(?:ing)?|still waiting|yet again)\b/i;

/**
 * The tone of an English post by VADER (Hutto & Gilbert, ICWSM 2014); undefined where we are not sure:
 * near the border, torn between strong words, or praise beside trouble, which may be irony. The probability rises with the distance from the border.
 */
export function toneOf(text: string): Reading['tone'] {
  const read = text.slice(0, READ_CHARACTERS);
  if (read.trim() === '') return undefined;
  const scores = scoresOf(read);
  if (isUnsure(read, scores)) return undefined;
  const because = weightyWords(read);
  const { compound } = scores;
  const strength = Math.abs(compound);
  if (strength <= BORDER.neutral)
    return { label: 'neutral', probability: because.length === 0 ? 0.7 : 0.55, because };
  const label: Tone['label'] = compound > 0 ? 'positive' : 'negative';
  return { label, probability: Number((0.5 + 0.48 * strength).toFixed(2)), because };
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
/** By which VADER squeezes the sum of its words' valences into −1 to 1. */
const ALPHA = 15;

/**
 * VADER is made for sentences: over several, a "never" of one would turn the words of the next. So each is read alone,
 * and their sums are added.
 */
function scoresOf(text: string): { compound: number; pos: number; neg: number } {
  const { polarity_scores } = vader.SentimentIntensityAnalyzer;
  const sum = [...SENTENCES.segment(text)]
    .map(({ segment }) => polarity_scores(segment).compound)
    .reduce(
      (total, compound) => total + compound * Math.sqrt(ALPHA / (1 - Math.min(0.9999, compound ** 2))),
      0,
    );
  const { pos, neg } = polarity_scores(text);
  return { compound: sum / Math.sqrt(sum ** 2 + ALPHA), pos, neg };
}

function isUnsure(
  read: string,
  { compound, pos, neg }: { compound: number; pos: number; neg: number },
): boolean {
  const strength = Math.abs(compound);
  // An emoji may say it all, and its weight is not known here.
  if (strength === 0) return /\p{Extended_Pictographic}/u.test(read);
  if (strength > BORDER.neutral && strength < BORDER.sure) return true;
  if (pos > TORN.strong && neg > TORN.strong && strength < TORN.undecided) return true;
  return compound > 0 && TROUBLE.test(read);
}

/** The words that weigh most, strongest first, with their direction: `love +`, `broken −`. */
function weightyWords(text: string): string[] {
  const weighed = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}[\p{L}'’]*/gu) ?? []) {
    const valence = Object.hasOwn(lexicon, word) ? lexicon[word] : undefined;
    if (valence !== undefined) weighed.set(word, valence);
  }
  const strongest = [...weighed].toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 5);
  return strongest.map(([word, valence]) => `${word} ${valence > 0 ? '+' : '−'}`);
}
