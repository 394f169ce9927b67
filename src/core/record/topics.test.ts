import { expect, it } from 'vitest';
import { AT, profile } from '../../../tests/support/people.ts';
import { WantedListening } from '../listening/rule.ts';
import { PostId } from '../ids.ts';
import type { ReadPost } from './facts.ts';
import { topicsOf } from './topics.ts';

const by = profile('bluesky', 'did:plc:abc');
const post = (text: string, tag?: string): ReadPost => ({
  ...{ network: by.network, id: PostId.parse('1'), profile: by.id, url: by.url, kind: 'post', text },
  ...{ publishedAt: AT, conversation: PostId.parse('1'), counts: {}, provenance: by.provenance },
  ...(tag !== undefined && { reading: { language: { tag, probability: 0.9 }, model: 'test' } }),
});
const topics = topicsOf(
  [
    { name: 'The loom', any: ['loom', 'Webstuhl'] },
    { name: 'A rival', any: ['Weft & Co'], links: ['weft.example'], target: 'rival' },
    { name: 'Elsewhere', any: ['loom'], networks: ['mastodon'] },
    { name: 'In German', any: ['loom'], languages: ['de'] },
  ].map((rule) => WantedListening.parse(rule)),
);

it('a post is about what the admin named, with whom that is and the words that say so', () => {
  expect(topics(post('Left weft & co for your LOOM', 'en'))).toEqual([
    { name: 'The loom', because: ['loom'] },
    { name: 'A rival', target: 'rival', because: ['Weft & Co'] },
  ]);
});

it('a post is about nothing where no word of the vocabulary stands whole', () => {
  expect(topics(post('Looming deadlines', 'en'))).toEqual([]);
});
