import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import { WireLaunches } from './said.ts';
import { HIDDEN, WireUser } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly token?: string | undefined }>;

const USER = `query ($id: ID, $username: String) {
  user(id: $id, username: $username) {
    id username name headline profileImage websiteUrl twitterUsername createdAt
    followers(first: 1) { totalCount } following(first: 1) { totalCount } submittedPosts(first: 1) { totalCount }
  }
}`;

const LAUNCHES = `query ($id: ID, $after: String) {
  user(id: $id) {
    submittedPosts(first: 20, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node {
        id name tagline description url createdAt votesCount commentsCount
        comments(first: 20, order: NEWEST) { edges { node { id body url createdAt votesCount userId parentId } } }
      } }
    }
  }
}`;

const UserAnswer = z.object({ data: z.object({ user: WireUser.nullable() }) });
const LaunchesAnswer = z.object({
  data: z.object({ user: z.object({ submittedPosts: WireLaunches }).nullable() }),
});

/** A person by username or by id; undefined when there is none. @throws Failure `forbidden` for whom it hides. */
export async function getUser(
  tools: Tools,
  at: { readonly id: string } | { readonly username: string },
): Promise<WireUser | undefined> {
  const { user } = (await ask(tools, USER, at, UserAnswer)).data;
  if (user?.username !== HIDDEN) return user ?? undefined;
  throw new Failure('forbidden', 'Product Hunt hides this person from the token');
}

/** What somebody launched, with the newest comments below it, twenty at once. @throws Failure */
export async function getLaunches(
  tools: Tools,
  id: string,
  after: string | undefined,
): Promise<WireLaunches | undefined> {
  const variables = { id, ...(after !== undefined && { after }) };
  return (await ask(tools, LAUNCHES, variables, LaunchesAnswer)).data.user?.submittedPosts;
}

async function ask<S extends z.ZodType>(
  { ask: put, settings, now }: Tools,
  query: string,
  variables: Readonly<Record<string, string>>,
  schema: S,
): Promise<z.output<S>> {
  const request = {
    url: `${settings.base}/v2/api/graphql`,
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${settings.token ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query, variables }),
    host: 'us',
    quietAfter: untilMore,
  } as const;
  return put(request, (answer) => {
    const refusal = refusalIn(answer, now());
    if (refusal) throw refusal;
    const read = schema.safeParse(answer.json());
    if (!read.success)
      throw new Failure('malformed', 'Product Hunt answered in an unknown shape', { cause: read.error });
    return read.data;
  });
}

const WireErrors = z.object({ errors: z.array(z.unknown()).min(1) });

/** GraphQL refuses what it cannot answer with 200 as well. */
function refusalIn(answer: Answer, now: Date): Failure | undefined {
  const { status, headers } = answer;
  const kind = failureOfStatus(status) ?? (status === 404 || status === 410 ? 'rejected' : undefined);
  if (kind !== undefined) {
    const told = retryAfter(headers.get('retry-after'), now);
    const retryAfterMs =
      told ?? (kind === 'rate-limited' ? secondsIn(headers, 'x-rate-limit-reset') : undefined);
    return new Failure(kind, `Product Hunt answered ${status}`, { retryAfterMs });
  }
  const isRefused = WireErrors.safeParse(answer.json()).success;
  return isRefused ? new Failure('rejected', 'Product Hunt refused the question') : undefined;
}

/** Of the points of complexity that a window allows so much is left over for the one question that is under way. */
const SPARE = 0.1;

/**
 * How long to be quiet after a good answer: until the window begins anew, once little is left of it.
 * @see https://api.producthunt.com/v2/docs/rate_limits/headers (the reset is told in seconds from now)
 */
function untilMore({ headers }: Answer): number | undefined {
  const limit = numberIn(headers, 'x-rate-limit-limit');
  const left = numberIn(headers, 'x-rate-limit-remaining');
  const isSpent = limit !== undefined && left !== undefined && left < limit * SPARE;
  return isSpent ? secondsIn(headers, 'x-rate-limit-reset') : undefined;
}

function secondsIn(headers: Headers, name: string): number | undefined {
  const seconds = numberIn(headers, name);
  return seconds === undefined ? undefined : seconds * 1000;
}

function numberIn(headers: Headers, name: string): number | undefined {
  const written = headers.get(name)?.trim() ?? '';
  return /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}
