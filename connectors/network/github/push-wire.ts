import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { Comment, Release, Thread, commented, opened, released, threadId } from './events.ts';
import type { Said } from './events.ts';

const Author = z
  .object({
    login: z.string().min(1),
    id: z.number().int().positive(),
    type: z.string(),
    html_url: z.url({ protocol: /^https?$/ }),
    avatar_url: z.string().nullish(),
  })
  .nullish();
export type Author = NonNullable<z.output<typeof Author>>;

const When = z.coerce.date().nullish();
const Times = { created_at: When, submitted_at: When, published_at: When, updated_at: When };
const ThreadSaid = Thread.extend({ ...Times, user: Author });
const CommentSaid = Comment.extend({ ...Times, user: Author });
const ReleaseSaid = Release.extend({ ...Times, author: Author, draft: z.boolean().nullish() });
const Numbered = z.object({ number: z.number().int() });

/** The words of a delivery: whose, since when, and when they last changed. */
export interface Statement {
  readonly says: Said;
  readonly by: Author | undefined;
  readonly first: Date;
  readonly last: Date;
}

type Reader = (payload: unknown, repo: number) => Statement;

/**
 * How a body is read, by the parts that stand in it: the first that fits. A comment stands beside what it is on, so
 * comments come first.
 */
export const READERS: readonly (readonly [parts: readonly string[], read: Reader])[] = [
  [
    ['discussion', 'comment'],
    reading(z.object({ discussion: Numbered, comment: CommentSaid }), ({ discussion: on, comment }, repo) =>
      stated(commented('discussion-comment', comment, threadId(repo, on.number)), comment),
    ),
  ],
  [
    ['issue', 'comment'],
    reading(z.object({ issue: Numbered, comment: CommentSaid }), ({ issue, comment }, repo) =>
      stated(commented('comment', comment, threadId(repo, issue.number)), comment),
    ),
  ],
  [
    ['pull_request', 'comment'],
    reading(
      z.object({ pull_request: Numbered, comment: CommentSaid }),
      ({ pull_request: on, comment }, repo) =>
        stated(commented('review-comment', comment, threadId(repo, on.number)), comment),
    ),
  ],
  [
    ['pull_request', 'review'],
    reading(z.object({ pull_request: Numbered, review: CommentSaid }), ({ pull_request: on, review }, repo) =>
      stated(commented('review', review, threadId(repo, on.number)), review),
    ),
  ],
  [
    ['comment'],
    reading(z.object({ comment: CommentSaid.extend({ commit_id: z.string() }) }), ({ comment }) =>
      stated(commented('commit-comment', comment, `commit:${comment.commit_id}`), comment),
    ),
  ],
  [
    ['release'],
    reading(z.object({ release: ReleaseSaid }), ({ release }) =>
      // A draft is for the maintainers' eyes only.
      stated(released(release), {
        ...release,
        user: release.draft ? undefined : release.author,
        created_at: release.published_at,
      }),
    ),
  ],
  [
    ['discussion'],
    reading(z.object({ discussion: ThreadSaid }), (read, repo) => begun(read.discussion, repo)),
  ],
  [['issue'], reading(z.object({ issue: ThreadSaid }), (read, repo) => begun(read.issue, repo))],
  [
    ['pull_request'],
    reading(z.object({ pull_request: ThreadSaid }), (read, repo) => begun(read.pull_request, repo)),
  ],
];

const begun = (thread: z.output<typeof ThreadSaid>, repo: number) => stated(opened(thread, repo), thread);

interface Dated extends Partial<Record<keyof typeof Times, Date | null | undefined>> {
  readonly user?: Author | null | undefined;
}

function stated(says: Said, { user, created_at, submitted_at, published_at, updated_at }: Dated): Statement {
  const first = created_at ?? submitted_at ?? published_at ?? updated_at;
  if (!first) throw malformed();
  return { says, by: user ?? undefined, first, last: updated_at ?? first };
}

function reading<S extends z.ZodType>(schema: S, as: (read: z.output<S>, repo: number) => Statement): Reader {
  return (payload, repo) => {
    const read = schema.safeParse(payload);
    if (!read.success) throw malformed(read.error);
    return as(read.data, repo);
  };
}

export function malformed(cause?: unknown): Failure {
  return new Failure('malformed', 'GitHub delivered an unknown shape', { cause });
}
