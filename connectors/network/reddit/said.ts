import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { present } from '../../../src/core/present.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { REDDIT } from './wire.ts';
import type { WireThing } from './wire.ts';

/** What stands in place of words that their author, or somebody who may, took away. */
const AWAY = /^\[\s*(?:deleted|removed)(?:\s+by\s+[^\]]+)?\s*\]$/i;

/** Undefined for what was taken away, is read only by some, has no words, or is somebody else's. */
export function toPost(thing: WireThing, of: Profile, now: Date): Post | undefined {
  const { data } = thing;
  if (isAway(thing) || data.author.toLowerCase() !== of.handle || data.subreddit_type === 'private')
    return undefined;
  const words = wordsOf(thing);
  const url = urlOf(thing);
  if (words === undefined || url === undefined) return undefined;
  const id = PostId.parse(data.name);
  return {
    network: REDDIT,
    id,
    profile: of.id,
    url,
    text: words,
    publishedAt: data.created_utc,
    ...placeOf(thing, id),
    counts: present({
      likes: atLeastNone(data.score),
      replies: thing.kind === 't3' ? atLeastNone(thing.data.num_comments) : undefined,
    }),
    provenance: { source: REDDIT, url, fetchedAt: now, basis: 'published by the person' },
  };
}

function isAway({ data }: WireThing): boolean {
  return Boolean(data.removed_by_category ?? data.banned_by);
}

function wordsOf(thing: WireThing): string | undefined {
  if (thing.kind === 't1')
    return AWAY.test(thing.data.body.trim()) ? undefined : thing.data.body.trim() || undefined;
  const { title, selftext } = thing.data;
  if (AWAY.test(selftext.trim()) || AWAY.test(title.trim())) return undefined;
  return [title.trim(), selftext.trim()].filter(Boolean).join('\n\n') || undefined;
}

/** A comment answers the post (`t3_`) or another comment (`t1_`). */
function placeOf(thing: WireThing, id: PostId): Pick<Post, 'kind' | 'conversation' | 'inReplyTo'> {
  if (thing.kind === 't3') return { kind: 'post', conversation: id };
  const { link_id: post, parent_id: parent } = thing.data;
  return {
    kind: parent.startsWith('t1_') ? 'reply' : 'comment',
    conversation: PostId.parse(post),
    inReplyTo: PostId.parse(parent),
  };
}

function urlOf(thing: WireThing): string | undefined {
  const { permalink, name } = thing.data;
  if (permalink?.startsWith('/')) return new URL(permalink, 'https://www.reddit.com').href;
  if (thing.kind === 't3') return undefined;
  const thread = thing.data.link_permalink ?? thing.data.link_url ?? '';
  const isOurs = /^https:\/\/(?:www\.)?reddit\.com\/r\//.test(thread);
  const post = thing.data.link_id.replace(/^t3_/, '');
  return `${isOurs ? thread.replace(/\/*$/, '/') : `https://www.reddit.com/comments/${post}/_/`}${name.slice(3)}/`;
}

const atLeastNone = (count: number | null | undefined) => (count == null ? undefined : Math.max(0, count));
