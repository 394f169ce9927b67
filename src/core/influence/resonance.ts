import type { Post } from '../post.ts';
import { HALF_LIFE_MS } from './attention-edge.ts';
import { gammaQuantiles } from './gamma.ts';
import { midRank } from './standing.ts';

/** Fewer own posts, weighed by age, or fewer profiles to compare with, tell too little. */
const FLOOR = { posts: 3, profiles: 10 } as const;
/** Of about one size: a third to three times as many followers. */
const BAND = 3;

/** What others did with the posts of a profile; sums in which a post of 90 days ago counts half. */
export interface Echo {
  readonly posts: number;
  /** Answers, shares and likes that its posts received. */
  readonly received: number;
}
export const NO_ECHO: Echo = { posts: 0, received: 0 };
export type SizedEcho = Echo & { readonly followers?: number };

/** Of its own words only: what somebody passes on of others is not theirs, and what was said in private is nobody's. */
export const NOT_COUNTED: ReadonlySet<Post['kind']> = new Set(['share', 'reaction', 'direct message']);

/** What a post of that age weighs beside one of now. */
export const ageWeight = ({ publishedAt }: Pick<Post, 'publishedAt'>, now: Date): number =>
  0.5 ** (Math.max(0, now.getTime() - publishedAt.getTime()) / HALF_LIFE_MS);

/** What others gave a post; undefined where the network does not tell. */
export function receivedBy({ counts }: Pick<Post, 'counts'>): number | undefined {
  const told = Object.values(counts).filter((count) => count !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, count) => sum + count, 0);
}

/** The sums over posts whose counts the network tells. How much somebody posts lifts nothing: it is divided by. */
export function echoOf(posts: readonly Pick<Post, 'kind' | 'publishedAt' | 'counts'>[], now: Date): Echo {
  let sums = NO_ECHO;
  for (const post of posts) {
    const received = receivedBy(post);
    if (NOT_COUNTED.has(post.kind) || received === undefined) continue;
    const weight = ageWeight(post, now);
    sums = { posts: sums.posts + weight, received: sums.received + weight * received };
  }
  return sums;
}

export interface Resonance {
  /** Received for each own post, drawn towards what is usual there the more, the less it said. */
  readonly rate: number;
  /** All 0 to 100. */
  readonly percentile: number;
  readonly interval: readonly [number, number];
  readonly among: number;
  /** Whether those compared with are of about its size, or all of its network. */
  readonly sized: boolean;
}

/**
 * How much of an echo the posts of a profile have, among profiles of its network and about its size. The rate is the mean
 * of the Gamma–Poisson posterior whose prior is the others' (empirical Bayes by moments, Robbins 1956), so that one lucky
 * post of a new account ranks nowhere; the interval is the posterior's middle 95 %.
 * @returns undefined where too little is known.
 */
export function resonanceOf(own: SizedEcho, known: readonly SizedEcho[]): Resonance | undefined {
  const telling = known.filter(({ posts }) => posts >= FLOOR.posts);
  const alike = telling.filter((one) => isAlike(one, own));
  const sized = alike.length >= FLOOR.profiles;
  const others = sized ? alike : telling;
  if (own.posts < FLOOR.posts || others.length < FLOOR.profiles) return undefined;
  const prior = priorOf(others);
  const rates = Float64Array.from(others, (one) => posterior(one, prior).rate).toSorted();
  const { rate, low, high } = posterior(own, prior);
  const place = (of: number) => Math.round(100 * midRank(rates, of));
  return { rate, percentile: place(rate), interval: [place(low), place(high)], among: others.length, sized };
}

function isAlike({ followers: theirs }: SizedEcho, { followers: own }: SizedEcho): boolean {
  if (theirs === undefined || own === undefined) return false;
  const times = (theirs + 1) / (own + 1);
  return times <= BAND && times >= 1 / BAND;
}

interface Gamma {
  readonly shape: number;
  /** In posts. */
  readonly rate: number;
}

/** The spread of the others' rates less what chance alone explains of it. */
function priorOf(others: readonly Echo[]): Gamma {
  const mean = sum(others, ({ received }) => received) / sum(others, ({ posts }) => posts);
  const spread = sum(others, (one) => (one.received / one.posts - mean) ** 2) / others.length;
  const chance = sum(others, ({ posts }) => mean / posts) / others.length;
  const variance = Math.max(spread - chance, mean ** 2 / 20, Number.EPSILON);
  return { shape: mean ** 2 / variance, rate: mean / variance };
}

function posterior({ posts, received }: Echo, prior: Gamma) {
  const [shape, per] = [prior.shape + received, prior.rate + posts];
  if (shape === 0 || per === 0) return { rate: 0, low: 0, high: 0 };
  const rate = shape / per;
  const [low, high] = gammaQuantiles(shape);
  return { rate, low: Math.min(rate, low / per), high: Math.max(rate, high / per) };
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
