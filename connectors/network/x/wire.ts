import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';

export const X = NetworkId.parse('x');

export const WireId = z.string().regex(/^[1-9]\d{0,19}$/);
const Count = z.number().int().nonnegative().optional().catch(undefined);

/** A shortened address, and what it leads to. */
const WireLink = z.object({ url: z.string(), expanded_url: z.string().optional() });
const WireLinks = z
  .object({ urls: z.array(WireLink).optional() })
  .optional()
  .catch(undefined);
type WireLink = z.output<typeof WireLink>;

/** `GET /2/users/{id}` and `/2/users/by/username/{handle}` with the fields that are asked for. */
export const WireUser = z.object({
  id: WireId,
  username: z.string().regex(/^\w{1,20}$/),
  name: z.string().default(''),
  description: z.string().default(''),
  entities: z.object({ url: WireLinks, description: WireLinks }).optional().catch(undefined),
  profile_image_url: z.string().optional(),
  protected: z.boolean().default(false),
  created_at: z.coerce.date().optional().catch(undefined),
  public_metrics: z
    .object({ followers_count: Count, following_count: Count, tweet_count: Count })
    .optional()
    .catch(undefined),
});
export type WireUser = z.output<typeof WireUser>;
export const WireUserAnswer = z.object({ data: WireUser });

/** A post of `GET /2/users/{id}/tweets`, and the payload of an event. Longer posts are whole in `note_tweet`. */
export const WirePost = z.object({
  id: WireId,
  text: z.string(),
  author_id: WireId.optional(),
  conversation_id: WireId.optional(),
  created_at: z.coerce.date().optional(),
  lang: z.string().optional(),
  entities: WireLinks,
  note_tweet: z.object({ text: z.string(), entities: WireLinks }).optional().catch(undefined),
  referenced_tweets: z.array(z.object({ type: z.string(), id: WireId })).default([]),
  public_metrics: z
    .object({ like_count: Count, reply_count: Count, retweet_count: Count })
    .optional()
    .catch(undefined),
});
export type WirePost = z.output<typeof WirePost>;
/** Where there are none, only the count says so. */
export const WirePosts = z.union([
  z.object({ data: z.array(WirePost) }),
  z.object({ meta: z.object({ result_count: z.literal(0) }) }).transform(() => ({ data: [] })),
]);

/** @param at when the account was seen like this. */
export function toProfile(user: WireUser, at: Date): Profile {
  const url = `https://x.com/${user.username}`;
  const bio = lengthened(user.description, user.entities?.description?.urls).trim();
  const states = new Map([
    ...leadsTo(user.entities?.description?.urls).map((link) => [link, 'bio' as const] as const),
    ...leadsTo(user.entities?.url?.urls).map((link) => [link, 'link' as const] as const),
  ]);
  const {
    followers_count: followers,
    following_count: following,
    tweet_count: posts,
  } = user.public_metrics ?? {};
  return {
    network: X,
    id: ProfileId.parse(user.id),
    handle: user.username.toLowerCase(),
    url,
    ...present({
      name: user.name.trim() || undefined,
      bio: bio || undefined,
      avatar: absoluteLink(user.profile_image_url?.replace(/_normal(?=\.\w+$)/, '_400x400')),
      since: user.created_at,
    }),
    emails: emailsIn(bio),
    states: [...states].map(([link, where]) => ({ url: link, where, proven: false })),
    counts: present({ followers, following, posts }),
    standing: 'active',
    reserved: user.protected,
    provenance: { source: X, url, fetchedAt: at, basis: 'published by the person' },
  };
}

/** X shortens every address; what each leads to stands beside the text. */
export function lengthened(text: string, links: readonly WireLink[] = []): string {
  return links.reduce(
    (written, { url, expanded_url: whole }) => written.replace(url, () => whole ?? url),
    text,
  );
}

function leadsTo(links: readonly WireLink[] = []): readonly string[] {
  return links.flatMap(({ expanded_url: whole }) => absoluteLink(whole) ?? []);
}
