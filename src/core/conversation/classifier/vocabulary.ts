import { hashOf } from './hash.ts';
import { termsOf, wordsIn } from './terms.ts';
import type { Terms } from './terms.ts';

/** The terms that a model knows: a row of its weights for each, and how much the term says by being rare. */
export interface Vocabulary {
  readonly hashes: Uint32Array;
  /** Inverse document frequency of each, smoothed (Spärck Jones 1972). */
  readonly rarity: Float32Array;
  /** The row of a term; undefined for one that was never seen. */
  readonly rows: ReadonlyMap<number, number>;
}

/** A text as its known terms: rows of a vocabulary, each once, with weights whose squares add up to 1 per group. */
export interface Vector {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  /** The share of its words and word pairs that the vocabulary does not know. */
  readonly unknown: number;
}

/** Of so many texts a term that stands in one only says nothing of any other. */
const MANY_TEXTS = 2_000;
/** So many weights a model has at the most: as many bytes of it are kept. */
const MOST_WEIGHTS = 16_000_000;

/** Learns the terms of texts; where they are too many for so many labels, those that stand in the most texts. */
export function vocabularyOf(texts: readonly string[], labels: number): Vocabulary {
  const seenIn = new Map<number, number>();
  for (const text of texts) {
    const { words, characters } = ownTermsOf(text);
    for (const term of new Set([...words, ...characters])) seenIn.set(term, (seenIn.get(term) ?? 0) + 1);
  }
  const counted = [...seenIn].filter(([, count]) => count > 1 || texts.length < MANY_TEXTS);
  const most = Math.floor(MOST_WEIGHTS / labels);
  const known = counted.length > most ? counted.toSorted((a, b) => b[1] - a[1]).slice(0, most) : counted;
  const rarity = known.map(([, count]) => 1 + Math.log((1 + texts.length) / (1 + count)));
  return withRows(
    Uint32Array.from(known, ([term]) => term),
    Float32Array.from(rarity),
  );
}

/**
 * What a text is told by: its words and pairs, and runs of two to five characters inside of one word each. Runs over the borders of words
 * say of so short texts what the pairs say already, and cost accuracy.
 */
function ownTermsOf(text: string): Terms {
  const characters = wordsIn(text).flatMap((word) => [...pairsIn(word), ...termsOf(word).characters]);
  return { words: termsOf(text).words, characters };
}

/** Two characters each: the border of a word is one too. */
function pairsIn(word: string): readonly number[] {
  const bordered = ` ${word} `;
  return Array.from({ length: bordered.length - 1 }, (_, at) => hashOf(bordered.slice(at, at + 2)));
}

export function withRows(hashes: Uint32Array, rarity: Float32Array): Vocabulary {
  return { hashes, rarity, rows: new Map([...hashes].map((hash, row) => [hash, row])) };
}

/** A text in the words of a vocabulary; what it does not know counts for nothing. */
export function vectorOf(text: string, vocabulary: Vocabulary): Vector {
  return vectorOfTerms(ownTermsOf(text), vocabulary);
}

function vectorOfTerms({ words, characters }: Terms, vocabulary: Vocabulary): Vector {
  const groups = [weighed(words, vocabulary), weighed(characters, vocabulary)];
  return {
    rows: Int32Array.from(groups.flatMap(({ rows }) => rows)),
    weights: Float32Array.from(groups.flatMap(({ weights }) => weights)),
    unknown: words.filter((term) => !vocabulary.rows.has(term)).length / words.length,
  };
}

/** Terms of one kind, so that many characters do not drown few words. */
function weighed(terms: readonly number[], { rows, rarity }: Vocabulary) {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const row = rows.get(term);
    if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const raw = [...counts].map(([row, count]) => (1 + Math.log(count)) * (rarity[row] ?? 0));
  const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { rows: [...counts.keys()], weights: raw.map((weight) => weight / length) };
}
