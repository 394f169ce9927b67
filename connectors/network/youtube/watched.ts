import { z } from 'zod';
import type { Mention } from '../../../src/ports/listening.ts';
import { toComment, toPost, WireComment } from './said.ts';
import { speakerOf } from './speaker.ts';

const CHANNEL = /^UC[\w-]{22}$/;

/** `GET /videos?id=`: nothing in it where a video is private or gone. */
export const WireVideos = z.object({
  kind: z.literal('youtube#videoListResponse'),
  items: z
    .array(
      z.object({
        id: z.string().min(1),
        snippet: z.object({
          publishedAt: z.coerce.date(),
          channelId: z.string().regex(CHANNEL),
          channelTitle: z.string().default(''),
          title: z.string(),
          description: z.string().default(''),
        }),
        status: z.object({ privacyStatus: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
export type WireVideo = z.output<typeof WireVideos>['items'][number];

/** `GET /comments?parentId=`: the answers to a comment. */
export const WireReplies = z.object({
  kind: z.literal('youtube#commentListResponse'),
  items: z.array(WireComment).default([]),
});

/** Nothing of a video that not everybody may see. */
export function videoSaid({ id, snippet, status }: WireVideo, now: Date): readonly Mention[] {
  const by = speakerOf(snippet.channelId, { name: snippet.channelTitle.trim() }, now);
  const contentDetails = { videoId: id, videoPublishedAt: snippet.publishedAt };
  const post = toPost({ snippet, contentDetails, status }, by.id, now);
  return post ? [{ post, by }] : [];
}

/** Nothing of who has no channel any more. People are named by their handles, and by their channels where they have none. */
export function commentSaid(comment: WireComment, video: string, now: Date): readonly Mention[] {
  const { authorChannelId, authorDisplayName: shown = '', authorProfileImageUrl: avatar } = comment.snippet;
  const channel = authorChannelId?.value ?? '';
  if (!CHANNEL.test(channel) || comment.snippet.textDisplay.trim() === '') return [];
  const named = shown.startsWith('@') ? { handle: shown.slice(1).toLowerCase() } : { name: shown.trim() };
  const by = speakerOf(channel, { ...named, avatar }, now);
  return [{ post: toComment(comment, video, by.id, now), by }];
}
