import { z } from 'zod';
import { MOST_NAMED } from '../../../src/core/post.ts';
import type { Post } from '../../../src/core/post.ts';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { readBio } from './bio.ts';

export const BLUESKY = NetworkId.parse('bluesky');

/** What AT Protocol servers answer for a handle that no longer leads to its account. */
const BROKEN_HANDLE = 'handle.invalid';

/** Handles under these are handed out by a host to its users, so they prove nothing about a domain. */
const HANDED_OUT = [
  'bsky.social',
  'bsky.team',
  'brid.gy',
  'blacksky.app',
  'northsky.social',
  'eurosky.social',
];

const Count = z.number().int().nonnegative().optional();

/** `app.bsky.actor.defs#profileViewDetailed`; `profileView` is the same with less in it. */
export const WireActor = z.object({
  did: z.string().startsWith('did:'),
  handle: z.string().min(1),
  displayName: z.string().optional(),
  description: z.string().optional(),
  website: z.string().optional(),
  avatar: z.string().optional(),
  followersCount: Count,
  followsCount: Count,
  postsCount: Count,
  createdAt: z.coerce.date().optional().catch(undefined),
  labels: z.array(z.object({ src: z.string(), val: z.string(), neg: z.boolean().optional() })).default([]),
});
export type WireActor = z.output<typeof WireActor>;

export const WireActors = z.object({ actors: z.array(WireActor) });
export const WireProfiles = z.object({ profiles: z.array(WireActor) });

const Reference = z.object({ uri: z.string() });
/** `app.bsky.feed.post`, with what is ours of it. */
export const WireRecord = z.object({
  text: z.string(),
  createdAt: z.coerce.date().optional().catch(undefined),
  langs: z.array(z.string()).optional(),
  reply: z.object({ root: Reference, parent: Reference }).optional(),
  embed: z.object({ $type: z.string() }).optional().catch(undefined),
  facets: z
    .array(z.object({ features: z.array(z.unknown()) }))
    .optional()
    .catch(undefined),
});
/** `app.bsky.richtext.facet#mention`: whose handle stood there when it was written; the words keep that handle. */
const WireMention = z.object({
  $type: z.literal('app.bsky.richtext.facet#mention'),
  did: z.string().startsWith('did:').pipe(ProfileId),
});
/** `app.bsky.feed.defs#postView` */
export const WireViewed = z.object({
  uri: z.string().regex(/^at:\/\/[^/]+\/[^/]+\/[^/]+$/),
  author: z.object({ did: z.string() }),
  record: WireRecord,
  indexedAt: z.coerce.date(),
  likeCount: Count,
  replyCount: Count,
  repostCount: Count,
});
const WireItem = z.object({
  post: WireViewed,
  reason: z.object({ $type: z.string() }).optional(),
});
export type WireItem = z.output<typeof WireItem>;

/** What `getPostThread` answers; its nodes are read one by one. */
export const WireThread = z.object({ thread: z.looseObject({ $type: z.string() }) });

export const WireFeed = z.object({ feed: z.array(WireItem), cursor: z.string().optional() });

export function toProfile(actor: WireActor, now: Date): Profile {
  const named = actor.handle !== BROKEN_HANDLE;
  const url = profileUrl(named ? actor.handle : actor.did);
  const bio = readBio(actor.description ?? '', actor.website);
  const domain = named ? ownDomain(actor.handle) : undefined;
  return {
    network: BLUESKY,
    id: ProfileId.parse(actor.did),
    handle: named ? actor.handle.toLowerCase() : actor.did,
    url,
    ...(actor.displayName && { name: actor.displayName }),
    ...(actor.description && { bio: actor.description }),
    ...(actor.avatar && { avatar: actor.avatar }),
    ...(domain && { domain }),
    ...bio,
    counts: present({
      followers: actor.followersCount,
      following: actor.followsCount,
      posts: actor.postsCount,
    }),
    ...(actor.createdAt && { since: actor.createdAt }),
    standing: 'active',
    reserved: actor.labels.some((l) => l.val === '!no-unauthenticated' && l.src === actor.did && !l.neg),
    provenance: { source: BLUESKY, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** All there is to say of an account of which only the DID is known: switched off, suspended, or merely heard. */
export function toBareProfile(did: string, standing: Profile['standing'], now: Date): Profile {
  return { ...toProfile({ did, handle: BROKEN_HANDLE, labels: [] }, now), standing };
}

/** Undefined for a repost: its words are somebody else's. */
export function toPost({ post, reason }: WireItem, author: ProfileId, now: Date): Post | undefined {
  if (reason?.$type === 'app.bsky.feed.defs#reasonRepost' || post.author.did !== author) return undefined;
  const { record, indexedAt } = post;
  const url = postUrl(post.uri);
  const language = record.langs?.[0];
  return {
    network: BLUESKY,
    id: PostId.parse(post.uri),
    profile: author,
    url,
    kind: kindOf(record),
    text: record.text,
    ...(language && { statedLanguage: language }),
    publishedAt: publishedAt(record.createdAt, indexedAt),
    conversation: PostId.parse(record.reply?.root.uri ?? post.uri),
    ...(record.reply && { inReplyTo: PostId.parse(record.reply.parent.uri) }),
    ...namesIn(record),
    counts: present({ likes: post.likeCount, replies: post.replyCount, shares: post.repostCount }),
    provenance: { source: BLUESKY, url, fetchedAt: now, basis: 'published by the person' },
  };
}

function namesIn({ facets = [] }: z.output<typeof WireRecord>): Pick<Post, 'names'> {
  const features = facets.flatMap((facet) => facet.features);
  const dids = new Set(features.flatMap((feature) => WireMention.safeParse(feature).data?.did ?? []));
  return dids.size > 0 ? { names: [...dids].slice(0, MOST_NAMED).map((profile) => ({ profile })) } : {};
}

/** The author writes `createdAt` and may write anything; the feed is ordered by the earlier of the two. */
function publishedAt(createdAt: Date | undefined, indexedAt: Date): Date {
  return createdAt && createdAt < indexedAt ? createdAt : indexedAt;
}

function kindOf({ reply, embed }: WireItem['post']['record']): Post['kind'] {
  if (reply) return 'reply';
  return embed && /^app\.bsky\.embed\.record(WithMedia)?$/.test(embed.$type) ? 'quote' : 'post';
}

function ownDomain(handle: string): string | undefined {
  const host = handle.toLowerCase();
  return HANDED_OUT.some((suffix) => host.endsWith(`.${suffix}`)) ? undefined : host;
}

function profileUrl(actor: string): string {
  return `https://bsky.app/profile/${actor.toLowerCase()}`;
}

/** By DID, so that it outlives a change of handle. */
function postUrl(uri: string): string {
  const [, , did = '', , key = ''] = uri.split('/');
  return `https://bsky.app/profile/${did}/post/${key}`;
}
