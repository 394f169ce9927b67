import { describe, expect, it } from 'vitest';
import { AT, profile } from '../../../tests/support/people.ts';
import { PostId } from '../ids.ts';
import type { ReadPost } from '../record/facts.ts';
import { relevanceOf, topicEcho } from './relevance.ts';
import type { TopicEcho } from './relevance.ts';

const by = profile('bluesky', 'did:plc:abc');
const DAY_MS = 86_400_000;
const post = (text: string, told: Partial<ReadPost> = {}): ReadPost => ({
  ...{ network: by.network, id: PostId.parse(text), profile: by.id, url: by.url, kind: 'post', text },
  ...{ publishedAt: AT, conversation: PostId.parse(text), counts: {}, provenance: by.provenance, ...told },
});
const about = ({ text }: ReadPost) => text.startsWith('looms');

/** Of forty posts so many are about it, each with an echo of one. */
const echo = (posts: number): TopicEcho => ({ posts, received: posts, allPosts: 40, allReceived: 40 });
const others = Array.from({ length: 12 }, (_, n) => echo(n % 4));

describe('what a profile says of a topic', () => {
  it('counts half after 90 days, and only its own public words', () => {
    const old = new Date(AT.getTime() - 90 * DAY_MS);
    const posts = [
      post('looms 1', { counts: { likes: 8 } }),
      post('looms 2', { publishedAt: old, counts: { likes: 4 } }),
      post('lunch', { counts: { likes: 6 } }),
      post('looms, said by another', { kind: 'share', counts: { likes: 900 } }),
    ];
    const sums = topicEcho(posts, about, AT);
    expect(sums).toEqual({ posts: 1.5, received: 10, allPosts: 2.5, allReceived: 16 });
  });
});

describe('relevance', () => {
  it('places who speaks of nothing else above whoever does so as the others do', () => {
    const [usual, much] = [relevanceOf(echo(2), others), relevanceOf(echo(36), others)];
    expect(much?.percentile).toBeGreaterThan(95);
    expect(usual?.percentile).toBeLessThan(80);
    expect(much).toMatchObject({ share: 0.9, echo: 0.9, among: 12 });
  });

  it('does not believe eight posts of ten more than 320 of 400', () => {
    const sure = Array.from({ length: 12 }, (_, n) => {
      const posts = 25 * n;
      return { posts, received: posts, allPosts: 400, allReceived: 400 };
    });
    const few = relevanceOf({ posts: 8, received: 8, allPosts: 10, allReceived: 10 }, sure);
    const many = relevanceOf({ posts: 320, received: 320, allPosts: 400, allReceived: 400 }, sure);
    expect(few?.percentile).toBeLessThan(many?.percentile ?? 0);
    const width = ({ interval: [low, high] }: NonNullable<typeof few>) => high - low;
    expect(few && many && width(few) >= width(many)).toBe(true);
  });

  it('is not said of who never speaks of it, says too little, or has too few to be compared with', () => {
    expect(relevanceOf(echo(0), others)).toBeUndefined();
    expect(relevanceOf({ ...echo(3), allPosts: 9 }, others)).toBeUndefined();
    expect(relevanceOf(echo(3), others.slice(0, 9))).toBeUndefined();
    const silent = others.map((one) => ({ ...one, allPosts: 2 }));
    expect(relevanceOf(echo(3), silent)).toBeUndefined();
  });
});
