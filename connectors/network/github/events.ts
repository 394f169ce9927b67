import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import type { ProfileId } from '../../../src/core/ids.ts';
import type { Post } from '../../../src/core/post.ts';
import { GITHUB } from './wire.ts';

/** `GET /users/{login}/events/public`: the envelope that all events share. */
export const WireEvents = z.array(
  z.object({
    id: z.string(),
    type: z.string().nullable(),
    actor: z.object({ id: z.number().int() }),
    repo: z.object({ id: z.number().int(), name: z.string() }),
    payload: z.record(z.string(), z.unknown()),
    created_at: z.coerce.date(),
  }),
);
export type WireEvent = z.output<typeof WireEvents>[number];

const Text = z.string().nullish();
const Reactions = z.object({ '+1': z.number().int().nonnegative() }).optional().catch(undefined);
const Url = z.url({ protocol: /^https?$/ });

/** An issue, a pull request, or a discussion. */
export const Thread = z.object({
  number: z.number().int(),
  title: z.string(),
  body: Text,
  html_url: Url,
  comments: z.number().int().nonnegative().optional(),
  reactions: Reactions,
});
/** Whatever is said beside a thread. */
export const Comment = z.object({ id: z.number().int(), body: Text, html_url: Url, reactions: Reactions });
export const Release = Comment.extend({ name: Text, tag_name: z.string() });
const Numbered = z.object({ number: z.number().int() });

/** What one event says, in our words. Undefined: it says nothing in words, or not for the first time. */
export interface Said {
  readonly id: string;
  readonly url: string;
  readonly kind: Post['kind'];
  readonly text: string;
  readonly within?: string;
  readonly counts?: Post['counts'];
}
type Read = (payload: unknown, repo: number) => Said | undefined;

/** The events that carry words. Pushes are left out: their commits show e-mail addresses nobody published for this. */
const READ: ReadonlyMap<string, Read> = new Map([
  [
    'IssuesEvent',
    said(z.object({ action: z.literal('opened'), issue: Thread }), (p, repo) => opened(p.issue, repo)),
  ],
  [
    'PullRequestEvent',
    said(z.object({ action: z.literal('opened'), pull_request: Thread }), (p, repo) =>
      opened(p.pull_request, repo),
    ),
  ],
  [
    'DiscussionEvent',
    said(z.object({ action: z.literal('created'), discussion: Thread }), (p, repo) =>
      opened(p.discussion, repo),
    ),
  ],
  [
    'IssueCommentEvent',
    said(z.object({ action: z.literal('created'), issue: Numbered, comment: Comment }), (p, repo) =>
      commented('comment', p.comment, threadId(repo, p.issue.number)),
    ),
  ],
  [
    'DiscussionCommentEvent',
    said(z.object({ action: z.literal('created'), discussion: Numbered, comment: Comment }), (p, repo) =>
      commented('discussion-comment', p.comment, threadId(repo, p.discussion.number)),
    ),
  ],
  [
    'PullRequestReviewEvent',
    said(
      z.object({ action: z.enum(['created', 'submitted']), pull_request: Numbered, review: Comment }),
      (p, repo) => commented('review', p.review, threadId(repo, p.pull_request.number)),
    ),
  ],
  [
    'PullRequestReviewCommentEvent',
    said(z.object({ action: z.literal('created'), pull_request: Numbered, comment: Comment }), (p, repo) =>
      commented('review-comment', p.comment, threadId(repo, p.pull_request.number)),
    ),
  ],
  [
    'CommitCommentEvent',
    said(z.object({ comment: Comment.extend({ commit_id: z.string() }) }), (p) =>
      commented('commit-comment', p.comment, `commit:${p.comment.commit_id}`),
    ),
  ],
  [
    'ReleaseEvent',
    said(z.object({ action: z.literal('published'), release: Release }), ({ release }) => released(release)),
  ],
]);

/** Undefined for events without words: pushes, stars, closings; and for payloads that GitHub has cut down. */
export function toPost(event: WireEvent, author: ProfileId, now: Date): Post | undefined {
  if (String(event.actor.id) !== author) return undefined;
  const says = READ.get(event.type ?? '')?.(event.payload, event.repo.id);
  return says && postOf(says, { author, at: event.created_at, now });
}

/** Undefined for what has no words in it. */
export function postOf(
  says: Said,
  { author, at, now }: { readonly author: ProfileId; readonly at: Date; readonly now: Date },
): Post | undefined {
  if (says.text.trim() === '') return undefined;
  const id = PostId.parse(says.id);
  const conversation = says.within === undefined ? id : PostId.parse(says.within);
  return {
    network: GITHUB,
    id,
    profile: author,
    url: says.url,
    kind: says.kind,
    text: says.text,
    publishedAt: at,
    conversation,
    ...(conversation !== id && { inReplyTo: conversation }),
    counts: says.counts ?? {},
    provenance: { source: GITHUB, url: says.url, fetchedAt: now, basis: 'published by the person' },
  };
}

function said<S extends z.ZodType>(schema: S, as: (payload: z.output<S>, repo: number) => Said): Read {
  return (payload, repo) => {
    const read = schema.safeParse(payload);
    return read.success ? as(read.data, repo) : undefined;
  };
}

/** Issues, pull requests and discussions share one numbering; by the repository's id it survives a rename. */
export function threadId(repo: number, number: number): string {
  return `${repo}#${number}`;
}

export function opened(thread: z.output<typeof Thread>, repo: number): Said {
  return {
    id: threadId(repo, thread.number),
    url: thread.html_url,
    kind: 'issue',
    text: joined(thread.title, thread.body),
    counts: {
      ...(thread.reactions && { likes: thread.reactions['+1'] }),
      ...(thread.comments !== undefined && { replies: thread.comments }),
    },
  };
}

export function commented(what: string, comment: z.output<typeof Comment>, within?: string): Said {
  return {
    id: `${what}:${comment.id}`,
    url: comment.html_url,
    kind: 'comment',
    text: comment.body ?? '',
    ...(within !== undefined && { within }),
    ...(comment.reactions && { counts: { likes: comment.reactions['+1'] } }),
  };
}

export function released(release: z.output<typeof Release>): Said {
  const text = joined(release.name || release.tag_name, release.body);
  return { ...commented('release', release), kind: 'release', text };
}

function joined(title: string, body: string | null | undefined): string {
  return body ? `${title}\n\n${body}` : title;
}
