import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getArticles, getComments, getUser } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { commentsIn, toComment, toPost } from './said.ts';
import type { WireArticle } from './said.ts';
import { thread } from './thread.ts';
import { DEV, SITE, toProfile } from './wire.ts';

const USERNAME = /^[a-z0-9_]{2,30}$/;
const PAGES = 3;
const PAGE = 100;
/** In so many of their newest discussed articles their own answers are read; each costs a request. */
const DISCUSSIONS = 3;

/** DEV (dev.to), the largest community on Forem: profiles, articles, and what their authors answer below them. */
export const dev = defineNetwork({
  id: DEV,
  title: 'DEV',
  base: `${SITE}/api`,
  settings: z.strictObject({}),
  addresses: {
    network: DEV,
    title: 'DEV',
    hosts: ['dev.to'],
    paths: [/^\/([A-Za-z0-9_]{2,30})\/?(?:[?#]|$)/],
    handle: USERNAME,
    fold: 'lower',
    reserved:
      'about api code-of-conduct connect contact dashboard enter faq latest listings login new notifications pod podcasts privacy readinglist search settings shop t tags terms top videos'.split(
        ' ',
      ),
    url: `${SITE}/{handle}`,
    aliases: ['devto', 'forem'],
    idIsNoHandle: true,
  },
  limits: { requests: 3, perSeconds: 1, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'Members own what they post. What is public the API answers to everybody who says in the request who asks.',
    source: 'https://developers.forem.com/api/v1',
  },
  searched: { kinds: ['tag'] },
  connect: (tools): Network => ({
    profile: async (at) => {
      const valid = 'id' in at ? /^[1-9]\d{0,11}$/.test(at.id) : USERNAME.test(at.handle.toLowerCase());
      const user = valid ? await getUser(tools, at) : undefined;
      return user && toProfile(user, tools.now());
    },
    posts: (of, range) => posts(tools, of, range),
    mentions: (question, range) => mentions(tools, question, range),
    thread: (post, most) => thread(tools, post, most),
  }),
});

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const { since, limit } = range;
  const articles = await articlesOf(tools, of, since, limit);
  const discussed = articles.filter(({ comments_count }) => comments_count > 0).slice(0, DISCUSSIONS);
  const answers = await Promise.all(
    discussed.map(async (article) => {
      const placed = [...commentsIn(article, await getComments(tools, article.id))];
      return placed.flatMap((one) => toComment(one, of, tools.now()) ?? []);
    }),
  );
  const said = articles.flatMap((article) => toPost(article, of, tools.now()) ?? []);
  return newest([...said, ...answers.flat()], range);
}

/** Newest first, each once. Those that are too old are left in: people answer below them. */
async function articlesOf(
  tools: Tools,
  of: Profile,
  since: Date | undefined,
  limit: number,
): Promise<readonly WireArticle[]> {
  const found = new Map<number, WireArticle>();
  for (let page = 1; page <= PAGES && found.size < limit; page++) {
    const articles = await getArticles(tools, of.handle, page, PAGE);
    for (const article of articles) found.set(article.id, article);
    const last = articles.at(-1);
    const past = since !== undefined && last !== undefined && last.published_timestamp < since;
    if (articles.length < PAGE || past) break;
  }
  return [...found.values()].toSorted(
    (a, b) => b.published_timestamp.getTime() - a.published_timestamp.getTime(),
  );
}
