import type { Sentence } from './sentences.ts';

/** How alike any two of so many sentences are, 0 to 1, row after row; none is like itself. */
export interface Likeness {
  readonly size: number;
  readonly values: Float32Array;
}

/** A word in so many sentences tells none of them from the others, and all pairs of them would have it in common. */
const EVERYWHERE = 80;

/**
 * The words that two sentences have in common over the logarithms of both lengths (Mihalcea & Tarau 2004), each word
 * weighing the less the more sentences have it (Spärck Jones 1972), since words that mean nothing are listed for few
 * languages. As a share of what the sentences have in common with themselves, so that doubles are exactly 1 alike.
 */
export function likenessOf(sentences: readonly Sentence[]): Likeness {
  const size = sentences.length;
  const values = new Float32Array(size * size);
  const own = new Float64Array(size);
  for (const having of wordsIn(sentences).values()) {
    const weight = Math.log(1 + size / having.length);
    for (const one of having) own[one] = (own[one] ?? 0) + weight;
    if (having.length <= EVERYWHERE) share(values, having, { size, weight });
  }
  const long = Float64Array.from(sentences, ({ length }) => Math.log(1 + length));
  const self = own.map((words, n) => words / (long[n] ?? 1));
  const scaled = values.map((common, at) => {
    if (common === 0) return 0;
    const [one, other] = [Math.floor(at / size), at % size];
    const lengths = (long[one] ?? 1) + (long[other] ?? 1);
    return (2 * common) / lengths / Math.sqrt((self[one] ?? 1) * (self[other] ?? 1));
  });
  return { size, values: scaled };
}

/** Each two sentences that have a word in common are so much more alike. */
function share(
  values: Float32Array,
  having: readonly number[],
  { size, weight }: { readonly size: number; readonly weight: number },
): void {
  for (const one of having) {
    for (const other of having) {
      if (one !== other) values[one * size + other] = (values[one * size + other] ?? 0) + weight;
    }
  }
}

/** Each word with the sentences that have it. */
function wordsIn(sentences: readonly Sentence[]): ReadonlyMap<string, readonly number[]> {
  const having = new Map<string, number[]>();
  for (const [n, { words }] of sentences.entries()) {
    for (const word of words) {
      const there = having.get(word);
      if (there) there.push(n);
      else having.set(word, [n]);
    }
  }
  return having;
}
