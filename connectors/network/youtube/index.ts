import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getChannel, getThreads, getUploads } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { heard, hubOf } from './told.ts';
import { commentsBy, toPost } from './said.ts';
import { thread } from './thread.ts';
import { KEEP_DAYS, SITE, toProfile, YOUTUBE } from './wire.ts';

const CHANNEL = /^UC[A-Za-z0-9_-]{22}$/;
const HANDLE = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.·-]{0,99}$/u;
const PAGES = 3;

/** YouTube channels, their videos, and what they say below them, with the customer's own API key. Keyed on the channel. */
export const youtube = defineNetwork({
  id: YOUTUBE,
  title: 'YouTube',
  base: 'https://www.googleapis.com/youtube/v3',
  settings: z.strictObject({ apiKey: z.string().min(1).optional() }),
  needs: ['apiKey'],
  addresses: {
    network: YOUTUBE,
    title: 'YouTube',
    hosts: ['youtube.com'],
    paths: [
      /^\/@([^/?#]+)/,
      /^\/channel\/(UC[A-Za-z0-9_-]{22})/,
      /^\/(?:c|user)\/([^/?#]+)/,
      /^\/([^/?#@]+)\/?(?:[?#]|$)/,
    ],
    // Handles, older names and channel ids share one place; the ids are exact in their case.
    handle: HANDLE,
    fold: 'lower',
    exact: CHANNEL,
    reserved:
      'about account ads channel c creators embed feed gaming hashtag kids live movies music new playlist post premium redirect results shorts user v watch'.split(
        ' ',
      ),
    url: `${SITE}/{handle}`,
    aliases: ['yt'],
  },
  limits: { requests: 10_000, perSeconds: 86_400, together: 4 },
  terms: {
    keepForDays: KEEP_DAYS,
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    mayDerive: false,
    clause:
      'What was read without the owner’s sign-in is refreshed or deleted after 30 days (III.E.4.d), and no figures of ' +
      'one’s own are made of YouTube’s (III.E.4.h): subscribers, views and likes are not read.',
    source: 'https://developers.google.com/youtube/terms/developer-policies',
  },
  // Quota calculator: search.list has a hundred calls a day of its own.
  searched: { kinds: ['words'], limits: { requests: 100, perSeconds: 86_400, together: 1 } },
  connect: (tools): Network => ({
    profile: async (at) => {
      const asked = placeOf(at);
      const channel = asked && (await getChannel(tools, asked));
      return channel && toProfile(channel, tools.now());
    },
    posts: (of, range) => (of.reserved ? Promise.resolve([]) : posts(tools, of, range)),
    mentions: (question, range) => mentions(tools, question, range),
    thread: (post, most) => thread(tools, post, most),
    hub: (of) => Promise.resolve(CHANNEL.test(of.id) ? hubOf(of) : undefined),
    heard,
  }),
});

/** An address may hold either; undefined for what is neither. */
function placeOf(at: { readonly handle: string } | { readonly id: string }) {
  const written = 'id' in at ? at.id : at.handle.replace(/^@/, '');
  if (CHANNEL.test(written)) return { id: written };
  return 'handle' in at && HANDLE.test(written) ? { handle: written } : undefined;
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const channel = await getChannel(tools, { id: of.id });
  const uploads = channel?.contentDetails.relatedPlaylists.uploads;
  if (!uploads) return [];
  const [videos, threads] = await Promise.all([
    videosIn(tools, uploads, of, range),
    getThreads(tools, of.id),
  ]);
  const comments = threads.flatMap((thread) => commentsBy(of.id, thread, tools.now()));
  return newest([...videos, ...comments], range);
}

async function videosIn(
  tools: Tools,
  playlist: string,
  of: Profile,
  { since, limit }: Range,
): Promise<readonly Post[]> {
  const found: Post[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES && found.length < limit; page++) {
    const uploads = await getUploads(tools, playlist, next);
    const read = (uploads?.items ?? []).flatMap((item) => toPost(item, of.id, tools.now()) ?? []);
    found.push(...read);
    const past = since !== undefined && read.some((post) => post.publishedAt < since);
    const following = uploads?.nextPageToken;
    if (past || following === undefined || following === next) break;
    next = following;
  }
  return found;
}
