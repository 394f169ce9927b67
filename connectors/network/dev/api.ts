import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireArticles, WireComments } from './said.ts';
import type { WireArticle } from './said.ts';
import { WireUser } from './wire.ts';
import { WireOneArticle, WireWrittenArticles } from './written.ts';
import type { WireWritten } from './written.ts';

/** Some articles have thousands of comments. */
const MOST_BYTES = 4_000_000;

export type Tools = NetworkTools<{ readonly base: string }>;

/** A user by name or by number; undefined when there is none. @throws Failure */
export function getUser(
  tools: Tools,
  at: { readonly handle: string } | { readonly id: string },
): Promise<WireUser | undefined> {
  return 'id' in at
    ? get(tools, `/users/${at.id}`, {}, WireUser)
    : get(tools, '/users/by_username', { url: at.handle }, WireUser);
}

/** One page of a user's published articles, newest first. @throws Failure */
export async function getArticles(
  tools: Tools,
  username: string,
  page: number,
  perPage: number,
): Promise<readonly WireArticle[]> {
  return (await get(tools, '/articles', { username, page, per_page: perPage }, WireArticles)) ?? [];
}

/** The newest articles with a tag, with who wrote them. @throws Failure */
export async function getTagged(tools: Tools, tag: string, limit: number): Promise<readonly WireWritten[]> {
  const params = { tag, state: 'fresh', per_page: limit };
  return (await get(tools, '/articles', params, WireWrittenArticles)) ?? [];
}

/** An article, with who wrote it; undefined where it is gone. @throws Failure */
export function getArticle(tools: Tools, article: string): Promise<WireOneArticle | undefined> {
  return get(tools, `/articles/${article}`, {}, WireOneArticle);
}

/** The comments on an article, as trees, all at once. @throws Failure */
export async function getComments(tools: Tools, article: number): Promise<z.output<typeof WireComments>> {
  return (await get(tools, '/comments', { a_id: article }, WireComments)) ?? [];
}

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Readonly<Record<string, string | number>>,
  schema: S,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  const headers = { accept: 'application/vnd.forem.api-v1+json' };
  return ask({ url, headers, host: 'us', maxBytes: MOST_BYTES }, (answer) => {
    const kind = failureOfStatus(answer.status);
    if (kind) {
      // There is no account of ours that could be connected again.
      const named = kind === 'unauthorized' ? 'forbidden' : kind;
      throw new Failure(named, `DEV answered ${answer.status}`, { retryAfterMs: waitOf(answer, now()) });
    }
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'DEV answered in an unknown shape', { cause: parsed.error });
  });
}

/** Besides the header, Forem says in words how long: `… try again in 27 seconds`. */
function waitOf({ status, headers, text }: Answer, now: Date): number | undefined {
  const told = status === 429 ? /\b(\d{1,6})\s*seconds?\b/i.exec(text)?.[1] : undefined;
  return (
    retryAfter(headers.get('retry-after'), now) ?? (told === undefined ? undefined : Number(told) * 1000)
  );
}
