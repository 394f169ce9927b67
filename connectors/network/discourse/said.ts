import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { DISCOURSE } from './wire.ts';

/** Kinds of actions that are words: a new topic, a reply. Likes and private messages are neither. */
export const SAID = { topic: 4, reply: 5 } as const;

/** `GET /user_actions.json?filter=4,5`: the beginning of each post, as HTML. */
export const WireActions = z.object({
  user_actions: z.array(
    z.object({
      action_type: z.number().int(),
      acting_user_id: z.number().int(),
      created_at: z.coerce.date(),
      excerpt: z.string().nullish(),
      slug: z.string(),
      topic_id: z.number().int().positive(),
      post_number: z.number().int().positive(),
      reply_to_post_number: z.number().int().positive().nullish(),
      title: z.string(),
      deleted: z.boolean().nullish(),
      hidden: z.boolean().nullish(),
    }),
  ),
});
export type WireAction = z.output<typeof WireActions>['user_actions'][number];

/** Undefined for what moderators or the author took away, and for what is somebody else's. */
export function toPost(action: WireAction, of: Profile, forum: string, now: Date): Post | undefined {
  const { action_type: type, topic_id: topic, post_number: number } = action;
  const isWords = type === SAID.topic || type === SAID.reply;
  if (!isWords || action.deleted || action.hidden || String(action.acting_user_id) !== of.id)
    return undefined;
  const { text: said } = readMarkup(action.excerpt ?? '');
  const text = type === SAID.topic ? [action.title, said].filter(Boolean).join('\n\n') : said;
  if (text === '') return undefined;
  const url = `${forum}/t/${encodeURIComponent(action.slug)}/${topic}/${number}`;
  const at = (n: number) => PostId.parse(`${topic}/${n}`);
  return {
    network: DISCOURSE,
    id: at(number),
    profile: of.id,
    url,
    kind: type === SAID.topic ? 'post' : 'reply',
    text,
    publishedAt: action.created_at,
    conversation: at(1),
    ...(type === SAID.reply && { inReplyTo: at(action.reply_to_post_number ?? 1) }),
    counts: {},
    provenance: { source: DISCOURSE, url, fetchedAt: now, basis: 'published by the person' },
  };
}
