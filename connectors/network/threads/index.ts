import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { GraphTools } from '../../../src/ports/graph-api.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getPosts, getProfile } from './api.ts';
import { push } from './push.ts';
import { THREADS, USERNAME, toPost, toProfile } from './wire.ts';

/** Threads: what is said to an account of the customer's own, and the public profiles that its token may look up. */
export const threads = defineNetwork({
  id: THREADS,
  title: 'Threads',
  base: 'https://graph.threads.net/v1.0',
  /** `token`: a long-lived user token; to look up others the app needs `threads_profile_discovery` with Advanced Access. */
  settings: z.strictObject({ token: z.string().min(1).optional() }),
  needs: ['token'],
  addresses: {
    network: THREADS,
    title: 'Threads',
    hosts: ['threads.net', 'threads.com'],
    paths: [/^\/@([A-Za-z0-9_.]{1,30})\/?(?:[?#]|$)/],
    handle: USERNAME,
    fold: 'lower',
    reserved: [],
    url: 'https://www.threads.com/@{handle}',
    aliases: [],
  },
  limits: { requests: 200, perSeconds: 3_600, together: 2 },
  showsOnlySome: true,
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What the platform gives serves the business that it was given to, for what its review allowed: it is not sold, and ' +
      'nobody is watched or profiled with it. Who asks for it is erased.',
    source: 'https://developers.facebook.com/terms',
  },
  push,
  connect: (tools): Network => ({
    profile: (at) => profile(tools, 'id' in at ? at.id : at.handle),
    posts: (of, range) => posts(tools, of, range),
  }),
});

async function profile(tools: GraphTools, username: string): Promise<Profile | undefined> {
  const found = USERNAME.test(username) ? await getProfile(tools, username) : undefined;
  return found && toProfile(found, tools.now());
}

async function posts(tools: GraphTools, of: Profile, range: Range): Promise<readonly Post[]> {
  const found = await getPosts(tools, of.handle, range);
  const own = found.filter(({ username }) => username === of.handle);
  return newest(
    own.flatMap((one) => toPost(one, tools.now()) ?? []),
    range,
  );
}
