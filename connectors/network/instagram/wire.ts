import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { writtenLink } from '../../../src/core/written-link.ts';

export const INSTAGRAM = NetworkId.parse('instagram');
export const USERNAME = /^[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?$/;

const Id = z.union([z.string().regex(/^\d{1,30}$/), z.number().int().nonnegative()]).transform(String);
const Username = z.string().toLowerCase().regex(USERNAME);
const Count = z.number().int().nonnegative().nullish();

/** An IG User. @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery */
export const WireUser = z.object({
  id: Id,
  username: Username,
  name: z.string().nullish(),
  biography: z.string().nullish(),
  website: z.string().nullish(),
  profile_picture_url: z.url({ protocol: /^https?$/ }).nullish(),
  followers_count: Count,
  follows_count: Count,
  media_count: Count,
});
export type WireUser = z.output<typeof WireUser>;
export const WireDiscovered = z.object({ business_discovery: WireUser });

const WireMedia = z.object({
  id: Id,
  caption: z.string().nullish(),
  timestamp: z.coerce.date(),
  permalink: z.url({ protocol: /^https?$/ }),
  like_count: Count,
  comments_count: Count,
});
export type WireMedia = z.output<typeof WireMedia>;
export const WireDiscoveredMedia = z.object({
  business_discovery: z.object({ media: z.object({ data: z.array(WireMedia) }).optional() }),
});

/** A comment, as the webhook tells it. @see https://developers.facebook.com/docs/graph-api/webhooks/reference/instagram */
export const WireComment = z.object({
  id: Id,
  text: z.string().nullish(),
  parent_id: Id.nullish(),
  media: z.object({ id: Id }),
  from: z.object({
    id: Id,
    username: Username,
    /** It is there where the account speaks itself. */
    self_ig_scoped_id: Id.nullish(),
  }),
});
export type WireComment = z.output<typeof WireComment>;

/** What a delivery of the field `mentions` tells. @see https://developers.facebook.com/docs/instagram-platform/webhooks/examples */
export const WireMention = z.object({ media_id: Id, comment_id: Id.nullish() });

const Mentioning = { id: Id, username: Username.nullish(), timestamp: z.coerce.date() };
/** @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_comment */
export const WireMentionedComment = z.object({
  mentioned_comment: z.object({
    ...Mentioning,
    text: z.string().nullish(),
  }),
});
/** @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_media */
export const WireMentionedMedia = z.object({
  mentioned_media: z.object({ ...Mentioning, caption: z.string().nullish() }),
});

const urlOf = (username: string) => `https://www.instagram.com/${username}/`;

export function toProfile(user: WireUser, now: Date): Profile {
  const site = writtenLink(user.website);
  return {
    ...accountOf(user, now),
    ...present({
      name: user.name?.trim() || undefined,
      bio: user.biography?.trim() || undefined,
      avatar: user.profile_picture_url ?? undefined,
    }),
    states: site === undefined ? [] : [{ url: site, where: 'link', proven: false }],
    counts: present({
      followers: user.followers_count ?? undefined,
      following: user.follows_count ?? undefined,
      posts: user.media_count ?? undefined,
    }),
  };
}

export function accountOf({ id, username }: Pick<WireUser, 'id' | 'username'>, now: Date): Profile {
  const url = urlOf(username);
  return {
    ...{ network: INSTAGRAM, id: ProfileId.parse(id), handle: username, url },
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: { source: INSTAGRAM, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** Undefined for pictures without words. */
export function toPost(media: WireMedia, of: Profile, now: Date): Post | undefined {
  const { permalink: url, timestamp: publishedAt } = media;
  const text = media.caption?.trim() ?? '';
  const id = PostId.parse(media.id);
  return text === ''
    ? undefined
    : {
        ...{ network: INSTAGRAM, id, profile: of.id, url, kind: 'post', text, publishedAt, conversation: id },
        counts: present({
          likes: media.like_count ?? undefined,
          replies: media.comments_count ?? undefined,
        }),
        provenance: { source: INSTAGRAM, url, fetchedAt: now, basis: 'published by the person' },
      };
}

/** Undefined for stickers and for what the account says itself. A comment has no page of its own that the webhook tells. */
export function commentSaid(
  { id, text, parent_id: parent, media, from }: WireComment,
  { account, at }: { readonly account: string; readonly at: Date },
): { readonly post: Post; readonly by: Profile } | undefined {
  const words = text?.trim() ?? '';
  if (words === '' || from.id === account || from.self_ig_scoped_id) return undefined;
  const by = accountOf(from, at);
  return {
    by,
    post: {
      ...{ network: INSTAGRAM, id: PostId.parse(id), profile: by.id, url: by.url, text: words, counts: {} },
      ...{ kind: parent ? 'reply' : 'comment', publishedAt: at },
      conversation: PostId.parse(media.id),
      inReplyTo: PostId.parse(parent ?? media.id),
      provenance: by.provenance,
    },
  };
}
