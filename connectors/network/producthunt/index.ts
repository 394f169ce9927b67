import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getLaunches, getUser } from './api.ts';
import type { Tools } from './api.ts';
import { saidIn } from './said.ts';
import { PRODUCTHUNT, SITE, toProfile } from './wire.ts';

const USERNAME = /^[a-z0-9_-]{1,60}$/;
const PAGES = 3;

/** Product Hunt: who launches products there, and what they say below them, with a token of the customer's own. */
export const producthunt = defineNetwork({
  id: PRODUCTHUNT,
  title: 'Product Hunt',
  base: 'https://api.producthunt.com',
  /** `permission`: who at Product Hunt agreed to commercial use, and when. */
  settings: z.strictObject({
    token: z.string().min(1).optional(),
    permission: z.string().trim().min(8).optional(),
  }),
  needs: ['token', 'permission'],
  addresses: {
    network: PRODUCTHUNT,
    title: 'Product Hunt',
    hosts: ['producthunt.com'],
    paths: [/^\/@([A-Za-z0-9_-]{1,60})\/?(?:[?#]|$)/],
    handle: USERNAME,
    fold: 'lower',
    reserved: [],
    url: `${SITE}/@{handle}`,
    aliases: ['ph'],
    idIsNoHandle: true,
  },
  // Product Hunt counts 6,250 points of complexity in 15 minutes; so many pages of launches with their comments fit in.
  limits: { requests: 45, perSeconds: 900, together: 1 },
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'The API must not be used for commercial purposes unless Product Hunt agreed: write to hello@producthunt.com, and ' +
      'then say in the settings who agreed and when. Whom it hides from the token is not shown.',
    source: 'https://api.producthunt.com/v2/docs',
  },
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    posts: (of, range) => posts(tools, of, range),
  }),
});

async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const asked = 'id' in at ? { id: at.id } : { username: at.handle.replace(/^@/, '').toLowerCase() };
  const valid = 'id' in asked ? /^[1-9]\d{0,11}$/.test(asked.id) : USERNAME.test(asked.username);
  const user = valid ? await getUser(tools, asked) : undefined;
  return user && toProfile(user, tools.now());
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const found = new Map<string, Post>();
  let after: string | undefined;
  for (let page = 0; page < PAGES && found.size < range.limit; page++) {
    const launches = await getLaunches(tools, of.id, after);
    for (const { node } of launches?.edges ?? [])
      for (const post of saidIn(node, of, tools.now())) found.set(post.id, post);
    after = launches?.pageInfo.hasNextPage ? (launches.pageInfo.endCursor ?? undefined) : undefined;
    if (after === undefined) break;
  }
  return newest([...found.values()], range);
}
