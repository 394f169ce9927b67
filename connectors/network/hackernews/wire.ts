import { z } from 'zod';
import { emailsIn } from '../../../src/core/emails-in.ts';
import { NetworkId, PostId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';

export const HACKERNEWS = NetworkId.parse('hackernews');

const SITE = 'https://news.ycombinator.com';

const Seconds = z
  .number()
  .int()
  .nonnegative()
  .transform((seconds) => new Date(seconds * 1000));
const Count = z.number().int().nonnegative().optional().catch(undefined);

/** `GET /v0/user/{id}.json`; `about` is HTML. Nobody of that name is `null`. */
export const WireUser = z
  .object({
    id: z.string().min(1),
    created: Seconds,
    about: z.string().optional(),
    submitted: z.array(z.number()).default([]),
  })
  .nullable();
export type WireUser = NonNullable<z.output<typeof WireUser>>;

/** `GET /v0/item/{id}.json`; of a deleted one little more than its id is left. `null` where there never was one. */
export const WireItem = z
  .object({
    id: z.number().int(),
    type: z.string(),
    by: z.string().optional(),
    time: Seconds,
    deleted: z.boolean().optional(),
    dead: z.boolean().optional(),
    parent: z.number().int().optional(),
    title: z.string().optional(),
    text: z.string().optional(),
    score: Count,
    descendants: Count,
    kids: z.array(z.number()).optional(),
  })
  .nullable();
export type WireItem = NonNullable<z.output<typeof WireItem>>;

/** `GET /api/v1/search_by_date?tags=author_…`: what is asked of the index is which items there are, and their story. */
export const WireHits = z.object({
  hits: z.array(
    z.object({
      objectID: z.string().regex(/^\d+$/),
      author: z.string().min(1),
      story_id: z.number().int().nullish(),
    }),
  ),
});
export type WireHit = z.output<typeof WireHits>['hits'][number];

/** Where a user of this name is shown. */
export const profileUrl = (name: string) => `${SITE}/user?id=${encodeURIComponent(name)}`;

export function toProfile(user: WireUser, now: Date): Profile {
  const url = profileUrl(user.id);
  const { text, links } = readMarkup(user.about ?? '');
  return {
    network: HACKERNEWS,
    id: ProfileId.parse(user.id),
    handle: user.id,
    url,
    ...present({ bio: text || undefined }),
    emails: emailsIn(text),
    states: links.map((link) => ({ url: link, where: 'bio', proven: false })),
    counts: { posts: user.submitted.length },
    since: user.created,
    standing: 'active',
    reserved: false,
    provenance: { source: HACKERNEWS, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** All that a post tells of who wrote it. */
export function authorOf(name: string, now: Date): Profile {
  const url = profileUrl(name);
  return {
    ...{
      network: HACKERNEWS,
      id: ProfileId.parse(name),
      handle: name,
      url,
      emails: [],
      states: [],
      counts: {},
    },
    ...{ standing: 'active', reserved: false },
    provenance: { source: HACKERNEWS, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/**
 * Undefined for what its author or the moderators took away, and for what is nobody's words: jobs, options of a poll.
 * @param story the item that the conversation is about, where the index knows it
 */
export function toPost(
  item: WireItem,
  story: number | undefined,
  author: ProfileId,
  now: Date,
): Post | undefined {
  if (item.deleted || item.dead || item.by !== author) return undefined;
  const text = wordsOf(item);
  const kind = kindOf(item);
  if (text === '' || kind === undefined) return undefined;
  const url = `${SITE}/item?id=${item.id}`;
  return {
    network: HACKERNEWS,
    id: PostId.parse(String(item.id)),
    profile: author,
    url,
    kind,
    text,
    publishedAt: item.time,
    conversation: PostId.parse(String(item.parent === undefined ? item.id : (story ?? item.parent))),
    ...(item.parent !== undefined && { inReplyTo: PostId.parse(String(item.parent)) }),
    counts: present({ likes: item.score, replies: item.descendants ?? item.kids?.length }),
    provenance: { source: HACKERNEWS, url, fetchedAt: now, basis: 'published by the person' },
  };
}

function wordsOf({ title, text }: WireItem): string {
  const said = readMarkup(text ?? '').text;
  return [title?.trim(), said].filter(Boolean).join('\n\n');
}

function kindOf({ type, title = '' }: WireItem): Post['kind'] | undefined {
  if (type === 'comment') return 'comment';
  if (type === 'story' && /^(?:Ask|Tell) HN\b/i.test(title)) return /^Ask/i.test(title) ? 'question' : 'post';
  return type === 'story' || type === 'poll' ? 'post' : undefined;
}
