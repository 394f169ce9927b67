import { lexicons } from '@atproto/api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Profile } from '../../core/profile.ts';
import { PEOPLE } from '../people.ts';
import { postUri, recordKey } from './bluesky-thread.ts';
import { startNetworks } from './start.ts';
import { NOW, testbed } from './testbed.ts';

const bed = testbed();
/** What Mara asks, and others answer. */
const CUSTOMS = postUri(
  'mara',
  recordKey('mara', PEOPLE.find(({ key }) => key === 'mara')?.bluesky?.posts[0]?.text ?? ''),
);

async function profileOf(network: string, handle: string): Promise<Profile> {
  const found = await bed().of(network).profile({ handle });
  if (!found) throw new Error(`${handle} is not there`);
  return found;
}

describe('the simulated networks', () => {
  it('serve every post and event of everybody in a shape their connector reads, none of them from the future', async () => {
    for (const { key, bluesky, github } of PEOPLE) {
      if (bluesky && !bluesky.standing && !bluesky.signedInOnly) {
        const posts = await bed()
          .of('bluesky')
          .posts?.(await profileOf('bluesky', bluesky.handle), { limit: 50 });
        expect(posts?.map(({ text }) => text).toSorted(), key).toEqual(
          bluesky.posts.map((p) => p.text).toSorted(),
        );
        expect(posts?.every(({ publishedAt }) => publishedAt < NOW)).toBe(true);
      }
      if (github && !github.type) {
        const posts = await bed()
          .of('github')
          .posts?.(await profileOf('github', github.login), { limit: 50 });
        const words = github.events.filter(({ kind }) => kind !== 'star');
        expect(posts, key).toHaveLength(words.length);
      }
    }
  });

  it.each([
    ['app.bsky.actor.getProfile', 'actor=maralindqvist.example'],
    ['app.bsky.actor.getProfiles', 'actors=arohangata.example&actors=nobody.example'],
    ['app.bsky.actor.searchActors', 'q=nadia+rahimi'],
    ['app.bsky.feed.getAuthorFeed', 'actor=maralindqvist.example'],
    ['app.bsky.feed.getPostThread', `uri=${CUSTOMS}`],
  ])('answer %s as its lexicon says', async (method, params) => {
    const answer: unknown = await (
      await fetch(`${bed().networks.bases.bluesky}/xrpc/${method}?${params}`)
    ).json();
    expect(() => lexicons.assertValidXrpcOutput(method, answer)).not.toThrow();
  });

  it('show the thread of every issue and comment, with the post under the id under which its author’s posts have it', async () => {
    const github = bed().of('github');
    for (const { github: account, key } of PEOPLE) {
      if (!account || account.type) continue;
      const posts = (await github.posts?.(await profileOf('github', account.login), { limit: 50 })) ?? [];
      for (const post of posts.filter(({ kind }) => kind === 'issue' || kind === 'comment')) {
        const thread = (await github.thread?.(post, 100)) ?? [];
        const here = thread.find((one) => one.post.id === post.id)?.post;
        expect(here, key).toMatchObject({ text: post.text, conversation: post.conversation });
      }
    }
  });

  it('find the issues that hold a phrase, newest first, and no word that only the name of the repository holds', async () => {
    const heard = async (words: readonly string[], since?: Date) =>
      (
        await bed()
          .of('github')
          .mentions?.({ kind: 'words', words }, { limit: 20, ...(since && { since }) })
      )?.map(({ by, post }) => `${by.handle}: ${post.text.split('\n')[0]}`);
    expect(await heard(['Parcelwise'])).toEqual([
      'packbench-demo: No label printer found after updating Parcelwise',
      'armazem-norte-demo: Parcelwise 7.3 does not find the printer any more',
      'librairie-demi-demo: Could Parcelwise print return labels too?',
      'morgenkaffe-demo: How do I move Parcelwise to another computer?',
    ]);
    expect(await heard(['return labels', 'parcelwise'])).toHaveLength(1);
    expect(await heard(['labels return'])).toEqual([]);
    expect(await heard(['Parcelwise'], new Date(NOW.getTime() - 86_400_000))).toHaveLength(3);
    expect(await heard(['tallybird-demo'])).toEqual([]);
    expect((await fetch(`${bed().networks.bases.github}/search/issues?q=is:public`)).status).toBe(422);
  });

  it('answer the same person by the stable id as by the handle', async () => {
    for (const [network, handle] of [
      ['bluesky', 'callumreid.example'],
      ['github', 'mara-lindqvist-demo'],
    ] as const) {
      const byHandle = await profileOf(network, handle);
      expect(await bed().of(network).profile({ id: byHandle.id })).toEqual(byHandle);
    }
  });

  it('say nobody where nobody is, and refuse a question that is none as the real ones do', async () => {
    expect(await bed().of('bluesky').profile({ handle: 'nobody.example' })).toBeUndefined();
    expect(await bed().of('github').profile({ handle: 'nobody-demo' })).toBeUndefined();
    expect(await bed().of('gravatar').profileByEmail?.('nobody@nobody.example')).toBeUndefined();
    expect(await bed().of('website').profile({ handle: 'nobody.example' })).toBeUndefined();
    const ask = async (path: string) => (await fetch(bed().networks.bases.bluesky + path)).status;
    expect(await ask('/xrpc/app.bsky.actor.getProfile')).toBe(400);
    expect(await ask('/xrpc/app.bsky.feed.getAuthorFeed?actor=callumreid.example&limit=101')).toBe(400);
    expect(await ask('/xrpc/com.atproto.repo.createRecord')).toBe(501);
    expect((await fetch(`${bed().networks.bases.github}/search/users?q=`)).status).toBe(422);
  });

  it('page a long feed by its cursor', async () => {
    const feed = `${bed().networks.bases.bluesky}/xrpc/app.bsky.feed.getAuthorFeed?actor=maralindqvist.example&limit=3`;
    const Answer = z.object({
      feed: z.array(z.object({ post: z.object({ uri: z.string() }) })),
      cursor: z.string().optional(),
    });
    const first = Answer.parse(await (await fetch(feed)).json());
    const second = Answer.parse(await (await fetch(`${feed}&cursor=${first.cursor}`)).json());
    const uris = [...first.feed, ...second.feed].map(({ post }) => post.uri);
    expect(new Set(uris).size).toBe(6);
    expect(second.cursor).toBeUndefined();
  });

  it('show a new post and a new handle at once, and the old handle no more', async () => {
    bed().networks.say('callum', { text: 'It rains.', language: 'en' });
    const before = await profileOf('bluesky', 'callumreid.example');
    const [newest] = (await bed().of('bluesky').posts?.(before, { limit: 1 })) ?? [];
    expect(newest).toMatchObject({ text: 'It rains.', publishedAt: NOW });
    bed().networks.changeBluesky('callum', { handle: 'callum.example' });
    expect(await bed().of('bluesky').profile({ handle: 'callumreid.example' })).toBeUndefined();
    expect((await bed().of('bluesky').profile({ id: before.id }))?.handle).toBe('callum.example');
    bed().networks.changeBluesky('callum', { handle: 'callumreid.example' });
  });

  it('say so, each in its own way, when they are asked too often', async () => {
    const one = { requests: 1, perSeconds: 60 };
    const strict = await startNetworks({
      people: PEOPLE,
      now: () => NOW,
      budgets: { bluesky: one, github: one, githubSearch: one, gravatar: one },
    });
    const asked = async (url: string) => (await fetch(url), fetch(url));
    try {
      const bluesky = await asked(
        `${strict.bases.bluesky}/xrpc/app.bsky.actor.getProfile?actor=callumreid.example`,
      );
      expect([bluesky.status, bluesky.headers.get('retry-after')]).toEqual([429, '60']);
      expect(bluesky.headers.get('ratelimit-policy')).toBe('1;w=60');
      const github = await asked(`${strict.bases.github}/users/mara-lindqvist-demo`);
      expect([github.status, github.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
      const gravatar = await asked(`${strict.bases.gravatar}/profiles/priyaraghunathandemo`);
      expect([gravatar.status, gravatar.headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
    } finally {
      await strict.close();
    }
  });
});
