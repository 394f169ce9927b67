import type { ReadPost } from '../../record/facts.ts';
import { openGroups } from '../near-duplicates/groups.ts';
import { likenessOf } from './likeness.ts';
import type { Likeness } from './likeness.ts';
import { sentencesOf } from './sentences.ts';
import type { Sentence } from './sentences.ts';
import { textRank } from './text-rank.ts';

/** One sentence of the summary, word for word as it stands in its post. */
export interface Cited<P> {
  readonly text: string;
  readonly post: P;
  /** How many posts say it, near enough. */
  readonly saidBy: number;
}

/** What is shorter is read as fast as its summary. */
const LEAST = { posts: 4, sentences: 6 } as const;
/** Of a larger thread the sentences that most others resemble are found among so many, evenly over it. */
const MOST = 400;
/** How much being recommended weighs against saying something new (λ of Carbonell & Goldstein 1998). */
const LAMBDA = 0.5;

/**
 * The sentences that say most of a thread, in the order in which they were said: recommended by those like them
 * (TextRank), each next one the less the more it is like those chosen already (maximal marginal relevance). Nothing is
 * worded anew, what is said twice stands once, and the same posts give the same sentences. Undefined for a thread that
 * is as soon read itself.
 * @param posts in the order of reading.
 */
export function summaryOf<P extends Pick<ReadPost, 'text' | 'reading'>>(
  posts: readonly P[],
): readonly Cited<P>[] | undefined {
  if (posts.length < LEAST.posts) return undefined;
  const said = saidOnce(spread(sentencesOf(posts)));
  if (said.length < LEAST.sentences) return undefined;
  const likeness = likenessOf(said.map(({ sentence }) => sentence));
  const ranks = textRank(likeness, said.map(weightOf));
  const chosen = choose(ranks, likeness, said.length < 12 ? 3 : 5);
  return chosen
    .toSorted((a, b) => a - b)
    .flatMap((n) => {
      const one = said[n];
      const post = one && posts[one.sentence.post];
      return post ? [{ text: one.sentence.text, post, saidBy: one.by.size }] : [];
    });
}

function spread(sentences: readonly Sentence[]): readonly Sentence[] {
  const step = Math.ceil(sentences.length / MOST);
  return step <= 1 ? sentences : sentences.filter((_, n) => n % step === 0);
}

interface Said {
  readonly sentence: Sentence;
  /** The posts in which it stands. */
  readonly by: Set<number>;
}

/** The first of those that say the same. */
function saidOnce(sentences: readonly Sentence[]): readonly Said[] {
  const groups = openGroups();
  const found = new Map<number, Said>();
  for (const sentence of sentences) {
    const group = groups.add(sentence.text);
    const first = found.get(group);
    if (first) first.by.add(sentence.post);
    else found.set(group, { sentence, by: new Set([sentence.post]) });
  }
  return [...found.values()];
}

const weightOf = ({ by }: Said) => 1 + Math.log(by.size);

/** The earlier of two that are worth the same. */
function choose(ranks: Float64Array, { size, values }: Likeness, most: number): readonly number[] {
  const chosen: number[] = [];
  const nearest = new Float64Array(size);
  while (chosen.length < Math.min(most, size)) {
    let [best, worth] = [0, -Infinity];
    for (const [n, rank] of ranks.entries()) {
      const value = LAMBDA * rank - (1 - LAMBDA) * (nearest[n] ?? 0);
      if (value > worth && !chosen.includes(n)) [best, worth] = [n, value];
    }
    chosen.push(best);
    for (const n of nearest.keys()) nearest[n] = Math.max(nearest[n] ?? 0, values[best * size + n] ?? 0);
  }
  return chosen;
}
