import { describe, expect, it } from 'vitest';
import type { Reading } from '../conversation/reading.ts';
import { NetworkId, PostId, ProfileId } from '../ids.ts';
import type { ReadPost } from './facts.ts';
import { saidSignals } from './said-signals.ts';

const now = new Date('2026-06-30T12:00:00Z');
const context = { now, titles: new Map([['mastodon', 'Mastodon']]) };
type Intents = NonNullable<Reading['intents']>;

const post = (
  id: string,
  day: string,
  ...intents: readonly [Intents[number]['label'], number][]
): ReadPost => ({
  ...{ network: NetworkId.parse('mastodon'), profile: ProfileId.parse('7'), kind: 'post' as const },
  ...{ url: `https://m.example/${id}`, text: id, counts: {}, publishedAt: new Date(`${day}T08:00:00Z`) },
  ...{ id: PostId.parse(id), conversation: PostId.parse(id) },
  provenance: {
    source: 'mastodon',
    url: 'https://m.example',
    fetchedAt: now,
    basis: 'published by the person',
  },
  reading: {
    model: 'test',
    intents: intents.map(([label, probability]) => ({ label, probability, because: [] })),
  },
});
const told = (...posts: readonly ReadPost[]) =>
  saidSignals(posts, context).map(({ kind, url }) => [kind, url.at(-1)]);

describe('what somebody says', () => {
  it('is a signal where it is worth acting on, with how sure that is and where it stands', () => {
    expect(saidSignals([post('a', '2026-06-29', ['purchase', 0.93])], context)).toEqual([
      {
        ...{ kind: 'buying question', network: 'mastodon', profile: '7' },
        ...{ since: '2026-06-29T08:00:00.000Z', url: 'https://m.example/a', status: 'open' },
        says: 'On Mastodon they asked about buying (93 % sure).',
      },
    ]);
  });

  it('is none where the reading is not sure, where nothing is to be done, and a month later', () => {
    expect(told(post('a', '2026-06-29', ['complaint', 0.69]))).toEqual([]);
    expect(told(post('a', '2026-06-29', ['complaint', 0.7]))).toHaveLength(1);
    expect(told(post('a', '2026-06-29', ['question', 0.99]))).toEqual([]);
    expect(told(post('a', '2026-05-31', ['complaint', 0.99]))).toEqual([]);
    expect(told(post('a', '2026-06-01', ['complaint', 0.99]))).toHaveLength(1);
  });

  it('is praise or a complaint, whichever is surer, and never both', () => {
    expect(told(post('a', '2026-06-29', ['praise', 0.95], ['complaint', 0.76]))).toEqual([['praise', 'a']]);
    expect(told(post('a', '2026-06-29', ['praise', 0.8], ['complaint', 0.9]))).toEqual([['complaint', 'a']]);
    expect(told(post('a', '2026-06-29', ['praise', 0.9], ['bug', 0.8]))).toHaveLength(2);
  });

  it('is told once for each kind, by the newest post, however many say it and in whatever order they come', () => {
    const posts = [
      post('a', '2026-06-27', ['complaint', 0.9], ['churn', 0.8]),
      post('b', '2026-06-28', ['bug', 0.9], ['complaint', 0.8]),
    ];
    expect(told(...posts)).toEqual([
      ['complaint', 'b'],
      ['churn risk', 'a'],
    ]);
  });
});
