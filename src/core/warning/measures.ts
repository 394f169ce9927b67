import type { NetworkId, PostId, ProfileId } from '../ids.ts';
import type { Reading } from '../conversation/reading.ts';

/** What is counted of a post that a rule heard. */
export interface SaidPost {
  readonly network: NetworkId;
  readonly id: PostId;
  readonly profile: ProfileId;
  readonly at: Date;
  readonly text: string;
  readonly tone?: NonNullable<Reading['tone']>['label'];
  /** It is likely a complaint. */
  readonly complains?: boolean;
  /** When its author's account was made, where the network tells. */
  readonly accountSince?: Date;
  /** Percentile of its author; absent where it is not known. */
  readonly influence?: number;
}

/** A stream is what one rule hears, measured in one of these ways, hour by hour. */
export const MEASURES = {
  posts: { counts: 'posts', takes: () => true },
  authors: { counts: 'authors', takes: () => true },
  negative: { counts: 'authors', takes: (post) => post.tone === 'negative' },
  complaints: { counts: 'authors', takes: (post) => post.complains === true },
} as const satisfies Record<
  string,
  {
    readonly counts: 'posts' | 'authors';
    readonly takes: (post: SaidPost) => boolean;
  }
>;
export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as [Measure, ...Measure[]];

/** How much of one measure another is: it tells when the mood turns, though no more is said than usual. */
export const SHARES = {
  'negative share': { part: 'negative', of: 'authors' },
} as const satisfies Record<string, { readonly part: Measure; readonly of: Measure }>;
type Share = keyof typeof SHARES;
const SHARE_NAMES = Object.keys(SHARES) as Share[];

/** What is watched of a rule. */
export type Watched = Measure | Share;
export const WATCHED = [...MEASURE_NAMES, ...SHARE_NAMES] as [Watched, ...Watched[]];

/** The measure in which what is watched is counted. */
export const countedIn = (watched: Watched): Measure =>
  watched in SHARES ? SHARES[watched as Share].part : (watched as Measure);

/** The measure that it is a share of; undefined where it is none. */
export const shareOf = (watched: Watched): Measure | undefined =>
  watched in SHARES ? SHARES[watched as Share].of : undefined;
