import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { discover, getMedia, getOwn } from './api.ts';
import type { Tools } from './api.ts';
import { mentioned } from './mentioned.ts';
import { push } from './push.ts';
import { INSTAGRAM, USERNAME, toPost, toProfile } from './wire.ts';

/** Instagram: comments on a professional account of the customer's own, and other professional accounts by their names. */
export const instagram = defineNetwork({
  id: INSTAGRAM,
  title: 'Instagram',
  base: 'https://graph.facebook.com/v23.0',
  /** `token`: of a user who manages the account (`instagram_basic`, for mentions also
   * `instagram_manage_comments` and `pages_read_engagement`); `accountId`: the number of that account. */
  settings: z.strictObject({
    token: z.string().min(1).optional(),
    accountId: z
      .string()
      .regex(/^\d{1,30}$/)
      .optional(),
  }),
  needs: ['token', 'accountId'],
  addresses: {
    network: INSTAGRAM,
    title: 'Instagram',
    hosts: ['instagram.com', 'instagr.am'],
    paths: [/^\/([A-Za-z0-9_.]{1,30})\/?(?:[?#]|$)/],
    handle: USERNAME,
    fold: 'lower',
    reserved:
      'about accounts api challenge developer direct directory emails explore legal p privacy reel reels stories terms tv web'.split(
        ' ',
      ),
    url: 'https://www.instagram.com/{handle}/',
    aliases: ['ig', 'insta'],
    idIsNoHandle: true,
  },
  limits: { requests: 200, perSeconds: 3_600, together: 2 },
  showsOnlySome: true,
  terms: {
    keepForDays: 30,
    deleteWithinHours: 720,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What the platform gives serves the business that it was given to: it is not sold, nobody is watched or profiled with ' +
      'it, and who asks is erased. It is not told that a comment was deleted: what was said is kept for 30 days.',
    source: 'https://developers.facebook.com/terms',
  },
  push,
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    posts: (of, range) => posts(tools, of, range),
    toldOf: (of) => mentioned(tools, of),
  }),
});

/** By number only the account itself is shown; all others by their names. */
async function profile(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  if ('id' in at && at.id !== tools.settings.accountId) return undefined;
  if ('handle' in at && !USERNAME.test(at.handle)) return undefined;
  const found = 'id' in at ? await getOwn(tools) : await discover(tools, at.handle);
  return found && toProfile(found, tools.now());
}

async function posts(tools: Tools, of: Profile, range: Range): Promise<readonly Post[]> {
  const found = USERNAME.test(of.handle) ? await getMedia(tools, of.handle, range.limit) : [];
  return newest(
    found.flatMap((one) => toPost(one, of, tools.now()) ?? []),
    range,
  );
}
