import type { ReadPost } from '../../record/facts.ts';
import { wordingOf } from '../near-duplicates/wording.ts';
import { READ_CHARACTERS } from '../words.ts';

/** One sentence of a thread, with the post in which it stands. */
export interface Sentence {
  readonly text: string;
  /** The post, by its place in the thread. */
  readonly post: number;
  /** Its words, each once, as they are compared. */
  readonly words: ReadonlySet<string>;
  readonly length: number;
}

/** Shorter ones say too little alone, longer ones are no summary. */
const WORDS = { least: 4, most: 60 } as const;
const LONGEST = 400;
/** One post that goes on and on does not drown the others. */
const OF_A_POST = 20;

/** A line that repeats what somebody else said, as mail and forges mark it, or holds code or a table. */
const REPEATED = /^\s*(?:>|\||```|~~~| {4}\S|\t)/;
const FENCED = /^(```|~~~).*?(?:^\1|$(?![\s\S]))/gms;

/** Marks the ends of sentences in every language that ICU knows; the language of a post only sharpens it. */
const segmenters = new Map<string, Intl.Segmenter>();

/** The sentences of a thread's posts in their order, without what is quoted, code, or too short or long to stand alone. */
export function sentencesOf(posts: readonly Pick<ReadPost, 'text' | 'reading'>[]): readonly Sentence[] {
  return posts.flatMap(({ text, reading }, post) => {
    const said = spokenOf(text.slice(0, READ_CHARACTERS));
    const found = said.flatMap((line) => segmented(line, reading?.language?.tag));
    return found.flatMap((one) => sentence(one, post) ?? []).slice(0, OF_A_POST);
  });
}

function sentence(text: string, post: number): Sentence | undefined {
  const words = wordingOf(text).words.split(' ');
  if (words.length < WORDS.least || words.length > WORDS.most || text.length > LONGEST) return undefined;
  return { text, post, words: new Set(words), length: words.length };
}

function spokenOf(text: string): readonly string[] {
  const lines = text.replaceAll(FENCED, '\n').split('\n');
  return lines.filter((line) => line.trim() !== '' && !REPEATED.test(line));
}

/** Every sentence that is said in a text, however short. */
export function segmented(text: string, language = 'und'): readonly string[] {
  const segmenter = segmenters.get(language) ?? open(language);
  segmenters.set(language, segmenter);
  return [...segmenter.segment(text)].flatMap(({ segment }) => segment.trim() || []);
}

function open(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter('und', { granularity: 'sentence' });
  }
}
