import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { PostId } from '../../../src/core/ids.ts';
import type { Mention } from '../../../src/ports/listening.ts';
import { post as ask, read } from './api.ts';
import type { Tools } from './api.ts';
import { commented, opened, threadId } from './events.ts';
import type { Said } from './events.ts';
import { mentionOf } from './mentions.ts';

/** So many answers to each comment. */
const REPLIES = 20;
const PAGE = 50;

const SPOKEN = 'body url createdAt author { login url avatarUrl ... on User { databaseId } }';
const QUERY = `query ($owner: String!, $name: String!, $number: Int!, $first: Int!, $replies: Int!) {
  repository(owner: $owner, name: $name) { databaseId discussion(number: $number) { number title ${SPOKEN}
    comments(first: $first) { totalCount nodes { databaseId isMinimized ${SPOKEN}
      replies(first: $replies) { nodes { databaseId isMinimized ${SPOKEN} } } } } } } }`;

const Url = z.url({ protocol: /^https?$/ });
const Spoken = z.object({
  body: z.string(),
  url: Url,
  createdAt: z.coerce.date(),
  /** Nobody where the account was deleted; without a number for a bot or an organisation. */
  author: z
    .object({
      login: z.string(),
      url: Url,
      avatarUrl: z.string().nullish(),
      databaseId: z.number().int().optional(),
    })
    .nullable(),
});
type Spoken = z.output<typeof Spoken>;
/** `isMinimized`: whoever keeps the repository hid it. */
const WireReply = Spoken.extend({ databaseId: z.number().int(), isMinimized: z.boolean().default(false) });
const WireDiscussion = Spoken.extend({
  number: z.number().int(),
  title: z.string(),
  comments: z.object({
    totalCount: z.number().int().nonnegative(),
    nodes: z.array(WireReply.extend({ replies: z.object({ nodes: z.array(WireReply) }) })),
  }),
});
const WireAnswer = z.object({
  data: z.object({
    repository: z.object({ databaseId: z.number().int(), discussion: WireDiscussion.nullable() }).nullable(),
  }),
});
/** GraphQL refuses with a good status; what is not there is an error too. */
const WireRefusal = z.object({ errors: z.array(z.object({ type: z.string().optional() })).min(1) });

/** A discussion, what is said in it, and in answer to that: one request, which is answered to who has a token only. */
export async function discussion(
  tools: Tools,
  { where, number, repo }: { readonly where: string; readonly number: number; readonly repo: number },
  most: number,
): Promise<readonly Mention[]> {
  if (tools.settings.token === undefined) return [];
  const [owner, name] = where.split('/');
  const first = Math.min(PAGE, Math.max(1, most - 1));
  const variables = { owner, name, number, first, replies: REPLIES };
  const found = await ask(tools, '/graphql', { query: QUERY, variables }, (answer) => {
    const [refusal] = WireRefusal.safeParse(answer.json()).data?.errors ?? [];
    if (refusal?.type === 'NOT_FOUND') return undefined;
    if (refusal) throw refusedBy(refusal.type);
    return read(answer, WireAnswer).data.repository;
  });
  const { discussion: whole, databaseId } = found ?? {};
  // Another repository may stand at the path by now.
  if (!whole || databaseId !== repo) return [];
  const within = threadId(repo, number);
  const now = tools.now();
  const comment = ({ databaseId: id, ...one }: z.output<typeof WireReply>) =>
    one.isMinimized
      ? []
      : spoke(commented('discussion-comment', { ...one, id, html_url: one.url }, within), one, now);
  return [
    ...spoke(
      opened({ ...whole, html_url: whole.url, comments: whole.comments.totalCount }, repo),
      whole,
      now,
    ),
    ...whole.comments.nodes.flatMap((one) => [
      ...comment(one),
      ...one.replies.nodes.flatMap(comment).map(({ post, by }) => ({
        post: { ...post, inReplyTo: PostId.parse(`discussion-comment:${one.databaseId}`) },
        by,
      })),
    ]),
  ];
}

function refusedBy(type: string | undefined): Failure {
  const kind = type === 'RATE_LIMITED' ? 'rate-limited' : type === 'FORBIDDEN' ? 'forbidden' : 'rejected';
  return new Failure(
    kind,
    `GitHub refused a discussion: ${/^[A-Z_]{1,40}$/.exec(type ?? '')?.[0] ?? 'untold'}`,
  );
}

/** Bots and organisations have no number here. */
function spoke(says: Said, { author, createdAt: at }: Spoken, now: Date): readonly Mention[] {
  if (author?.databaseId === undefined) return [];
  const { login, url, avatarUrl, databaseId: id } = author;
  const user = { id, login, html_url: url, avatar_url: avatarUrl, type: 'User' };
  return mentionOf(says, { user, at, now });
}
