import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import type { Range } from '../../../src/core/newest.ts';
import { WireAskedQuestions } from './asked.ts';
import type { WireAsked } from './asked.ts';
import { WireOthersAnswers, WireRemarks } from './remarks.ts';
import type { WireOthersAnswer, WireRemark } from './remarks.ts';
import { WireAnswers, WireAssociated, WireBackoff, WireError, WireQuestions, WireUsers } from './wire.ts';
import type { WireSaid, WireUser } from './wire.ts';

export type Tools = NetworkTools<{
  readonly base: string;
  readonly site: string;
  readonly key?: string | undefined;
}>;

type Params = Readonly<Record<string, string | number | undefined>>;

/** When a refusal for asking too often does not say how long. */
const WAIT_UNTOLD_MS = 60_000;

/** `error_id` of a refusal → what it is. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  402: 'unauthorized',
  403: 'forbidden',
  406: 'unauthorized',
  500: 'unavailable',
  502: 'rate-limited',
  503: 'unavailable',
};

/** A user of the site by the site's number; undefined when there is none. @throws Failure */
export async function getUser(tools: Tools, id: string): Promise<WireUser | undefined> {
  return (await get(tools, `/users/${id}`, onSite(tools), WireUsers))?.items[0];
}

/** The number that an account has on the site; undefined where it never was there. @throws Failure */
export async function userOfAccount(tools: Tools, account: string): Promise<string | undefined> {
  const found = await get(tools, `/users/${account}/associated`, { pagesize: 100 }, WireAssociated);
  const { host } = new URL(tools.settings.site);
  const here = found?.items.find(({ site_url }) => site_url && URL.parse(site_url)?.host === host);
  return here?.user_id === undefined ? undefined : String(here.user_id);
}

/** Users of the site in whose display name this text is, the most reputed first. @throws Failure */
export async function searchUsers(tools: Tools, inname: string): Promise<readonly WireUser[]> {
  const params = { ...onSite(tools), inname, sort: 'reputation', order: 'desc', pagesize: 30 };
  return (await get(tools, '/users', params, WireUsers))?.items ?? [];
}

/** One page of what a user asked or answered on the site, newest first, and whether older follows. @throws Failure */
export async function getSaid(
  tools: Tools,
  what: 'questions' | 'answers',
  user: string,
  page: { readonly page: number; readonly pagesize: number; readonly fromdate: number | undefined },
): Promise<{ readonly items: readonly WireSaid[]; readonly has_more: boolean }> {
  const params = { ...onSite(tools), ...page, sort: 'creation', order: 'desc', filter: 'withbody' };
  const path = `/users/${user}/${what}`;
  const found =
    what === 'questions'
      ? await get(tools, path, params, WireQuestions)
      : await get(tools, path, params, WireAnswers);
  return found ?? { items: [], has_more: false };
}

/** The newest questions of the site that a search finds, with who asked them. @throws Failure */
export async function searchQuestions(
  tools: Tools,
  wanted: { readonly q: string } | { readonly tagged: string },
  { since, limit }: Range,
): Promise<readonly WireAsked[]> {
  const fromdate = since && Math.floor(since.getTime() / 1000);
  const page = {
    pagesize: Math.min(100, limit),
    fromdate,
    sort: 'creation',
    order: 'desc',
    filter: 'withbody',
  };
  const params = { ...onSite(tools), ...page, ...wanted };
  return (await get(tools, '/search/advanced', params, WireAskedQuestions))?.items ?? [];
}

/** A question of the site, with who asked it; undefined where it is gone. @throws Failure */
export async function getQuestion(tools: Tools, question: number): Promise<WireAsked | undefined> {
  const params = { ...onSite(tools), filter: 'withbody' };
  return (await get(tools, `/questions/${question}`, params, WireAskedQuestions))?.items[0];
}

/** So many answers to a question, with who gave them, the most liked first. @throws Failure */
export async function getAnswers(
  tools: Tools,
  question: number,
  pagesize: number,
): Promise<readonly WireOthersAnswer[]> {
  const params = { ...onSite(tools), pagesize, sort: 'votes', order: 'desc', filter: 'withbody' };
  return (await get(tools, `/questions/${question}/answers`, params, WireOthersAnswers))?.items ?? [];
}

/** So many comments on posts of the site, at most a hundred, the first made first. @throws Failure */
export async function getRemarks(
  tools: Tools,
  posts: readonly number[],
  pagesize: number,
): Promise<readonly WireRemark[]> {
  const params = { ...onSite(tools), pagesize, sort: 'creation', order: 'asc', filter: 'withbody' };
  return (await get(tools, `/posts/${posts.join(';')}/comments`, params, WireRemarks))?.items ?? [];
}

function onSite({ settings }: Tools): Params {
  return { site: new URL(settings.site).host };
}

function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Params,
  schema: S,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries({ ...params, key: settings.key })) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = { accept: 'application/json' };
  return ask({ url, headers, host: 'us', quietAfter }, (answer) => {
    const trouble = troubleIn(answer, now());
    if (trouble) throw trouble;
    if (answer.status === 404 || answer.status === 410) return undefined;
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Stack Exchange answered in an unknown shape', { cause: parsed.error });
  });
}

function quietAfter(answer: Answer): number | undefined {
  const { backoff } = WireBackoff.safeParse(answer.json()).data ?? {};
  return backoff === undefined ? undefined : backoff * 1000;
}

/** The API refuses with status 400 and says in the body what it means. */
function troubleIn(answer: Answer, now: Date): Failure | undefined {
  const { status, headers } = answer;
  const error = status === 400 ? WireError.safeParse(answer.json()).data : undefined;
  const kind = error ? kindOf(error) : failureOfStatus(status);
  if (kind === undefined) return undefined;
  const told = /available in (\d+) seconds/.exec(error?.error_message ?? '')?.[1];
  const untold = kind === 'rate-limited' && error ? WAIT_UNTOLD_MS : undefined;
  const retryAfterMs =
    retryAfter(headers.get('retry-after'), now) ?? (told === undefined ? untold : Number(told) * 1000);
  return new Failure(kind, `Stack Exchange answered ${error?.error_id ?? status}`, { retryAfterMs });
}

function kindOf({ error_id, error_message }: z.output<typeof WireError>): FailureKind {
  // A key that is none is one bad parameter among others.
  if (error_id === 400 && /\bkey\b/i.test(error_message)) return 'unauthorized';
  return KINDS[error_id] ?? 'rejected';
}
