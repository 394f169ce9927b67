import { termsOf } from '../classifier/terms.ts';
import { valenceOf } from '../valence/valence.ts';
import type { Valence } from '../valence/valence.ts';

/** What models hear of a text: once, for all of them. */
export interface Heard {
  /** As it was written. */
  readonly text: string;
  readonly valence: Valence;
  /** Hashes of words and character n-grams, as often as they occur. */
  readonly terms: readonly (readonly number[])[];
  /** What the rules say, as numbers between −1 and 1: `FACTS` of them. */
  readonly facts: readonly number[];
}

export const FACTS = 9;

const LINK = /(?:https?:\/\/|www\.)\S+/gi;
const NAMED = /(^|[^\p{L}\p{N}_])@[\p{L}\p{N}_.-]+/gu;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Hears a text: only that there is a link matters, not where to; who is addressed says nothing. */
export function heard(text: string): Heard {
  const plain = text
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replaceAll('`', "'")
    .replace(LINK, ' http ')
    .replace(NAMED, '$1 ');
  const valence = valenceOf(plain);
  const { words, characters } = termsOf(plain);
  return { text, valence, terms: [words, characters], facts: factsOf(plain, valence) };
}

function factsOf(text: string, { compound, positive, negative, words }: Valence): readonly number[] {
  const length = Math.max(1, words);
  return [
    compound,
    Math.abs(compound),
    Math.tanh(positive / 4),
    Math.tanh(negative / 4),
    Math.tanh((2 * positive) / length),
    Math.tanh((2 * negative) / length),
    / http(?:$| )/.test(text) ? 1 : 0,
    Math.tanh(words / 20),
    text.includes('?') ? 1 : 0,
  ];
}
