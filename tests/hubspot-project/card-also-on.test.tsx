import { Link, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, expect, it, vi } from 'vitest';
import { RECORD, ok, openCard, playKith, wordsOn } from './bed.tsx';
import { post, record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

it('a post that was said on another network too is shown once, with the way to the other', async () => {
  const url = 'https://social.example/@ada/1';
  const copy = { network: 'mastodon', networkTitle: 'Mastodon', url, publishedAt: post.publishedAt };
  playKith({ [`GET ${RECORD}`]: ok(record({ conversations: [{ ...post, alsoOn: [copy] }] })) });
  const card = openCard('compact');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  expect(wordsOn(card.getRootNode())).toContain('also on Mastodon');
  expect(card.findAll(Link).map(({ props }) => props.href)).toContainEqual({ url, external: true });
});
