import type { ReadPost } from '../record/facts.ts';
import { wilson } from '../wilson.ts';
import { ageWeight, NOT_COUNTED, receivedBy } from './resonance.ts';
import { midRank } from './standing.ts';
import type { Weighed } from './weighed.ts';

/** Fewer own posts, weighed by age, tell too little of what somebody speaks about; fewer profiles are no measure. */
const FLOOR = { posts: 10, othersPosts: 3, profiles: 10 } as const;
/** For so many posts of anybody's stands what is usual there. */
const PRIOR = 10;

/** How much a profile says of a topic, of all that it says, and what others gave each; sums in which 90 days halve. */
export interface TopicEcho {
  readonly posts: number;
  readonly received: number;
  readonly allPosts: number;
  readonly allReceived: number;
}

/** The sums over its own public words. */
export function topicEcho(
  posts: readonly ReadPost[],
  isAbout: (post: ReadPost) => boolean,
  now: Date,
): TopicEcho {
  const sums = { posts: 0, received: 0, allPosts: 0, allReceived: 0 };
  for (const post of posts.filter(({ kind }) => !NOT_COUNTED.has(kind))) {
    const weight = ageWeight(post, now);
    const received = weight * (receivedBy(post) ?? 0);
    sums.allPosts += weight;
    sums.allReceived += received;
    if (!isAbout(post)) continue;
    sums.posts += weight;
    sums.received += received;
  }
  return sums;
}

export interface Relevance extends Weighed {
  /** Of what it says, and of its echo; 0 to 1, as seen. */
  readonly share: number;
  readonly echo: number;
  readonly among: number;
}

/**
 * How much of what a profile says, and of the echo it has, is about a topic, among the profiles known there. Shares are
 * drawn towards the others' (Dirichlet smoothing), the interval is that of a share seen among so many posts (Wilson 1927).
 * @returns undefined where it never speaks of it, or too little is known.
 */
export function relevanceOf(own: TopicEcho, known: readonly TopicEcho[]): Relevance | undefined {
  const others = known.filter(({ allPosts }) => allPosts >= FLOOR.othersPosts);
  if (own.posts === 0 || own.allPosts < FLOOR.posts || others.length < FLOOR.profiles) return undefined;
  const usual = {
    said: usually(others, 'posts', 'allPosts'),
    given: usually(others, 'received', 'allReceived'),
  };
  const ranks = Float64Array.from(others, (one) => drawn(one, usual)).toSorted();
  const place = (of: number) => Math.round(100 * midRank(ranks, of));
  const about = drawn(own, usual);
  const [low, high] = wilson(Math.min(1, about), own.allPosts + PRIOR);
  return {
    share: own.posts / own.allPosts,
    echo: own.allReceived > 0 ? own.received / own.allReceived : 0,
    percentile: place(about),
    interval: [place(low), place(high)],
    among: others.length,
  };
}

interface Usual {
  readonly said: number;
  readonly given: number;
}

/** The mean of its share of what is said and of what is given. */
function drawn({ posts, received, allPosts, allReceived }: TopicEcho, usual: Usual): number {
  const said = (posts + PRIOR * usual.said) / (allPosts + PRIOR);
  const given = (received + PRIOR * usual.given) / (allReceived + PRIOR);
  return (said + given) / 2;
}

function usually(others: readonly TopicEcho[], part: keyof TopicEcho, whole: keyof TopicEcho): number {
  const sum = (of: keyof TopicEcho) => others.reduce((total, one) => total + one[of], 0);
  return sum(part) / Math.max(sum(whole), 1);
}
