import { z } from 'zod';
import type { AddressGrammar } from '../../../src/core/identity/address.ts';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getActions, getUser, searchUsers, userByEmail, usernameOf } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { push } from './push.ts';
import { toPost } from './said.ts';
import { thread } from './thread.ts';
import { DISCOURSE, toProfile } from './wire.ts';

const USERNAME = /^[a-z0-9_](?:[a-z0-9_.-]{0,58}[a-z0-9])?$/;
const PAGES = 4;
/** So many actions Discourse answers at once. */
const PAGE = 30;
const CANDIDATES = 3;

/** Until an admin says where the forum is, it is at a host that can never be. */
const addresses: AddressGrammar = {
  network: DISCOURSE,
  title: 'Discourse',
  hosts: ['discourse.invalid'],
  paths: [/^\/(?:u|users)\/([A-Za-z0-9_.-]{1,60})(?:[/?#]|$)/],
  handle: USERNAME,
  fold: 'lower',
  reserved: ['account-created', 'activate-account', 'by-external', 'hp', 'password-reset', 'search'],
  url: 'https://discourse.invalid/u/{handle}',
  aliases: [],
  idIsNoHandle: true,
  population: { accounts: 20_000, reach: 0.1 },
};

/** A Discourse forum that the customer owns: members by name, number and e-mail address, and what they write. */
export const discourse = defineNetwork({
  id: DISCOURSE,
  title: 'Discourse',
  base: '',
  /** `apiKey`: of an admin; only with it members are found by their e-mail addresses. `apiUsername`: whose key it is. */
  settings: z.strictObject({
    apiKey: z.string().min(1).optional(),
    apiUsername: z.string().min(1).default('system'),
  }),
  needs: ['base'],
  addresses,
  addressesAt: ({ base }) => {
    const { hostname, pathname } = new URL(base);
    const folder = pathname.replace(/\/+$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const paths = addresses.paths.map((path) => new RegExp(`^${folder}${path.source.slice(1)}`));
    return { ...addresses, hosts: [hostname.replace(/^www\./, '')], paths, url: `${base}/u/{handle}` };
  },
  limits: { requests: 60, perSeconds: 60, together: 2 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The forum is the customer’s own, who agreed with its members how it is used. Members who hide their profile are ' +
      'not shown, and of what they write only what everybody may read is read.',
    source: 'https://docs.discourse.org',
  },
  push,
  searched: { kinds: ['words', 'tag'] },
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    search: (name) => search(tools, name),
    posts: (of, range) =>
      of.reserved || of.standing !== 'active' ? Promise.resolve([]) : posts(tools, of, range),
    mentions: (question, range) => mentions(tools, question, range),
    thread: (post, most) => thread(tools, post, most),
    ...(tools.settings.apiKey !== undefined && {
      profileByEmail: (email: string) => profileByEmail(tools, email),
    }),
  }),
});

async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const username = 'handle' in at ? at.handle : await usernameAt(tools, at.id);
  if (username === undefined || !USERNAME.test(username.toLowerCase())) return undefined;
  const user = await getUser(tools, username);
  return user && toProfile(user, tools.settings.base, tools.now());
}

function usernameAt(tools: Tools, id: string): Promise<string | undefined> {
  return /^[1-9]\d{0,11}$/.test(id) ? usernameOf(tools, id) : Promise.resolve(undefined);
}

async function profileByEmail(tools: Tools, email: string): Promise<Profile | undefined> {
  const address = email.trim().toLowerCase();
  const found = address.includes('@') ? await userByEmail(tools, address) : undefined;
  const user = found && (await getUser(tools, found.username));
  if (!user) return undefined;
  // Who was only written to, or never answered the forum's mail, has proven nothing.
  const confirmed = found.active && !found.staged;
  return toProfile(user, tools.settings.base, tools.now(), { address, confirmed });
}

async function search(tools: Tools, name: string): Promise<readonly Profile[]> {
  const term = name.trim();
  const seen = term === '' ? [] : await searchUsers(tools, term);
  const likely = seen.filter((user) => couldBeNamed(name, user.name)).slice(0, CANDIDATES);
  const users = await Promise.all(likely.map(({ username }) => getUser(tools, username)));
  return users.flatMap((user) => (user && toProfile(user, tools.settings.base, tools.now())) ?? []);
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const { since, limit } = range;
  const found = new Map<string, Post>();
  for (let page = 0; page < PAGES && found.size < limit; page++) {
    const actions = await getActions(tools, of.handle, page * PAGE);
    const read = actions.flatMap((action) => toPost(action, of, tools.settings.base, tools.now()) ?? []);
    for (const post of read) found.set(post.id, post);
    const past = since !== undefined && actions.some((action) => action.created_at < since);
    if (actions.length < PAGE || past) break;
  }
  return newest([...found.values()], range);
}
