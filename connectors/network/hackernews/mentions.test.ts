import { expect } from 'vitest';
import { mentionsContract } from '../../../tests/contract/network/mentions.ts';
import items from './fixtures/items.json' with { type: 'json' };
import hits from './fixtures/search-by-date.json' with { type: 'json' };
import { hackernews } from './index.ts';

const origin = 'https://hacker-news.firebaseio.com';
const all: Readonly<Record<string, unknown>> = items;

mentionsContract(hackernews, {
  ...{ origin, settings: { index: origin } },
  question: { kind: 'words', words: ['analytical engine', 'say "it"'] },
  site: ({ url: { pathname, searchParams } }) => {
    if (pathname !== '/api/v1/search_by_date')
      return { body: all[pathname.replace(/^\/v0\/item\/(\d+)\.json$/, '$1')] ?? null };
    const since = Number(/>=(\d+)/.exec(searchParams.get('numericFilters') ?? '')?.[1] ?? 0);
    const found = 'hits' in hits ? hits.hits : [];
    return { body: { hits: since > 1_700_000_000 ? [] : found } };
  },
  found: ['8265435', '8168423', '8090326'].map((id) => ({
    post: { id: id },
    by: { handle: 'ada_l', url: 'https://news.ycombinator.com/user?id=ada_l' },
  })),
  asks: ({ url: { searchParams } }) => {
    expect(searchParams.get('query')).toBe('"analytical engine" "say  it "');
    expect(searchParams.get('advancedSyntax')).toBe('true');
  },
});
