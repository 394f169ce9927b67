import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { DEV, SITE, WireBy } from './wire.ts';

const Count = z.number().int().nonnegative();

/** `GET /articles?username=`: without the body, which costs a request each. */
export const WireArticle = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string().nullish(),
  url: z.url({ protocol: /^https?$/ }),
  published_timestamp: z.coerce.date(),
  comments_count: Count,
  public_reactions_count: Count,
  user: z.object({ username: z.string().nullish() }),
});
export const WireArticles = z.array(WireArticle);
export type WireArticle = z.output<typeof WireArticle>;

/** `GET /comments?a_id=`: trees of comments. Of a deleted one nothing is left but its place, and nobody wrote it. */
const WireComment = z.object({
  id_code: z.string().min(1),
  created_at: z.coerce.date(),
  body_html: z.string(),
  user: WireBy,
  children: z.array(z.unknown()).default([]),
});
export const WireComments = z.array(WireComment);
type WireComment = z.output<typeof WireComment>;

const idOf = (article: WireArticle) => PostId.parse(`article:${article.id}`);

export function toPost(article: WireArticle, of: Profile, now: Date): Post | undefined {
  if (article.user.username?.toLowerCase() !== of.handle) return undefined;
  const { url } = article;
  return {
    network: DEV,
    id: idOf(article),
    profile: of.id,
    url,
    kind: 'post',
    text: article.description ? `${article.title}\n\n${article.description}` : article.title,
    publishedAt: article.published_timestamp,
    conversation: idOf(article),
    counts: { likes: article.public_reactions_count, replies: article.comments_count },
    provenance: { source: DEV, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** A comment, and what it stands below. */
export interface Placed {
  readonly comment: WireComment;
  readonly within: PostId;
  readonly article: PostId;
}

/** The comments of an article, those nearer to it first, however deep. What has another shape is passed over. */
export function* commentsIn(article: WireArticle, trees: readonly WireComment[]): Generator<Placed> {
  let level: Placed[] = trees.map((comment) => ({ comment, within: idOf(article), article: idOf(article) }));
  while (level.length > 0) {
    yield* level;
    level = level.flatMap(({ comment, article: whole }) => {
      const children = comment.children.flatMap((child) => WireComment.safeParse(child).data ?? []);
      return children.map((child) => ({ comment: child, within: commentId(comment), article: whole }));
    });
  }
}

const commentId = ({ id_code: code }: WireComment) => PostId.parse(`comment:${code}`);

/** Undefined for what is somebody else's, or has no words. */
export function toComment({ comment, within, article }: Placed, of: Profile, now: Date): Post | undefined {
  const { text } = readMarkup(comment.body_html);
  if (comment.user.username?.toLowerCase() !== of.handle || text === '') return undefined;
  const url = `${SITE}/${of.handle}/comment/${encodeURIComponent(comment.id_code)}`;
  return {
    network: DEV,
    id: commentId(comment),
    profile: of.id,
    url,
    kind: 'comment',
    text,
    publishedAt: comment.created_at,
    conversation: article,
    inReplyTo: within,
    counts: { replies: comment.children.length },
    provenance: { source: DEV, url, fetchedAt: now, basis: 'published by the person' },
  };
}
