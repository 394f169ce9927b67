import { z } from 'zod';
import { newest } from '../../../src/core/newest.ts';
import type { Range } from '../../../src/core/newest.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import type { GraphTools } from '../../../src/ports/graph-api.ts';
import { defineNetwork } from '../../../src/ports/network.ts';
import type { Network } from '../../../src/ports/network.ts';
import { getFeed, getPage } from './api.ts';
import { push } from './push.ts';
import { FACEBOOK, saidIn, toPost, toProfile } from './wire.ts';

const USERNAME = /^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])$/;

/** A Facebook Page of the customer's own, and what people say there. Nobody is looked up. */
export const facebook = defineNetwork({
  id: FACEBOOK,
  title: 'Facebook',
  base: 'https://graph.facebook.com/v23.0',
  /** `token`: the Page's own, with `pages_read_engagement` and `pages_read_user_content`. */
  settings: z.strictObject({ token: z.string().min(1).optional() }),
  needs: ['token'],
  addresses: {
    network: FACEBOOK,
    title: 'Facebook',
    hosts: ['facebook.com', 'mbasic.facebook.com', 'web.facebook.com', 'fb.com', 'fb.me'],
    paths: [
      /^\/profile\.php\?(?:[^#]*&)?id=([0-9]{4,20})/,
      /^\/(?:people|pages)\/[^/?#]+\/([0-9]{4,20})/,
      /^\/p\/[^/?#]+?-([0-9]{4,20})\/?(?:[?#]|$)/,
      /^\/([A-Za-z0-9.-]{2,100})\/?(?:[?#]|$)/,
    ],
    handle: USERNAME,
    fold: 'lower',
    reserved:
      'about ads business careers dialog events friends gaming groups hashtag help home.php l.php legal login login.php marketplace messages notifications pages people photo.php policies privacy profile.php reel search settings share sharer sharer.php stories story.php terms tr video watch'.split(
        ' ',
      ),
    url: 'https://www.facebook.com/{handle}',
    aliases: ['fb'],
    // People have another number at every Page, which is not the one in their addresses.
    idIsNoHandle: true,
  },
  limits: { requests: 200, perSeconds: 3_600, together: 2 },
  showsOnlySome: true,
  terms: {
    deleteWithinHours: 24,
    mayMatchOutside: true,
    mayShowInFrame: true,
    needsConsent: false,
    clause:
      'What the platform gives serves the Page that it was given to, for what its review allowed: it is not sold, and ' +
      'nobody is watched or profiled with it. Who asks for it is erased.',
    source: 'https://developers.facebook.com/terms',
  },
  push,
  connect: (tools): Network => ({
    profile: (at) => profile(tools, at),
    posts: (of, range) => posts(tools, of, range),
  }),
});

/** The Page itself; of people nothing is shown but what they say. */
async function profile(
  tools: GraphTools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<Profile | undefined> {
  const page = await getPage(tools);
  const found = page && toProfile(page, tools.now());
  const named = 'id' in at ? found?.id === at.id : found?.handle === at.handle;
  return named ? found : undefined;
}

async function posts(tools: GraphTools, of: Profile, range: Range): Promise<readonly Post[]> {
  const said = saidIn(await getFeed(tools, range.since), of.id);
  return newest(
    said.map((one) => toPost(one, tools.now())),
    range,
  );
}
