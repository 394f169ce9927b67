import type { Post } from '../../post.ts';
import { aboveEach } from './above.ts';
import type { Edge } from './above.ts';
import { pooled, postKey } from './utterance.ts';
import type { Utterance } from './utterance.ts';

export interface ThreadPost extends Utterance {
  /** How many posts stand above it. */
  readonly depth: number;
  /** The post above it; absent of one that stands at the beginning. */
  readonly under?: Edge;
  /** What it answers is not seen here. */
  readonly gap: boolean;
}

export interface Thread {
  /** As one reads them: each before what answers it, of several answers the earliest first. */
  readonly posts: readonly ThreadPost[];
  /** How many more posts are known to be part of it, at least. */
  readonly missing: number;
}

type Known = ReadonlyMap<string, Utterance>;

/**
 * The thread to which a post belongs, out of a pool of posts in any order: those that answer each other, across networks
 * too where one links to another or says the same again. Whatever the pool holds (posts twice, circles, answers dated
 * before what they answer, beginnings that are gone), each post stands in the thread once, and the same pool gives the
 * same thread. Empty where the pool does not hold the post.
 * @param start the key of the post (`postKey`).
 */
export function threadOf(pool: readonly Utterance[], start: string): Thread {
  const known = pooled(pool);
  const above = aboveEach(known);
  const below = Map.groupBy(known.keys(), (key) => above.get(key)?.key ?? '');
  const members = together(start, known, above);
  const posts = read({ members, known, above, below });
  return { posts, missing: missingOf(posts, known) };
}

/** Everything that hangs together with the start; posts of one conversation do also where its beginning is not seen. */
function together(start: string, known: Known, above: ReadonlyMap<string, Edge>): ReadonlySet<string> {
  const conversationOf = ({ post }: Utterance) => postKey({ network: post.network, id: post.conversation });
  const beside = new Map<string, string[]>();
  const join = (a: string, b: string) => {
    for (const [from, to] of [[a, b] as const, [b, a] as const]) {
      const there = beside.get(from);
      if (there) there.push(to);
      else beside.set(from, [to]);
    }
  };
  // A conversation is a knot of its own, named by two colons: no post is.
  for (const [key, one] of known) join(key, `:${conversationOf(one)}`);
  for (const [key, edge] of above) join(key, edge.key);
  const members = new Set<string>();
  const left = known.has(start) ? [start] : [];
  for (let key = left.pop(); key !== undefined; key = left.pop()) {
    if (members.has(key)) continue;
    members.add(key);
    left.push(...(beside.get(key) ?? []));
  }
  return members;
}

interface Tree {
  readonly members: ReadonlySet<string>;
  readonly known: Known;
  readonly above: ReadonlyMap<string, Edge>;
  /** In the order in which they were said. */
  readonly below: ReadonlyMap<string, readonly string[]>;
}

/** Down the tree without recursion: answers are nested as deep as somebody likes. */
function read({ members, known, above, below }: Tree): readonly ThreadPost[] {
  const posts: ThreadPost[] = [];
  const beginnings = (below.get('') ?? []).filter((key) => members.has(key));
  const left = beginnings.map((key) => ({ key, depth: 0 })).toReversed();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { key, depth } = next;
    const one = known.get(key);
    if (!one) continue;
    const under = above.get(key);
    posts.push({ ...one, depth, ...(under && { under }), gap: isGap(one, known) });
    const answers = below.get(key) ?? [];
    left.push(...answers.map((answer) => ({ key: answer, depth: depth + 1 })).toReversed());
  }
  return posts;
}

function isGap({ post: { network, id, inReplyTo } }: Utterance, known: Known): boolean {
  return inReplyTo !== undefined && inReplyTo !== id && !known.has(postKey({ network, id: inReplyTo }));
}

/** Those that are named and not seen, or as many as the beginnings tell that they were answered. */
function missingOf(posts: readonly ThreadPost[], known: Known): number {
  const named = new Set(posts.flatMap(({ post }) => namedBy(post)));
  const unseen = [...named].filter((key) => !known.has(key));
  const beginnings = posts.filter(({ depth, gap }) => depth === 0 && !gap);
  const told = beginnings.reduce((sum, { post }) => sum + (post.counts.replies ?? 0), 0);
  const answers = posts.filter(({ under }) => under?.joined === 'answer');
  return Math.max(unseen.length, told - answers.length);
}

function namedBy({ network, id, inReplyTo, conversation }: Post): readonly string[] {
  const named = [inReplyTo, conversation].filter((one) => one !== undefined && one !== id);
  return named.map((one) => postKey({ network, id: one ?? '' }));
}
