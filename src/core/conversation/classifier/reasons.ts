import type { Classifier } from './model.ts';
import { termsOf, wordsIn } from './terms.ts';
import { vectorOf } from './vocabulary.ts';

const TOLD = 3;

/**
 * The words of a text that spoke for one of the labels, weightiest first, as they are written there: of what a word and its
 * letters weigh for the label, the mean of what they weigh for all. At most three; none where nothing spoke for it.
 */
export function reasonsOf(text: string, label: string, model: Classifier): readonly string[] {
  const head = model.labels.indexOf(label);
  const { rows, weights } = vectorOf(text, model.vocabulary);
  const inText = new Map(Array.from(rows, (row, at) => [row, weights[at] ?? 0]));
  const words = [...new Set(wordsIn(text))].map((word) => ({ word, weighs: weightOf(word) }));
  return words
    .filter(({ weighs }) => weighs > 0)
    .toSorted((a, b) => b.weighs - a.weighs)
    .slice(0, TOLD)
    .map(({ word }) => word);

  function weightOf(word: string): number {
    const terms = termsOf(word);
    const own = new Set([...terms.words, ...terms.characters].map((term) => model.vocabulary.rows.get(term)));
    let sum = 0;
    for (const row of own) if (row !== undefined) sum += (inText.get(row) ?? 0) * spokenBy(row);
    return sum;
  }

  function spokenBy(row: number): number {
    const all = model.weights.subarray(row * model.labels.length, (row + 1) * model.labels.length);
    return (all[head] ?? 0) - all.reduce((sum, weight) => sum + weight, 0) / all.length;
  }
}
