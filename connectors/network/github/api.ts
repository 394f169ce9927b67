import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Answer, Outgoing } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireEvents } from './events.ts';
import type { WireEvent } from './events.ts';
import { WireSearch, WireSocialAccounts, WireUser } from './wire.ts';

export type Tools = NetworkTools<{ readonly base: string; readonly token?: string | undefined }>;

/** GitHub's own advice for a secondary limit that does not say how long. */
const WAIT_UNTOLD_MS = 60_000;

/** A user by login or numeric id; undefined when there is none. @throws Failure */
export function getUser(
  tools: Tools,
  at: { readonly login: string } | { readonly id: string },
): Promise<WireUser | undefined> {
  const path =
    'login' in at ? `/users/${encodeURIComponent(at.login)}` : `/user/${encodeURIComponent(at.id)}`;
  return get(tools, path, {}, (answer) => read(answer, WireUser));
}

/** The links a user lists beside the blog; empty when there are none. @throws Failure */
export async function getSocialAccounts(tools: Tools, login: string): Promise<WireSocialAccounts> {
  const path = `/users/${encodeURIComponent(login)}/social_accounts`;
  return (await get(tools, path, { per_page: 30 }, (answer) => read(answer, WireSocialAccounts))) ?? [];
}

/** Logins of users whose display name holds these words, best first. @throws Failure */
export async function searchUsers(tools: Tools, name: string, limit: number): Promise<readonly string[]> {
  // Quotes and colons would be read as the search's own syntax.
  const words = name.replaceAll(/[":\\]+/g, ' ').trim();
  if (words === '') return [];
  const params = { q: `${words} in:name type:user`, per_page: limit };
  const found = await get(tools, '/search/users', params, (answer) => read(answer, WireSearch));
  return (found?.items ?? []).map((item) => item.login);
}

/** One page of a user's public events, newest first, and whether older ones follow. @throws Failure */
export async function getEvents(
  tools: Tools,
  login: string,
  page: number,
): Promise<{ readonly events: readonly WireEvent[]; readonly more: boolean }> {
  const path = `/users/${encodeURIComponent(login)}/events/public`;
  const found = await get(tools, path, { per_page: 100, page }, (answer) => ({
    events: read(answer, WireEvents),
    more: /rel="?next"?/.test(answer.headers.get('link') ?? ''),
  }));
  return found ?? { events: [], more: false };
}

export function get<T>(
  tools: Tools,
  path: string,
  params: Readonly<Record<string, string | number>>,
  as: (answer: Answer) => T,
): Promise<T | undefined> {
  const url = new URL(tools.settings.base + path);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  return send(tools, { url }, as);
}

/** A question that is put in a body (GraphQL). @throws Failure */
export function post<T>(
  tools: Tools,
  path: string,
  body: object,
  as: (answer: Answer) => T,
): Promise<T | undefined> {
  const url = new URL(tools.settings.base + path);
  return send(tools, { url, method: 'POST', body: JSON.stringify(body) }, as);
}

function send<T>(
  { ask, settings, now }: Tools,
  request: Pick<Outgoing, 'url' | 'method' | 'body'>,
  as: (answer: Answer) => T,
): Promise<T | undefined> {
  const headers = {
    accept: 'application/vnd.github+json',
    'user-agent': 'Kith',
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    'x-github-api-version': '2022-11-28',
    ...(settings.token && { authorization: `Bearer ${settings.token}` }),
  };
  return ask({ ...request, headers, host: 'us' }, (answer) => {
    const kind = kindOf(answer);
    if (kind) {
      const retryAfterMs =
        kind === 'rate-limited'
          ? waitOf(answer, now())
          : retryAfter(answer.headers.get('retry-after'), now());
      throw new Failure(kind, `GitHub answered ${answer.status}`, { retryAfterMs });
    }
    return answer.status === 404 || answer.status === 410 ? undefined : as(answer);
  });
}

/** GitHub says 403 for a spent budget as well; its headers tell the two apart. */
function kindOf({ status, headers, text }: Answer): FailureKind | undefined {
  const spent = headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after');
  const told = status === 403 && (spent || text.includes('#about-secondary-rate-limits'));
  return told ? 'rate-limited' : failureOfStatus(status);
}

function waitOf({ headers }: Answer, now: Date): number {
  const asked = retryAfter(headers.get('retry-after'), now);
  if (asked !== undefined) return asked;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  const spent = headers.get('x-ratelimit-remaining') === '0' && Number.isFinite(reset);
  return spent ? Math.max(0, reset * 1000 - now.getTime()) : WAIT_UNTOLD_MS;
}

export function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', 'GitHub answered in an unknown shape', { cause: parsed.error });
}
