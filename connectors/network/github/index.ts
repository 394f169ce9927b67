import { z } from 'zod';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getEvents, getSocialAccounts, getUser, searchUsers } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { toPost } from './events.ts';
import { push } from './push.ts';
import { thread } from './thread.ts';
import { GITHUB, isPerson, toProfile } from './wire.ts';
import type { WireUser } from './wire.ts';

/** GitHub keeps 300 events of a user. */
const PAGES = 3;
/** Each candidate of a search costs two requests out of an hourly budget of 60. */
const CANDIDATES = 3;

/** The underscore belongs to logins that a company manages (`ada_acme`). */
const LOGIN = /^[a-z0-9](?:[-_]?[a-z0-9]){0,38}-?$/;

/** github.com: public profiles, the links they state, and what people say in issues, reviews and releases. */
export const github = defineNetwork({
  id: GITHUB,
  title: 'GitHub',
  base: 'https://api.github.com',
  settings: z.object({ token: z.string().min(1).optional() }),
  addresses: {
    network: GITHUB,
    title: 'GitHub',
    hosts: ['github.com', 'gist.github.com'],
    paths: [/^\/([A-Za-z0-9_-]+)\/?(?:[?#]|$)/],
    handle: LOGIN,
    fold: 'lower',
    reserved: [
      'about',
      'apps',
      'blog',
      'codespaces',
      'collections',
      'contact',
      'customer-stories',
      'discover',
      'enterprise',
      'events',
      'explore',
      'features',
      'issues',
      'join',
      'login',
      'logout',
      'marketplace',
      'mobile',
      'new',
      'notifications',
      'organizations',
      'orgs',
      'pricing',
      'pulls',
      'readme',
      'search',
      'security',
      'sessions',
      'settings',
      'signup',
      'site',
      'sponsors',
      'stars',
      'team',
      'topics',
      'trending',
      'users',
      'watching',
    ],
    url: 'https://github.com/{handle}',
    aliases: ['gh'],
    idIsNoHandle: true,
    population: { accounts: 150_000_000, reach: 0.08 },
  },
  // Issues, pull requests and discussions share one numbering.
  spellings: [
    {
      form: /^github\.com\/(?<repo>[^/]+\/[^/]+)\/(?:issues|pull|discussions)\/(?<number>\d+)$/,
      same: ['issues', 'pull', 'discussions'].map((kind) => `github.com/{repo}/${kind}/{number}`),
    },
  ],
  limits: { requests: 60, perSeconds: 3600, together: 2 },
  limitsWith: ({ token }) => (token ? { requests: 5_000, perSeconds: 3600, together: 4 } : undefined),
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What the API answers must not be used for spamming, nor to sell personal information of its users, such as ' +
      'to recruiters. E-mail addresses in commits are never read.',
    source: 'https://docs.github.com/en/site-policy/github-terms/github-terms-of-service#h-api-terms',
  },
  push,
  // Searching has ten questions a minute of its own.
  searched: { kinds: ['words'], limits: { requests: 10, perSeconds: 60, together: 1 } },
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    search: (name) => search(tools, name),
    posts: (of, range) => posts(tools, of, range),
    thread: (post, most) => thread(tools, post, most),
    mentions: (question, range) => mentions(tools, question, range),
  }),
});

async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const asked = 'id' in at ? { id: at.id } : { login: at.handle };
  const valid = 'id' in asked ? /^\d+$/.test(asked.id) : LOGIN.test(asked.login.toLowerCase());
  const user = valid ? await getUser(tools, asked) : undefined;
  return user && complete(tools, user);
}

async function search(tools: Tools, name: string): Promise<readonly Profile[]> {
  const logins = (await searchUsers(tools, name, 5)).slice(0, CANDIDATES);
  const users = await Promise.all(logins.map((login) => getUser(tools, { login })));
  const likely = users.filter((user) => user !== undefined).filter((user) => couldBeNamed(name, user.name));
  const found = await Promise.all(likely.map((user) => complete(tools, user)));
  return found.filter((one) => one !== undefined);
}

/** Undefined for organisations and bots, whose links are not asked for. */
async function complete(tools: Tools, user: WireUser): Promise<Profile | undefined> {
  const social = isPerson(user) ? await getSocialAccounts(tools, user.login) : [];
  return toProfile(user, social, tools.now());
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const { since, limit } = range;
  const found = new Map<string, Post>();
  for (let page = 1; page <= PAGES && found.size < limit; page++) {
    const { events, more } = await getEvents(tools, of.handle, page);
    const read = events
      .map((event) => toPost(event, of.id, tools.now()))
      .filter((post) => post !== undefined);
    for (const post of read) if (!found.has(post.id)) found.set(post.id, post);
    const last = events.at(-1);
    if (!more || !last || (since !== undefined && last.created_at < since)) break;
  }
  return newest([...found.values()], range);
}
