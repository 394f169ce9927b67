import { z } from 'zod';
import type { ListeningQuestion } from '../../../src/core/listening/questions.ts';
import type { Range } from '../../../src/core/newest.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { lookByHandle, lookById } from './look.ts';
import { mentions } from './mentions.ts';
import { readPosts } from './posts.ts';
import { thread } from './thread.ts';
import { FEDIVERSE, USER_AT_HOST } from './wire.ts';

/**
 * The Fediverse: Mastodon and every other server that speaks WebFinger and ActivityPub, without a key. Keyed on the
 * actor's id. Nobody is searched for by name: there is no place that knows all servers.
 */
export const fediverse = defineNetwork({
  id: FEDIVERSE,
  title: 'Fediverse',
  base: undefined,
  /** `tags`: the host of a server whose tags are listened to; it shows them to everybody. */
  settings: z.object({
    tags: z
      .string()
      .regex(/^[a-z0-9.-]+\.[a-z0-9-]{2,}(?::\d+)?$/)
      .optional(),
  }),
  addresses: {
    network: FEDIVERSE,
    title: 'Fediverse',
    hosts: [],
    paths: [
      /^\/@([A-Za-z0-9_][A-Za-z0-9_.-]*)\/?(?:[?#]|$)/,
      /^\/(?:users|u)\/([A-Za-z0-9_][A-Za-z0-9_.-]*)\/?(?:[?#]|$)/,
    ],
    handle: USER_AT_HOST,
    fold: 'lower',
    reserved: [],
    url: 'https://{host}/@{user}',
    aliases: ['mastodon', 'activitypub', 'pleroma', 'misskey', 'pixelfed'],
  },
  // As pages and as ids of Mastodon; others write one of the two.
  spellings: [
    {
      form: /^(?<host>[^/]+)\/(?:@|users\/)(?<user>[^/@]+)\/(?:statuses\/)?(?<number>\d+)$/,
      same: ['{host}/@{user}/{number}', '{host}/users/{user}/statuses/{number}'],
    },
  ],
  // Between all servers; the gate holds each one to one request a second besides, far below Mastodon's 300 in 5 minutes.
  limits: { requests: 600, perSeconds: 60, together: 20 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'An open network: what is public may be read by who knows the account’s address. Who is not discoverable is ' +
      'proposed for nobody, who is not indexable has no posts found by their words, and who keeps search engines or ' +
      'strangers out is not quoted; what is deleted is deleted here.',
    source: 'https://docs.joinmastodon.org/spec/activitypub/#discoverable',
  },
  searched: { kinds: ['tag'] },
  connect: (tools): Network => ({
    profile: async (at) => {
      if ('handle' in at) return lookByHandle(tools, at.handle);
      const url = at.id.length <= 500 ? URL.parse(at.id) : null;
      return url && /^https?:$/.test(url.protocol) && url.username === ''
        ? lookById(tools, at.id)
        : undefined;
    },
    posts: (of, range) =>
      of.reserved || of.standing !== 'active' ? Promise.resolve([]) : readPosts(tools, of, range),
    thread: (post, most) => thread(tools, post, most),
    ...(tools.settings.tags !== undefined && {
      mentions: (question: ListeningQuestion, range: Range) =>
        mentions(tools, tools.settings.tags ?? '', question, range),
    }),
  }),
});
