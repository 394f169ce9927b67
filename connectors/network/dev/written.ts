import { z } from 'zod';
import { ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { WireArticle } from './said.ts';
import { DEV, SITE, WireBy } from './wire.ts';

/** `GET /articles?tag=`: articles of anybody, with a short view of who wrote each. */
const WireWritten = WireArticle.extend({
  tag_list: z.array(z.string()).default([]),
  user: WireBy,
});
export type WireWritten = z.output<typeof WireWritten>;
export const WireWrittenArticles = z.array(WireWritten);

/** `GET /articles/{id}`: one article, whose tags are written otherwise. */
export const WireOneArticle = WireArticle.extend({ user: WireBy });
export type WireOneArticle = z.output<typeof WireOneArticle>;

/** Undefined where an organisation stands for its people, or nobody is left. */
export function toAuthor(
  { user }: { readonly user: z.output<typeof WireBy> },
  now: Date,
): Profile | undefined {
  const handle = user.username?.toLowerCase();
  if (!handle || !user.user_id) return undefined;
  const url = `${SITE}/${handle}`;
  return {
    ...{ network: DEV, id: ProfileId.parse(String(user.user_id)), handle, url },
    ...present({ name: user.name?.trim() || undefined, avatar: user.profile_image || undefined }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: DEV, url, fetchedAt: now, basis: 'published by the person' },
  };
}
