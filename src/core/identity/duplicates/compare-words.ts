import type { CompareCodes } from './compare-texts.ts';
import { edits, maybeWithin } from './distance.ts';
import type { Field } from './fields.ts';
import { lengthOf } from './pool.ts';
import type { Lists, Pool } from './pool.ts';

/** Texts of several words: see LEVELS; the rarer a word, the more it counts. */
export function compareWords({ pool, words, wordPool, codes }: Field): CompareCodes {
  if (!words || !wordPool) return () => 6;
  const weights = wordWeights(words, wordPool, codes);
  return (a, b) => {
    const short = Math.min(lengthOf(pool, a), lengthOf(pool, b)) <= 3;
    if (!short && maybeWithin(pool, a, b, 1) && edits(pool, a, b) === 1) return 2;
    if (sameLetters(pool, a, b)) return 3;
    const share = shared(words, wordPool, weights, a, b);
    return share >= 0.99 ? 3 : share >= 0.6 ? 4 : share >= 0.25 ? 5 : 6;
  };
}

/** What a full name says beside given and family name. */
export function compareOtherNames({ words, wordPool, codes }: Field): CompareCodes {
  if (!words || !wordPool) return () => 5;
  const weights = wordWeights(words, wordPool, codes);
  return (a, b) => {
    const share = shared(words, wordPool, weights, a, b);
    return share >= 0.6 ? 2 : share >= 0.2 ? 3 : 5;
  };
}

/** Bits of information in each word: rare words say more (Spärck Jones 1972). */
function wordWeights(words: Lists, wordPool: Pool, codes: Int32Array): Float32Array {
  const counts = new Float32Array(wordPool.starts.length - 1);
  for (const code of codes) {
    for (let at = words.starts[code] as number; at < (words.starts[code + 1] as number); at++) {
      const word = words.items[at] as number;
      counts[word] = (counts[word] as number) + 1;
    }
  }
  return counts.map((count) => (count > 0 ? Math.log2(1 + codes.length / count) : 0));
}

/** Bits of the words that both have, of the bits of all their words; a word with one slip counts for most of it. */
function shared(
  { starts, items }: Lists,
  wordPool: Pool,
  weights: Float32Array,
  a: number,
  b: number,
): number {
  let [both, all] = [0, 0];
  const [fromB, toB] = [starts[b] as number, starts[b + 1] as number];
  for (let at = fromB; at < toB; at++) all += weights[items[at] as number] as number;
  for (let i = starts[a] as number; i < (starts[a + 1] as number); i++) {
    const word = items[i] as number;
    const weight = weights[word] as number;
    const likeness = bestMatch(items, fromB, toB, word, wordPool);
    both += weight * likeness;
    all += weight * (1 - likeness);
  }
  return all > 0 ? both / all : 0;
}

function bestMatch(items: Int32Array, from: number, to: number, word: number, pool: Pool): number {
  for (let at = from; at < to; at++) if (items[at] === word) return 1;
  if (lengthOf(pool, word) < 4) return 0;
  for (let at = from; at < to; at++) {
    const other = items[at] as number;
    if (lengthOf(pool, other) < 4 || !maybeWithin(pool, word, other, 1)) continue;
    if (edits(pool, word, other) <= 1) return 0.8;
  }
  return 0;
}

/** Equal but for where the spaces stand. */
function sameLetters({ bytes, starts, letters }: Pool, a: number, b: number): boolean {
  const SPACE = 32;
  // The bit of the space is that of no letter.
  if (((letters[a] as number) ^ (letters[b] as number)) & ~1) return false;
  let [i, j] = [starts[a] as number, starts[b] as number];
  const [endA, endB] = [starts[a + 1] as number, starts[b + 1] as number];
  for (;;) {
    while (i < endA && bytes[i] === SPACE) i++;
    while (j < endB && bytes[j] === SPACE) j++;
    if (i === endA || j === endB) return i === endA && j === endB;
    if (bytes[i++] !== bytes[j++]) return false;
  }
}
