import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { PRODUCTHUNT } from './wire.ts';

const Count = z.number().int().nonnegative();
const Page = z.url({ protocol: /^https?$/ }).transform(untracked);

const WireComment = z.object({
  id: z.string().min(1),
  body: z.string(),
  url: Page,
  createdAt: z.coerce.date(),
  votesCount: Count,
  userId: z.string(),
  parentId: z.string().nullish(),
});

/** A product that somebody launched, called a post there. */
const WireLaunch = z.object({
  id: z.string().min(1),
  name: z.string(),
  tagline: z.string(),
  description: z.string().nullish(),
  url: Page,
  createdAt: z.coerce.date(),
  votesCount: Count,
  commentsCount: Count,
  comments: z.object({ edges: z.array(z.object({ node: WireComment })) }),
});
type WireLaunch = z.output<typeof WireLaunch>;

export const WireLaunches = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  edges: z.array(z.object({ node: WireLaunch })),
});
export type WireLaunches = z.output<typeof WireLaunches>;

/** What the person says by a launch: what it is, and their own comments below it. Others' are not theirs. */
export function saidIn(launch: WireLaunch, of: Profile, now: Date): readonly Post[] {
  const id = PostId.parse(`launch:${launch.id}`);
  const own = launch.comments.edges.map(({ node }) => node).filter(({ userId }) => userId === of.id);
  const post = (says: Omit<Post, 'network' | 'profile' | 'conversation' | 'provenance'>): Post => ({
    ...says,
    network: PRODUCTHUNT,
    profile: of.id,
    conversation: id,
    provenance: { source: PRODUCTHUNT, url: says.url, fetchedAt: now, basis: 'published by the person' },
  });
  const comments = own.map((comment) =>
    post({
      id: PostId.parse(`comment:${comment.id}`),
      url: comment.url,
      kind: 'comment',
      text: readMarkup(comment.body).text,
      publishedAt: comment.createdAt,
      inReplyTo: comment.parentId ? PostId.parse(`comment:${comment.parentId}`) : id,
      counts: { likes: comment.votesCount },
    }),
  );
  return [
    post({
      ...{ id, url: launch.url, kind: 'post', text: wordsOf(launch), publishedAt: launch.createdAt },
      counts: { likes: launch.votesCount, replies: launch.commentsCount },
    }),
    ...comments.filter(({ text }) => text !== ''),
  ];
}

function wordsOf({ name, tagline, description }: WireLaunch): string {
  return [`${name}: ${tagline}`, description?.trim()].filter(Boolean).join('\n\n');
}

/** Product Hunt adds to its addresses which application asked. */
function untracked(address: string): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  return url.href;
}
