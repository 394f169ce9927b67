import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import { addresses } from './addresses.ts';
import { getListing, getUser, nameOf } from './api.ts';
import { toPost } from './said.ts';
import { openSession } from './session.ts';
import { REDDIT, toProfile } from './wire.ts';

/** Reddit, by the customer's own OAuth client, which Reddit has to approve: redditors, what they post and comment. */
export const reddit = defineNetwork({
  id: REDDIT,
  title: 'Reddit',
  base: 'https://oauth.reddit.com',
  /**
   * `clientId`, `clientSecret`: of the customer's approved app. `username`: of the redditor who answers for it, named in
   * every question. `agreement`: where the written agreement stands that commercial use needs. `signInAt`: who gives
   * tokens.
   */
  settings: z.strictObject({
    clientId: z.string().min(1).optional(),
    clientSecret: z.string().min(1).optional(),
    username: z
      .string()
      .regex(/^[\w-]{3,20}$/)
      .optional(),
    agreement: z.string().trim().min(10).optional(),
    signInAt: z.url({ protocol: /^https?$/ }).default('https://www.reddit.com'),
  }),
  needs: ['clientId', 'clientSecret', 'username', 'agreement'],
  addresses,
  limits: { requests: 100, perSeconds: 60, together: 2 },
  terms: {
    keepForDays: 1,
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: true,
    clause:
      'Every client needs Reddit’s approval, and commercial use a written agreement. Nobody finds out who a redditor is ' +
      'against their will, and what is deleted there, the account’s own id included, is deleted here.',
    source: 'https://support.reddithelp.com/hc/en-us/articles/42728983564564-Responsible-Builder-Policy',
  },
  connect: (given) => {
    const tools = { ...given, session: openSession(given) };
    return {
      profile: async (at) => {
        const name = 'handle' in at ? at.handle : await nameOf(tools, at.id);
        const user = name === undefined ? undefined : await getUser(tools, name);
        return user && toProfile(user, tools.now());
      },
      posts: async (of, range) => {
        if (of.reserved || of.standing !== 'active') return [];
        const kinds = ['submitted', 'comments'] as const;
        const lists = await Promise.all(kinds.map((kind) => getListing(tools, of.handle, kind, range)));
        const posts = lists.flat().flatMap((thing) => toPost(thing, of, tools.now()) ?? []);
        return newest(posts, range);
      },
    };
  },
});
