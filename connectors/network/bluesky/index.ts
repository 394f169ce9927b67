import { z } from 'zod';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network, NetworkTools } from '../../../src/ports/network.ts';
import { getAuthorFeed, getProfile, getProfiles, searchActors } from './api.ts';
import { listen } from './listen.ts';
import { BASE, streamSettings } from './stream-settings.ts';
import { thread } from './thread.ts';
import { BLUESKY, toPost, toProfile, toBareProfile } from './wire.ts';

type Tools = NetworkTools<{ readonly base: string }>;

/** A feed is followed for so many pages: reposts fill pages without yielding a post. */
const PAGES = 5;
const PAGE = 100;
const CANDIDATES = 10;

/** Bluesky and every other AT Protocol account, read from a public AppView without a key. Keyed on the DID. */
export const bluesky = defineNetwork({
  id: BLUESKY,
  title: 'Bluesky',
  base: BASE,
  settings: z.object(streamSettings),
  addresses: {
    network: BLUESKY,
    title: 'Bluesky',
    hosts: ['bsky.app', 'main.bsky.dev'],
    paths: [/^\/profile\/@?([^/?#]+)\/?(?:[?#]|$)/],
    handle:
      /^(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?|did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]+))$/,
    fold: 'lower',
    reserved: [],
    url: 'https://bsky.app/profile/{handle}',
    aliases: ['bsky', 'atproto', 'at'],
    population: { accounts: 40_000_000, reach: 0.05 },
  },
  spellings: [
    {
      form: /^bsky\.app\/profile\/(?<who>[^/]+)\/post\/(?<key>[a-z0-9]+)$/,
      same: ['bsky.app/profile/{id}/post/{key}', 'bsky.app/profile/{handle}/post/{key}'],
    },
  ],
  limits: { requests: 3000, perSeconds: 300, together: 8 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'An open network: what is public may be read. Who labels their account !no-unauthenticated is not shown to ' +
      'people who are not signed in, and what is deleted or deactivated is deleted here.',
    source: 'https://docs.bsky.app/docs/support/developer-guidelines',
  },
  listen,
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    search: (name) => search(tools, name),
    posts: (of, range) =>
      of.reserved || of.standing !== 'active' ? Promise.resolve([]) : posts(tools, of, range),
    thread: (post, most) => thread(tools, post, most),
  }),
});

async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const actor = 'id' in at ? at.id : at.handle;
  const found = await getProfile(tools, actor);
  if (typeof found !== 'string') return toProfile(found, tools.now());
  // A handle that leads to a silent account names nobody; a DID still names the account that fell silent.
  return found === 'gone' || !actor.startsWith('did:') ? undefined : toBareProfile(actor, found, tools.now());
}

/** The search answers no counts, so the likely ones are looked up again, all at once. */
async function search(tools: Tools, name: string): Promise<readonly Profile[]> {
  if (name.trim() === '') return [];
  const seen = await searchActors(tools, name, 25);
  const likely = seen.filter((actor) => couldBeNamed(name, actor.displayName)).slice(0, CANDIDATES);
  const dids = [...new Set(likely.map((actor) => actor.did))];
  const found = await getProfiles(tools, dids);
  return found.map((actor) => toProfile(actor, tools.now()));
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const { since, limit } = range;
  const found = new Map<string, Post>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES && found.size < limit; page++) {
    const feed = await getAuthorFeed(tools, { actor: of.id, limit: Math.min(PAGE, limit), cursor });
    const read = (feed?.feed ?? [])
      .map((item) => toPost(item, of.id, tools.now()))
      .filter((p) => p !== undefined);
    for (const post of read) found.set(post.id, post);
    const past = since !== undefined && read.some((post) => post.publishedAt < since);
    const next = feed?.cursor;
    if (past || next === undefined || next === cursor || feed?.feed.length === 0) break;
    cursor = next;
  }
  return newest([...found.values()], range);
}
