import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getItem, getUser, ITEMS, searchByAuthor } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { thread } from './thread.ts';
import { HACKERNEWS, toPost, toProfile } from './wire.ts';

/** Names are exact in their case, and the only id there is. */
const NAME = /^[A-Za-z0-9_-]{2,15}$/;

/** Each post costs a request, since only the item itself says whether it was taken away. */
const POSTS = 100;

/** Hacker News: what people say of themselves, and their stories and comments. */
export const hackernews = defineNetwork({
  id: HACKERNEWS,
  title: 'Hacker News',
  base: ITEMS,
  /** `index`: where Algolia's index of Hacker News is reached instead of its own host. */
  settings: z.strictObject({ index: z.url({ protocol: /^https?$/ }).optional() }),
  addresses: {
    network: HACKERNEWS,
    title: 'Hacker News',
    hosts: ['news.ycombinator.com'],
    paths: [/^\/(?:user|threads|submitted|favorites)\?(?:[^#]*&)?id=([A-Za-z0-9_-]{2,15})(?:[&#]|$)/],
    handle: NAME,
    fold: 'exact',
    reserved: [],
    url: 'https://news.ycombinator.com/user?id={handle}',
    aliases: ['hn', 'ycombinator'],
  },
  // Hacker News states no limit; this is what Algolia allows an address for its index.
  limits: { requests: 10_000, perSeconds: 3600, together: 8 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The public data of Hacker News may be read by everybody through its API. What is deleted or dead there is not ' +
      'shown here.',
    source: 'https://github.com/HackerNews/API',
  },
  searched: { kinds: ['words'] },
  connect: (tools): Network => ({
    profile: async (at) => {
      const name = 'id' in at ? at.id : at.handle;
      const user = NAME.test(name) ? await getUser(tools, name) : undefined;
      return user && toProfile(user, tools.now());
    },
    posts: (of, range) => posts(tools, of, range),
    thread: (post, most) => thread(tools, post, most),
    mentions: (question, range) => mentions(tools, question, range),
  }),
});

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const most = Math.min(range.limit, POSTS);
  const hits = await searchByAuthor(tools, of.handle, { ...range, limit: most });
  const stories = new Map(
    hits
      .filter(({ author }) => author === of.handle)
      .map((hit) => [hit.objectID, hit.story_id ?? undefined] as const)
      .slice(0, most),
  );
  const items = await Promise.all([...stories.keys()].map((id) => getItem(tools, id)));
  const read = items.flatMap(
    (item) => (item && toPost(item, stories.get(String(item.id)), of.id, tools.now())) ?? [],
  );
  return newest(read, range);
}
