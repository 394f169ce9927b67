import type { ThreadPost } from '../thread/thread.ts';
import { postKey } from '../thread/utterance.ts';
import { segmented } from './sentences.ts';

/** A question mark in any script; Greek asks with what others end a clause with, so its readings decide alone. */
const ASKED = /[?？؟՞፧⁇⁈⁉]["'”’»)\]]*$/u;

/** The last question of a thread that nobody else answered. */
export interface Unanswered {
  readonly one: ThreadPost;
  /** The sentence that asks it. */
  readonly text: string;
}

/**
 * The last question under which nobody but who asked it said anything; undefined where each was answered.
 * @param posts in the order of reading.
 */
export function unansweredOf(posts: readonly ThreadPost[]): Unanswered | undefined {
  const answered = answeredByOthers(posts);
  const open = posts.flatMap((one) => {
    const text = answered.has(postKey(one.post)) || one.under?.joined === 'copy' ? undefined : asked(one);
    return text === undefined ? [] : [{ one, text }];
  });
  return open.toSorted((a, b) => timeOf(b) - timeOf(a))[0];
}

const timeOf = ({ one }: Unanswered) => one.post.publishedAt.getTime();

/**
 * Those under whom somebody else said something, however far below. Where nobody answers an answer, as in the comments of
 * an issue, whatever somebody else said later may be one.
 */
function answeredByOthers(posts: readonly ThreadPost[]): ReadonlySet<string> {
  const isFlat = posts.every(({ depth }) => depth < 2);
  const answered = new Set<string>(
    isFlat ? posts.filter((one) => posts.some((other) => isLaterAnswer(other, one))).map(keyOf) : [],
  );
  const above: ThreadPost[] = [];
  for (const one of posts) {
    above.length = one.depth;
    for (const asking of above) if (asking.person !== one.person) answered.add(postKey(asking.post));
    above.push(one);
  }
  return answered;
}

const keyOf = ({ post }: ThreadPost) => postKey(post);

const isLaterAnswer = (other: ThreadPost, one: ThreadPost) =>
  other.depth > 0 && other.person !== one.person && other.post.publishedAt > one.post.publishedAt;

function asked({ post: { text, reading, kind } }: ThreadPost): string | undefined {
  const sentences = segmented(text, reading?.language?.tag);
  const written = sentences.findLast((one) => ASKED.test(one));
  if (written !== undefined) return written;
  const meant = kind === 'question' || reading?.intents?.some(({ label }) => label === 'question');
  return meant ? sentences.at(-1) : undefined;
}
