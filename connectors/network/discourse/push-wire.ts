import { z } from 'zod';
import { PostId, ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { DISCOURSE, avatarOf } from './wire.ts';

/** Discourse's `WebHookPostSerializer`. */
export const WirePost = z.object({
  username: z.string().min(1),
  name: z.string().nullish(),
  avatar_template: z.string().optional(),
  user_id: z.number().int().nullish(),
  created_at: z.coerce.date(),
  updated_at: z.coerce.date(),
  cooked: z.string().nullish(),
  post_number: z.number().int().positive(),
  post_type: z.number().int(),
  reply_to_post_number: z.number().int().positive().nullish(),
  topic_id: z.number().int().positive(),
  topic_slug: z.string().nullish(),
  topic_title: z.string().nullish(),
  topic_archetype: z.string().nullish(),
  hidden: z.boolean().nullish(),
  deleted_at: z.coerce.date().nullish(),
  user_deleted: z.boolean().nullish(),
});

export type WirePost = z.output<typeof WirePost>;

/** `WebHookUserSerializer`, as far as it is needed. */
export const WirePushedUser = z.object({ id: z.number().int() });

/** The kind of a post that somebody wrote for all: neither a whisper, nor a moderator's or the system's note. */
const REGULAR = 1;

/**
 * What a member wrote for everybody, and who they are. Undefined for private messages, whispers, the forum's own notices
 * and what was taken away.
 * @param forum its address without a trailing slash
 */
export function postSaid(
  post: WirePost,
  forum: string,
): { readonly post: Post; readonly by: Profile } | undefined {
  const { user_id: author, topic_id: topic, post_number: number } = post;
  if (!isForAll(post) || isAway(post) || !author || author <= 0) return undefined;
  const text = textOf(post);
  if (text === '' || !/^https?:\/\//.test(forum)) return undefined;
  const by = authorOf(post, author, forum);
  const url = `${forum}/t/${encodeURIComponent(post.topic_slug || '-')}/${topic}/${number}`;
  const at = (n: number) => PostId.parse(`${topic}/${n}`);
  return {
    by,
    post: {
      ...{ network: DISCOURSE, id: at(number), profile: by.id, url, text, counts: {} },
      kind: number === 1 ? 'post' : 'reply',
      publishedAt: post.created_at,
      conversation: at(1),
      ...(number > 1 && { inReplyTo: at(post.reply_to_post_number ?? 1) }),
      provenance: { ...by.provenance, url },
    },
  };
}

function isForAll({ post_type: type, topic_archetype: archetype }: WirePost): boolean {
  return type === REGULAR && (archetype ?? 'regular') === 'regular';
}

/** Taken away by its author, a moderator, or enough members who found it out of place. */
export function isAway({ hidden, deleted_at: deleted, user_deleted: byAuthor }: WirePost): boolean {
  return Boolean(hidden || deleted || byAuthor);
}

function textOf({ cooked, post_number: number, topic_title: title }: WirePost): string {
  const { text } = readMarkup(cooked ?? '');
  return number === 1 ? [title, text].filter(Boolean).join('\n\n') : text;
}

function authorOf(post: WirePost, id: number, forum: string): Profile {
  const url = `${forum}/u/${encodeURIComponent(post.username)}`;
  const avatar = avatarOf(post, forum);
  const name = post.name?.trim();
  return {
    network: DISCOURSE,
    id: ProfileId.parse(String(id)),
    handle: post.username.toLowerCase(),
    url,
    ...(name && { name }),
    ...(avatar !== undefined && { avatar }),
    ...{ emails: [], states: [], counts: {}, standing: 'active', reserved: false },
    provenance: {
      ...{ source: DISCOURSE, url, fetchedAt: post.updated_at, basis: 'published by the person' },
    },
  };
}
