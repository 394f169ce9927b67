import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const THREADS = NetworkId.parse('threads');
export const USERNAME = /^[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?$/;

const Id = z.union([z.string().regex(/^\d{1,30}$/), z.number().int().nonnegative()]).transform(String);
const Username = z.string().toLowerCase().regex(USERNAME);
const When = z.coerce.date();
const Page = z.url({ protocol: /^https?$/ });
const Ref = z.object({ id: Id }).nullish();

/** `GET /profile_lookup`, which tells no id. @see https://developers.facebook.com/docs/threads/threads-profiles */
export const WireProfile = z.object({
  username: Username,
  name: z.string().nullish(),
  biography: z.string().nullish(),
  profile_picture_url: Page.nullish(),
  follower_count: z.number().int().nonnegative().nullish(),
});
export type WireProfile = z.output<typeof WireProfile>;

/** A post, as reading and the webhook tell it. @see https://developers.facebook.com/docs/threads/webhooks */
export const WirePost = z.object({
  id: Id,
  username: Username,
  text: z.string().nullish(),
  permalink: Page,
  timestamp: When,
  replied_to: Ref,
  root_post: z.object({ id: Id, username: Username.nullish() }).nullish(),
  is_quote_post: z.boolean().nullish(),
});
export type WirePost = z.output<typeof WirePost>;

export const WirePosts = z.object({ data: z.array(WirePost) });
export const WireDeleted = z.object({ id: Id });

/** Who wrote is told by username alone, to readers and in deliveries alike: that is their id. */
export function toProfile(wire: WireProfile, now: Date): Profile {
  const { username, biography, follower_count: followers } = wire;
  return {
    ...accountOf(username, now),
    ...present({
      name: wire.name?.trim() || undefined,
      bio: biography?.trim() || undefined,
      avatar: wire.profile_picture_url ?? undefined,
    }),
    counts: present({ followers: followers ?? undefined }),
  };
}

export function accountOf(username: string, now: Date): Profile {
  const url = `https://www.threads.com/@${username}`;
  return {
    ...{ network: THREADS, id: ProfileId.parse(username), handle: username, url },
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: THREADS, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** Undefined for posts without words. */
export function toPost(wire: WirePost, now: Date, told?: Post['kind']): Post | undefined {
  const { replied_to: to, root_post: root, permalink: url } = wire;
  const text = wire.text?.trim() ?? '';
  if (text === '') return undefined;
  const id = PostId.parse(wire.id);
  const kind = to ? 'reply' : wire.is_quote_post ? 'quote' : 'post';
  return {
    ...{ network: THREADS, id, profile: ProfileId.parse(wire.username), url, text, counts: {} },
    ...{ kind: told ?? kind, publishedAt: wire.timestamp },
    conversation: PostId.parse(root?.id ?? to?.id ?? wire.id),
    ...(to && { inReplyTo: PostId.parse(to.id) }),
    provenance: { source: THREADS, url, fetchedAt: now, basis: 'published by the person' },
  };
}
