import { termsOf } from './terms.ts';
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

/** Learns the terms of texts. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const seenIn = new Map<number, number>();
  for (const text of texts) {
    const { words, characters } = termsOf(text);
    for (const term of new Set([...words, ...characters])) seenIn.set(term, (seenIn.get(term) ?? 0) + 1);
  }
  const rarity = Float32Array.from(
    seenIn.values(),
    (count) => 1 + Math.log((1 + texts.length) / (1 + count)),
  );
  return withRows(Uint32Array.from(seenIn.keys()), rarity);
}

export function withRows(hashes: Uint32Array, rarity: Float32Array): Vocabulary {
  return { hashes, rarity, rows: new Map([...hashes].map((hash, row) => [hash, row])) };
}

/** A text in the words of a vocabulary; what it does not know counts for nothing. */
export function vectorOf(text: string, vocabulary: Vocabulary): Vector {
  return vectorOfTerms(termsOf(text), vocabulary);
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
