import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import type { ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { provenanceOf, SITE, YOUTUBE } from './wire.ts';

/** `GET /playlistItems` of a channel's uploads, newest first. A private or deleted video has no day of publication. */
export const WireUploads = z.object({
  kind: z.literal('youtube#playlistItemListResponse'),
  nextPageToken: z.string().optional(),
  items: z
    .array(
      z.object({
        snippet: z.object({ title: z.string(), description: z.string(), channelId: z.string() }),
        contentDetails: z.object({
          videoId: z.string().min(1),
          videoPublishedAt: z.coerce.date().optional(),
        }),
        status: z.object({ privacyStatus: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
export type WireUpload = z.output<typeof WireUploads>['items'][number];

export const WireComment = z.object({
  id: z.string().min(1),
  snippet: z.object({
    authorChannelId: z.object({ value: z.string() }).optional(),
    authorDisplayName: z.string().optional(),
    authorProfileImageUrl: z.string().optional(),
    textDisplay: z.string(),
    videoId: z.string().optional(),
    parentId: z.string().optional(),
    likeCount: z.number().int().nonnegative().optional(),
    publishedAt: z.coerce.date(),
  }),
});
export type WireComment = z.output<typeof WireComment>;

/** `GET /commentThreads`: what is said below videos, by whomever; of many answers to a comment only some. */
export const WireThreads = z.object({
  kind: z.literal('youtube#commentThreadListResponse'),
  items: z
    .array(
      z.object({
        snippet: z.object({
          videoId: z.string().optional(),
          topLevelComment: WireComment,
          totalReplyCount: z.number().int().nonnegative().optional(),
        }),
        replies: z.object({ comments: z.array(WireComment) }).optional(),
      }),
    )
    .default([]),
});
export type WireThread = z.output<typeof WireThreads>['items'][number];

/** Undefined for a video that not everybody may see. */
export function toPost({ snippet, contentDetails, status }: WireUpload, author: ProfileId, now: Date) {
  const { videoId, videoPublishedAt } = contentDetails;
  const isPublic = (status?.privacyStatus ?? 'public') === 'public';
  if (videoPublishedAt === undefined || !isPublic || snippet.channelId !== author) return undefined;
  const id = PostId.parse(videoId);
  const url = `${SITE}/watch?v=${encodeURIComponent(videoId)}`;
  const post: Post = {
    network: YOUTUBE,
    id,
    profile: author,
    url,
    kind: 'post',
    text: [snippet.title, snippet.description.trim()].filter(Boolean).join('\n\n'),
    publishedAt: videoPublishedAt,
    conversation: id,
    counts: {},
    provenance: provenanceOf(url, now),
  };
  return post;
}

/** What the channel itself says in a thread below one of its videos. */
export function commentsBy(author: ProfileId, thread: WireThread, now: Date): readonly Post[] {
  const { snippet, replies } = thread;
  const video = snippet.videoId ?? snippet.topLevelComment.snippet.videoId;
  if (video === undefined) return [];
  return [snippet.topLevelComment, ...(replies?.comments ?? [])]
    .filter((comment) => comment.snippet.authorChannelId?.value === author)
    .map((comment) => toComment(comment, video, author, now))
    .filter((post) => post.text !== '');
}

export function toComment({ id, snippet }: WireComment, video: string, author: ProfileId, now: Date): Post {
  const url = `${SITE}/watch?v=${encodeURIComponent(video)}&lc=${encodeURIComponent(id)}`;
  return {
    network: YOUTUBE,
    id: PostId.parse(id),
    profile: author,
    url,
    kind: 'comment',
    text: snippet.textDisplay.trim(),
    publishedAt: snippet.publishedAt,
    conversation: PostId.parse(video),
    inReplyTo: PostId.parse(snippet.parentId ?? video),
    counts: {},
    provenance: provenanceOf(url, now),
  };
}
