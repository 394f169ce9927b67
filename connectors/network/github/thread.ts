import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { get, read } from './api.ts';
import type { Tools } from './api.ts';
import { discussion } from './discussion.ts';
import { Comment, commented, opened, Thread, threadId } from './events.ts';
import { mentionOf, WireSpeaker } from './mentions.ts';

const PAGE = 100;

const Spoken = { created_at: z.coerce.date(), user: WireSpeaker.nullable() };
const WireIssue = Thread.extend({ ...Spoken, pull_request: z.object({}).nullish() });
const WireComments = z.array(Comment.extend(Spoken));
/** `GET /repos/{owner}/{repo}/pulls/{number}/reviews`; one that is not handed in yet has no day. */
const WireReviews = z.array(
  Comment.extend({ submitted_at: z.coerce.date().optional(), user: WireSpeaker.nullable() }),
);
/** `GET /repos/{owner}/{repo}/pulls/{number}/comments`: what is said beside a line of code. */
const WireRemarks = z.array(Comment.extend({ ...Spoken, in_reply_to_id: z.number().int().optional() }));

/** Where something is said: a repository by its path, and the thread in it by its number. */
interface Place {
  readonly where: string;
  readonly number: number;
  readonly repo: number;
}

/**
 * An issue and its first comments: two requests; a pull request with its reviews and what is said beside its lines: four. A
 * discussion is read where there is a token. What is said of a commit is answered elsewhere: of that nothing is read.
 */
export async function thread(tools: Tools, post: Post, most: number): Promise<readonly Mention[]> {
  const [, repo, number] = /^(\d+)#(\d+)$/.exec(post.conversation) ?? [];
  const [, where, what] =
    /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(issues|pull|discussions)\/\d+/.exec(post.url) ?? [];
  if (repo === undefined || where === undefined) return [];
  const place = { where, number: Number(number), repo: Number(repo) };
  const said = await (what === 'discussions' ? discussion(tools, place, most) : issue(tools, place, most));
  return said.slice(0, most);
}

async function issue(tools: Tools, place: Place, most: number): Promise<readonly Mention[]> {
  const path = `/repos/${place.where}/issues/${place.number}`;
  const found = await get(tools, path, {}, (answer) => read(answer, WireIssue));
  if (!found) return [];
  const page = { per_page: Math.min(PAGE, Math.max(1, most - 1)) };
  const comments = await get(tools, `${path}/comments`, page, (answer) => read(answer, WireComments));
  const within = threadId(place.repo, place.number);
  const told = (one: { readonly user: WireSpeaker | null; readonly at: Date }) => ({
    ...one,
    now: tools.now(),
  });
  return [
    ...mentionOf(opened(found, place.repo), told({ ...found, at: found.created_at })),
    ...(comments ?? []).flatMap((one) =>
      mentionOf(commented('comment', one, within), told({ ...one, at: one.created_at })),
    ),
    ...(found.pull_request ? await reviews(tools, place, page) : []),
  ];
}

/** What is said of a pull request beside its conversation. Whoever only approves says nothing in words. */
async function reviews(
  tools: Tools,
  { where, number, repo }: Place,
  page: Readonly<Record<string, number>>,
): Promise<readonly Mention[]> {
  const path = `/repos/${where}/pulls/${number}`;
  const within = threadId(repo, number);
  const now = tools.now();
  const whole = await get(tools, `${path}/reviews`, page, (answer) => read(answer, WireReviews));
  const remarks = await get(tools, `${path}/comments`, page, (answer) => read(answer, WireRemarks));
  return [
    ...(whole ?? []).flatMap(({ submitted_at: at, ...one }) =>
      at === undefined ? [] : mentionOf(commented('review', one, within), { ...one, at, now }),
    ),
    ...(remarks ?? []).flatMap(({ in_reply_to_id: to, ...one }) =>
      mentionOf(commented('review-comment', one, within), { ...one, at: one.created_at, now }).map((said) =>
        to === undefined ? said : answering(said, `review-comment:${to}`),
      ),
    ),
  ];
}

const answering = ({ post, by }: Mention, to: string): Mention => ({
  post: { ...post, inReplyTo: PostId.parse(to) },
  by,
});
