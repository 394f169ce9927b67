import { z } from 'zod';
import type { AddressGrammar } from '../../../src/core/identity/address.ts';
import { couldBeNamed } from '../../../src/core/identity/could-be-named.ts';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getSaid, getUser, searchUsers, userOfAccount } from './api.ts';
import type { Tools } from './api.ts';
import { mentions } from './mentions.ts';
import { thread } from './thread.ts';
import { STACKEXCHANGE, toPost, toProfile } from './wire.ts';

const NUMBER = /^[1-9][0-9]{0,11}$/;
const PAGES = 3;
const PAGE = 100;
const CANDIDATES = 10;

const addresses: AddressGrammar = {
  network: STACKEXCHANGE,
  title: 'Stack Overflow',
  hosts: ['stackoverflow.com'],
  paths: [/^\/users\/([1-9][0-9]{0,11})(?:[/?#]|$)/],
  handle: NUMBER,
  fold: 'lower',
  reserved: [],
  url: 'https://stackoverflow.com/users/{handle}',
  aliases: ['stackoverflow', 'so'],
  idIsNoHandle: true,
  population: { accounts: 25_000_000, reach: 0.05 },
};

/** One site of Stack Exchange, Stack Overflow unless told: profiles, questions and answers. Keyed on the account. */
export const stackexchange = defineNetwork({
  id: STACKEXCHANGE,
  title: 'Stack Exchange',
  base: 'https://api.stackexchange.com/2.3',
  /** `site`: the address of the site whose users are asked for; `key`: of an app registered at stackapps.com, no secret. */
  settings: z.strictObject({
    site: z.url({ protocol: /^https$/ }).default('https://stackoverflow.com'),
    key: z.string().min(1).optional(),
  }),
  addresses,
  addressesAt: ({ site }) => {
    const { origin, host } = new URL(site);
    if (addresses.hosts.includes(host)) return addresses;
    return { ...addresses, title: 'Stack Exchange', hosts: [host], url: `${origin}/users/{handle}` };
  },
  // What follows is the title, which may change, and who passed the address on.
  spellings: [
    { form: /^(?<site>[^/]+)\/q\/(?<number>\d+)$/, same: ['{site}/questions/{number}', '{site}/q/{number}'] },
    { form: /^(?<site>[^/]+)\/a\/(?<number>\d+)$/, same: ['{site}/a/{number}'] },
  ],
  limits: { requests: 300, perSeconds: 86_400, together: 2 },
  limitsWith: ({ key }) => (key ? { requests: 10_000, perSeconds: 86_400, together: 2 } : undefined),
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What is written there is licensed CC BY-SA: it is shown with its author and a link to where it stands. ' +
      'Whoever asks too often, or before the pause that an answer asks for is over, is shut out.',
    source: 'https://api.stackexchange.com/docs/throttle',
  },
  searched: { kinds: ['words', 'tag'] },
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    search: (name) => search(tools, name),
    posts: (of, range) => posts(tools, of, range),
    mentions: (question, range) => mentions(tools, question, range),
    thread: (post, most) => thread(tools, post, most),
  }),
});

async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const asked = 'id' in at ? at.id : at.handle;
  if (!NUMBER.test(asked)) return undefined;
  const id = 'id' in at ? await userOfAccount(tools, asked) : asked;
  const user = id === undefined ? undefined : await getUser(tools, id);
  return user && toProfile(user, tools.now());
}

async function search(tools: Tools, name: string): Promise<readonly Profile[]> {
  const text = name.trim();
  const users = text === '' ? [] : await searchUsers(tools, text);
  const likely = users.filter((user) => couldBeNamed(name, user.display_name));
  return likely.flatMap((user) => toProfile(user, tools.now()) ?? []).slice(0, CANDIDATES);
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const site = new URL(tools.settings.site);
  // Seen when another site was set: the number is somebody else's here.
  if (URL.parse(of.url)?.host !== site.host) return [];
  const said = await Promise.all([
    sayings(tools, 'questions', of.handle, range),
    sayings(tools, 'answers', of.handle, range),
  ]);
  const read = said.flat().flatMap((one) => toPost(one, of, site, tools.now()) ?? []);
  return newest(read, range);
}

async function sayings(tools: Tools, what: 'questions' | 'answers', user: string, { since, limit }: Range) {
  const pagesize = Math.min(PAGE, limit);
  const fromdate = since && Math.floor(since.getTime() / 1000);
  const found = [];
  for (let page = 1; page <= PAGES && found.length < limit; page++) {
    const { items, has_more } = await getSaid(tools, what, user, { page, pagesize, fromdate });
    found.push(...items);
    if (!has_more) break;
  }
  return found;
}
