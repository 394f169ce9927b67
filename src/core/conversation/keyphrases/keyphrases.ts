import { saidIn, sayTheSame } from '../near-duplicates/said.ts';
import type { Said } from '../near-duplicates/said.ts';
import { WORDS } from '../valence/lexicon.ts';
import { spoken } from '../words.ts';
import { littleWordsOf } from './little-words.ts';

/** What somebody keeps coming back to. */
export interface Keyphrase {
  /** As it is written most often. */
  readonly phrase: string;
  /** In how many of the posts it stands; what says the same counts once. */
  readonly posts: number;
}

interface Spoken {
  readonly text: string;
  /** BCP 47. */
  readonly language?: string | undefined;
}

/** A word alone says less than two together: it has to come back more often. */
const LEAST_POSTS = { word: 3, phrase: 2 } as const;
const LONGEST = 3;
const MOST = 5;

/**
 * What several posts of one person are about, in their own words, the most telling first: runs of words between little
 * words, punctuation and words of feeling, each word weighing by how many others it stands beside for each time it is said
 * (RAKE, Rose, Engel, Cramer & Cowley 2010), for each post that says so. Of fewer than two posts nothing is said.
 */
export function keyphrasesOf(posts: readonly Spoken[]): readonly Keyphrase[] {
  const runs = saidOnce(posts).map(runsOf);
  const weigh = weights(runs.flat());
  const told = [...counted(runs)]
    .filter(([, { posts: many, words }]) => many >= LEAST_POSTS[words.length === 1 ? 'word' : 'phrase'])
    .map(([key, { posts: many, words, written }]) => ({
      ...{ key, phrase: oftenest(written), posts: many },
      weight: many * words.reduce((sum, word) => sum + weigh(word), 0),
    }))
    .toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const kept: (typeof told)[number][] = [];
  for (const one of told) {
    const isPart = kept.some(({ key }) => within(one.key, key) || within(key, one.key));
    if (!isPart) kept.push(one);
  }
  return kept.slice(0, MOST).map(({ phrase, posts: many }) => ({ phrase, posts: many }));
}

const within = (part: string, whole: string) => ` ${whole} `.includes(` ${part} `);

/** Whoever says one thing five times has said it once. */
function saidOnce(posts: readonly Spoken[]): readonly Spoken[] {
  const different: { readonly post: Spoken; readonly said: Said }[] = [];
  for (const post of posts) {
    const said = saidIn(post.text);
    if (!different.some((one) => sayTheSame(one.said, said))) different.push({ post, said });
  }
  return different.map(({ post }) => post);
}

/** A word as it is counted and as it is written, and where. */
interface Word {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}
interface Run {
  readonly text: string;
  readonly words: readonly Word[];
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function runsOf({ text: written, language }: Spoken): readonly Run[] {
  const text = spoken(written);
  const little = littleWordsOf(language);
  const runs: Word[][] = [[]];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    const key = segment.normalize('NFKC').toLowerCase().replaceAll('’', "'");
    if (isWordLike && names(key, little)) runs.at(-1)?.push({ key, from: index, to: index + segment.length });
    else if (segment.trim() !== '') runs.push([]);
  }
  return runs.filter((words) => words.length > 0).map((words) => ({ text, words }));
}

/** A number, a letter, a little word or a word of feeling names no matter. */
function names(key: string, little: ReadonlySet<string>): boolean {
  return /\p{L}/u.test(key) && [...key].length > 1 && !little.has(key) && !WORDS.has(key);
}

/** Degree over frequency, of each word. */
function weights(runs: readonly Run[]): (word: string) => number {
  const of = new Map<string, { degree: number; often: number }>();
  for (const { words } of runs) {
    for (const { key } of words) {
      const { degree, often } = of.get(key) ?? { degree: 0, often: 0 };
      of.set(key, { degree: degree + Math.min(words.length, LONGEST), often: often + 1 });
    }
  }
  return (word) => {
    const known = of.get(word);
    return known ? known.degree / known.often : 0;
  };
}

interface Counted {
  readonly words: readonly string[];
  posts: number;
  readonly written: string[];
}

/** Every run's parts of up to three words, and in how many posts they stand. */
function counted(posts: readonly (readonly Run[])[]): ReadonlyMap<string, Counted> {
  const all = new Map<string, Counted>();
  for (const runs of posts) {
    const here = new Set<string>();
    for (const { key, words, written } of runs.flatMap(partsOf)) {
      const one = all.get(key) ?? { words, posts: 0, written: [] };
      one.written.push(written);
      if (!here.has(key)) one.posts += 1;
      here.add(key);
      all.set(key, one);
    }
  }
  return all;
}

function partsOf({ text, words }: Run) {
  return words.flatMap((first, at) =>
    words.slice(at, at + LONGEST).map((last, more) => {
      const part = words.slice(at, at + more + 1).map(({ key }) => key);
      return { key: part.join(' '), words: part, written: text.slice(first.from, last.to) };
    }),
  );
}

function oftenest(written: readonly string[]): string {
  const often = new Map<string, number>();
  for (const one of written) often.set(one, (often.get(one) ?? 0) + 1);
  return [...often].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
