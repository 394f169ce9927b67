import { z } from 'zod';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const PRODUCTHUNT = NetworkId.parse('producthunt');
export const SITE = 'https://www.producthunt.com';

/** What stands in place of a person whom Product Hunt does not show to the token. */
export const HIDDEN = '[REDACTED]';

const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);
const Many = z.object({ totalCount: z.number().int().nonnegative() });

/** `user` of the GraphQL API, version 2. */
export const WireUser = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  name: Text,
  headline: Text,
  profileImage: Text,
  websiteUrl: Text,
  twitterUsername: Text,
  createdAt: z.coerce.date(),
  followers: Many,
  following: Many,
  submittedPosts: Many,
});
export type WireUser = z.output<typeof WireUser>;

/** Keyed by the number that Product Hunt gave; usernames change. */
export function toProfile(user: WireUser, now: Date): Profile {
  const handle = user.username.toLowerCase();
  const url = `${SITE}/@${handle}`;
  const links = [user.websiteUrl, user.twitterUsername && `https://x.com/${user.twitterUsername}`];
  const stated = new Set(links.flatMap((link) => writtenLink(link) ?? []));
  return {
    network: PRODUCTHUNT,
    id: ProfileId.parse(user.id),
    handle,
    url,
    ...present({ name: user.name, bio: user.headline, avatar: user.profileImage }),
    emails: [],
    states: [...stated].map((link) => ({ url: link, where: 'link', proven: false })),
    counts: {
      followers: user.followers.totalCount,
      following: user.following.totalCount,
      posts: user.submittedPosts.totalCount,
    },
    since: user.createdAt,
    standing: 'active',
    reserved: false,
    provenance: { source: PRODUCTHUNT, url, fetchedAt: now, basis: 'published by the person' },
  };
}
