import type { SaidPost } from './measures.ts';
import { wordingOf } from '../conversation/near-duplicates/wording.ts';

const MOST = 5;
/** What fewer people said is no phrase of theirs together, and may name one of them. */
const LEAST_AUTHORS = 3;
/** So many standard deviations above chance. */
const CLEARLY = 1.96;
/** How much of the words of both times together is taken for known before. */
const PRIOR = 100;

/**
 * Words and pairs of words that are said now and were not before, the clearest first: log-odds with a Dirichlet prior
 * (Monroe, Colaresi & Quinn 2008). Each counts once for every author, so that nobody makes a phrase alone.
 */
export function phrasesOf(now: readonly SaidPost[], before: readonly SaidPost[]): readonly string[] {
  const [present, past] = [saidBy(now), saidBy(before)];
  const sizes = [total(present), total(past)] as const;
  const all = sizes[0] + sizes[1];
  const clear = [...present]
    .filter(([, authors]) => authors >= LEAST_AUTHORS)
    .map(([phrase, authors]) => {
      const earlier = past.get(phrase) ?? 0;
      const prior = (PRIOR * (authors + earlier)) / all;
      const odds = (said: number, size: number) =>
        Math.log((said + prior) / Math.max(size + PRIOR - said - prior, Number.EPSILON));
      const spread = Math.sqrt(1 / (authors + prior) + 1 / (earlier + prior));
      return { phrase, z: (odds(authors, sizes[0]) - odds(earlier, sizes[1])) / spread, authors };
    })
    .filter(({ z }) => z > CLEARLY)
    .toSorted((a, b) => b.z - a.z || b.phrase.length - a.phrase.length);
  return withoutParts(clear.map(({ phrase }) => phrase)).slice(0, MOST);
}

/** A word is left out where a pair with it says more, and a pair where its words came first. */
function withoutParts(phrases: readonly string[]): readonly string[] {
  const pairs = phrases.filter((phrase) => phrase.includes(' '));
  return phrases.filter(
    (phrase) => phrase.includes(' ') || !pairs.some((pair) => pair.split(' ').includes(phrase)),
  );
}

const total = (said: ReadonlyMap<string, number>) => [...said.values()].reduce((a, b) => a + b, 0);

/** Phrase → how many people said it. */
function saidBy(posts: readonly SaidPost[]): ReadonlyMap<string, number> {
  const authors = new Map<string, Set<string>>();
  for (const { network, profile, text } of posts) {
    const words = wordsOf(text);
    for (const [n, word] of words.entries()) {
      const next = words[n + 1];
      for (const phrase of next === undefined ? [word] : [word, `${word} ${next}`]) {
        if (phrase.length < SHORTEST) continue;
        const by = authors.get(phrase) ?? new Set();
        authors.set(phrase, by.add(`${network}:${profile}`));
      }
    }
  }
  return new Map([...authors].map(([phrase, by]) => [phrase, by.size]));
}

const SHORTEST = 2;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a post, in any script. */
function wordsOf(text: string): readonly string[] {
  return [...segmenter.segment(wordingOf(text).words)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
