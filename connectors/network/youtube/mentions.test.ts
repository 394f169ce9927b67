import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import { youtube } from './index.ts';

const channelId = `UC${'a'.repeat(22)}`;
const snippet = {
  ...{ publishedAt: '2026-03-01T00:00:00Z', channelId, channelTitle: 'Ada&#39;s' },
  ...{ title: 'Kith &amp; CRM', description: 'How we moved' },
};

mentionsContract(youtube, {
  ...{ origin: 'https://www.googleapis.com', settings: { apiKey: 'k' } },
  question: { kind: 'words', words: ['kith'] },
  site: ({ url: { searchParams } }) => ({
    body: {
      kind: 'youtube#searchListResponse',
      items:
        (searchParams.get('publishedAfter') ?? '') > '2026-03-02' ? [] : [{ id: { videoId: 'v1' }, snippet }],
    },
  }),
  found: [
    {
      post: { id: 'v1', text: 'Kith & CRM\n\nHow we moved' },
      by: { id: channelId, name: "Ada's" },
    },
  ],
  asks: ({ url: { pathname, searchParams }, headers }) => {
    expect([pathname, searchParams.get('q'), searchParams.get('order')]).toEqual([
      ...['/youtube/v3/search', '"kith"', 'date'],
    ]);
    expect([headers['x-goog-api-key'], searchParams.has('key')]).toEqual(['k', false]);
  },
});
