import { z } from 'zod';
import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { get, read } from './api.ts';
import type { Tools } from './api.ts';
import { Comment, commented, opened, postOf, Thread, threadId } from './events.ts';
import type { Said } from './events.ts';
import { authorOf, WireSpeaker } from './mentions.ts';

const PAGE = 100;

const Spoken = { created_at: z.coerce.date(), user: WireSpeaker.nullable() };
const WireIssue = Thread.extend(Spoken);
const WireComments = z.array(Comment.extend(Spoken));

/**
 * An issue or a pull request and its first comments: two requests. Discussions, commits and remarks on a line of code
 * are answered elsewhere, or only to who asks in another language: of those nothing is read.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const [, repo, number] = /^(\d+)#(\d+)$/.exec(post.conversation) ?? [];
  const [, where] = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/\d+/.exec(post.url) ?? [];
  if (repo === undefined || where === undefined) return [];
  const path = `/repos/${where}/issues/${number}`;
  const issue = await get(tools, path, {}, (answer) => read(answer, WireIssue));
  if (!issue) return [];
  const page = { per_page: Math.min(PAGE, Math.max(1, most - 1)) };
  const comments = await get(tools, `${path}/comments`, page, (answer) => read(answer, WireComments));
  const said = (one: Said, { user, created_at: at }: z.output<typeof WireComments>[number] | typeof issue) =>
    mentionOf(one, { user, at, now: tools.now() });
  return [
    ...said(opened(issue, Number(repo)), issue),
    ...(comments ?? []).flatMap((one) =>
      said(commented('comment', one, threadId(Number(repo), issue.number)), one),
    ),
  ];
}

/** Nothing of bots, which are nobody, nor of who deleted their account. */
function mentionOf(
  says: Said,
  { user, at, now }: { readonly user: WireSpeaker | null; readonly at: Date; readonly now: Date },
): readonly Mention[] {
  if (user?.type !== 'User') return [];
  const by = authorOf(user, now);
  const post = postOf(says, { author: by.id, at, now });
  return post ? [{ post, by }] : [];
}
