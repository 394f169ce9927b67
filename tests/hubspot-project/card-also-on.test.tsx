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

it('a post says what others did with it, and leads to the whole conversation on Kith’s page', async () => {
  const thread = 'https://kith.example/contacts/1/conversations/bluesky/1?installation=hubspot-1';
  const counts = { likes: 1, replies: 12, shares: 0 };
  playKith({ [`GET ${RECORD}`]: ok(record({ conversations: [{ ...post, counts, thread }] })) });
  const card = openCard('compact');
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  const words = wordsOn(card.getRootNode());
  expect(words).toContain('· 1 like · 12 replies');
  expect(words).not.toContain('share');
  const [link] = card.findAll(Link, (one) => one.text === 'Whole conversation in Kith');
  expect(link?.props.href).toEqual({ url: thread, external: true });
});
