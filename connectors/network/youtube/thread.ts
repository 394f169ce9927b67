import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { getComments, getReplies, getVideo } from './api.ts';
import type { Tools } from './api.ts';
import type { WireComment, WireThread } from './said.ts';
import { commentSaid, videoSaid } from './watched.ts';

/** So many of anything an answer of the API holds. */
const PAGE = 100;
/** Of so many comments all answers are read; each costs a unit. */
const WHOLE = 3;

/**
 * A video, what is said below it and in answer to that: six units of the day's ten thousand at the most. Of many comments
 * the newest, and in any case those among which the post stands.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const [, video] = /^([\w-]{6,20})$/.exec(post.conversation) ?? [];
  const watched = video === undefined ? undefined : await getVideo(tools, video);
  if (!watched || video === undefined || most <= 0) return [];
  const said = videoSaid(watched, tools.now());
  // Whoever may not see the video may not see what is said below it.
  if (said.length === 0) return [];
  const comments = await commentsAround(tools, post, Math.min(PAGE, most));
  const whole = await wholeOf(tools, post, comments, Math.min(PAGE, most));
  const spoken = comments.flatMap(({ snippet: { topLevelComment: top }, replies }) => [
    ...[top, ...(whole.get(top.id) ?? replies?.comments ?? [])],
  ]);
  const mentions = [...said, ...spoken.flatMap((comment) => commentSaid(comment, video, tools.now()))];
  return [...new Map(mentions.map((one) => [one.post.id, one])).values()].slice(0, most);
}

/** Answers have the id of their comment before their own. */
const topOf = ({ id }: Post) => id.split('.')[0] ?? id;

/** The newest comments; those among which the post stands go first. */
async function commentsAround(tools: Tools, post: Post, most: number): Promise<readonly WireThread[]> {
  const isTop = (one: WireThread) => one.snippet.topLevelComment.id === topOf(post);
  const newest = await getComments(tools, { videoId: post.conversation }, most);
  const own = newest.filter(isTop);
  if (own.length > 0 || post.id === post.conversation)
    return [...own, ...newest.filter((one) => !isTop(one))];
  const older = await getComments(tools, { id: topOf(post) }, 1);
  return [...older, ...newest];
}

/** All answers to those comments of which too few were told: to the one of the post, then where most are missing. */
async function wholeOf(
  tools: Tools,
  post: Post,
  comments: readonly WireThread[],
  most: number,
): Promise<ReadonlyMap<string, readonly WireComment[]>> {
  const short = comments
    .map(
      ({
        snippet: {
          topLevelComment: { id },
          totalReplyCount = 0,
        },
        replies,
      }) => ({
        id,
        missing: totalReplyCount - (replies?.comments.length ?? 0),
      }),
    )
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => Number(b.id === topOf(post)) - Number(a.id === topOf(post)) || b.missing - a.missing)
    .slice(0, WHOLE);
  const read = short.map(async ({ id }) => [id, await getReplies(tools, id, most)] as const);
  return new Map(await Promise.all(read));
}
