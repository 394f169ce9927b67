import { z } from 'zod';
import { PostId } from '../../../src/core/ids.ts';
import type { ProfileId } from '../../../src/core/ids.ts';
import { readMarkup } from '../../../src/core/markup.ts';
import { MOST_NAMED } from '../../../src/core/post.ts';
import type { Post } from '../../../src/core/post.ts';
import { absoluteLink } from '../../../src/core/written-link.ts';
import { FEDIVERSE, readAcct } from './wire.ts';

const Count = z.number().int().nonnegative().nullish();

/** `GET /api/v1/accounts/:id/statuses`: Mastodon's `Status`. */
export const WireStatuses = z.array(
  z.object({
    id: z.string().min(1),
    uri: z.string().min(1).max(700),
    url: z.string().nullish(),
    created_at: z.string().pipe(z.coerce.date()),
    visibility: z.string(),
    content: z.string(),
    spoiler_text: z.string().nullish(),
    language: z.string().nullish(),
    in_reply_to_id: z.string().nullish(),
    account: z.object({ id: z.string() }),
    reblog: z.object({}).nullish(),
    quote: z.object({}).nullish(),
    /** The address of each, without the host for people of the same server; no id that would mean anything elsewhere. */
    mentions: z
      .array(z.object({ acct: z.string() }))
      .nullish()
      .catch([]),
    replies_count: Count,
    reblogs_count: Count,
    favourites_count: Count,
  }),
);
export type WireStatus = z.output<typeof WireStatuses>[number];

interface Author {
  readonly id: ProfileId;
  readonly account: string;
  /** Which server tells of them. */
  readonly toldBy: string;
}

/**
 * Not a boost, not somebody else's, under an id of the author's own server, and fully public: `unlisted` (quiet public)
 * is what its author keeps out of search and timelines.
 */
export function isOwn(status: WireStatus, author: Author, now: Date): boolean {
  const id = absoluteLink(status.uri);
  const here = id !== undefined && new URL(id).host === new URL(author.id).host;
  const theirs = !status.reblog && status.account.id === author.account;
  return here && theirs && status.visibility === 'public' && status.created_at <= now;
}

/** Statuses that are the author's own, as posts. */
export function toPosts(own: readonly WireStatus[], author: Author, now: Date): readonly Post[] {
  const uris = urisOf(own);
  return own.map((status) => toPost(status, author, uris, now));
}

/** A server's numbers of statuses → their ids everywhere. */
export type Uris = ReadonlyMap<string, string>;
export const urisOf = (statuses: readonly WireStatus[]): Uris =>
  new Map(statuses.map(({ id, uri }) => [id, uri]));

/** A status that is the author's own, as a post that begins a conversation. */
export function toPost(status: WireStatus, author: Author, uris: Uris, now: Date): Post {
  const id = PostId.parse(status.uri);
  const url = absoluteLink(status.url) ?? status.uri;
  const answered = status.in_reply_to_id;
  return {
    network: FEDIVERSE,
    id,
    profile: author.id,
    url,
    kind: answered ? 'reply' : status.quote ? 'quote' : 'post',
    text: [status.spoiler_text?.trim(), readMarkup(status.content).text].filter(Boolean).join('\n\n'),
    ...(status.language && { statedLanguage: status.language }),
    publishedAt: status.created_at,
    conversation: id,
    ...(answered && { inReplyTo: answeredIn(answered, author, uris) }),
    ...namesIn(status, author),
    counts: countsOf(status),
    provenance: { source: FEDIVERSE, url, fetchedAt: now, basis: 'published by the person' },
  };
}

/** The API names what is answered by its number on the server that was asked. */
function answeredIn(number: string, { toldBy }: Author, uris: Uris): PostId {
  return PostId.parse(uris.get(number) ?? `https://${toldBy}/api/v1/statuses/${encodeURIComponent(number)}`);
}

function namesIn({ mentions }: WireStatus, { toldBy }: Author): Pick<Post, 'names'> {
  const written = (mentions ?? []).slice(0, MOST_NAMED);
  const names = written.flatMap(({ acct }) => {
    const handle = readAcct(acct.includes('@') ? acct : `${acct}@${toldBy}`);
    return handle === undefined ? [] : [{ handle }];
  });
  return names.length > 0 ? { names } : {};
}

function countsOf(status: WireStatus): Post['counts'] {
  const { favourites_count: likes, replies_count: replies, reblogs_count: shares } = status;
  return {
    ...(typeof likes === 'number' && { likes }),
    ...(typeof replies === 'number' && { replies }),
    ...(typeof shares === 'number' && { shares }),
  };
}
