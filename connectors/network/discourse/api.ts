import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { SAID, WireActions } from './said.ts';
import type { WireAction } from './said.ts';
import { WireTopic, WireTopicPosts } from './topic.ts';
import { WireAdminUser, WireAdminUsers, WireCards, WireMember } from './wire.ts';
import type { WireUser } from './wire.ts';

export type Tools = NetworkTools<{
  readonly base: string;
  readonly apiKey?: string | undefined;
  readonly apiUsername: string;
}>;

type Params = Readonly<Record<string, string | number>>;

/** What a refusal says of itself, besides its status. */
const WireRefusal = z.object({
  error_type: z.string().optional(),
  extras: z.object({ wait_seconds: z.number().nonnegative().optional() }).nullish(),
});

/** A member by username; undefined when there is none. @throws Failure */
export async function getUser(tools: Tools, username: string): Promise<WireUser | undefined> {
  return (await get(tools, `/u/${encodeURIComponent(username)}.json`, {}, WireMember))?.user;
}

/** The username that a member's number has now. @throws Failure */
export async function usernameOf(tools: Tools, id: string): Promise<string | undefined> {
  if (tools.settings.apiKey !== undefined)
    return (await get(tools, `/admin/users/${id}.json`, {}, WireAdminUser))?.username;
  const cards = await get(tools, '/user-cards.json', { user_ids: id }, WireCards);
  return cards?.users.find((user) => String(user.id) === id)?.username;
}

/** Usernames of members whose name or username begins like this, with the name each shows. @throws Failure */
export async function searchUsers(tools: Tools, term: string) {
  return (await get(tools, '/u/search/users.json', { term, limit: 20 }, WireCards))?.users ?? [];
}

/** The member with this e-mail address; undefined when nobody is, or it is not clear who. Needs the key. @throws Failure */
export async function userByEmail(tools: Tools, email: string) {
  const found = (await get(tools, '/admin/users/list.json', { email }, WireAdminUsers)) ?? [];
  const [user, ...others] = found;
  const shown = user?.email?.toLowerCase();
  return others.length === 0 && (shown === undefined || shown === email) ? user : undefined;
}

/**
 * What a member wrote for everybody, newest first, from `offset` on. Asked without the key, which sees what only some may
 * read; a forum that shows nothing to strangers has nothing for everybody. @throws Failure
 */
export async function getActions(
  tools: Tools,
  username: string,
  offset: number,
): Promise<readonly WireAction[]> {
  const params = { username, offset, filter: `${SAID.topic},${SAID.reply}` };
  return (
    (await get(asStranger(tools), '/user_actions.json', params, WireActions, closed))?.user_actions ?? []
  );
}

/**
 * A topic and its first posts, as everybody sees them; undefined where it is gone or the forum shows nothing to strangers.
 * @throws Failure `forbidden` where it is not for everybody
 */
export function getTopic(tools: Tools, topic: string): Promise<WireTopic | undefined> {
  return get(asStranger(tools), `/t/${topic}.json`, {}, WireTopic, closed);
}

/** Posts of a topic by their ids, which are not their numbers. @throws Failure */
export async function getTopicPosts(
  tools: Tools,
  topic: string,
  ids: readonly number[],
): Promise<readonly unknown[]> {
  const wanted = new URLSearchParams(ids.map((id) => ['post_ids[]', String(id)]));
  const found = await get(asStranger(tools), `/t/${topic}/posts.json?${wanted}`, {}, WireTopicPosts, closed);
  return found?.post_stream.posts ?? [];
}

/** Those of these members, at most fifty, whose profile everybody may see. @throws Failure */
export async function getShown(tools: Tools, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const cards = await get(
    asStranger(tools),
    '/user-cards.json',
    { user_ids: ids.join(',') },
    WireCards,
    closed,
  );
  return new Set((cards?.users ?? []).map(({ id }) => String(id)));
}

/** Without the key, which sees what only some may read. */
export function asStranger({ settings: { base, apiUsername }, ...tools }: Tools): Tools {
  return { ...tools, settings: { base, apiUsername } };
}

export function get<S extends z.ZodType>(
  { ask, settings, now }: Tools,
  path: string,
  params: Params,
  schema: S,
  isAbsence: (answer: Answer) => boolean = () => false,
): Promise<z.output<S> | undefined> {
  const url = new URL(settings.base + path);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  const headers = {
    accept: 'application/json',
    ...(settings.apiKey && { 'api-key': settings.apiKey, 'api-username': settings.apiUsername }),
  };
  return ask({ url, headers, host: 'us' }, (answer) => {
    const { status } = answer;
    if (status === 404 || status === 410 || isAbsence(answer)) return undefined;
    const kind = failureOfStatus(status);
    if (kind)
      throw new Failure(kind, `Discourse answered ${status}`, { retryAfterMs: waitOf(answer, now()) });
    const parsed = schema.safeParse(answer.json());
    if (parsed.success) return parsed.data;
    throw new Failure('malformed', 'Discourse answered in an unknown shape', { cause: parsed.error });
  });
}

export function closed(answer: Answer): boolean {
  return answer.status === 403 && refusalIn(answer)?.error_type === 'not_logged_in';
}

function waitOf(answer: Answer, now: Date): number | undefined {
  const seconds = answer.status === 429 ? refusalIn(answer)?.extras?.wait_seconds : undefined;
  return (
    retryAfter(answer.headers.get('retry-after'), now) ?? (seconds === undefined ? undefined : seconds * 1000)
  );
}

/** A proxy before the forum refuses in pages of its own. */
function refusalIn({ headers, json }: Answer): z.output<typeof WireRefusal> | undefined {
  return /\bjson\b/.test(headers.get('content-type') ?? '') ? WireRefusal.safeParse(json()).data : undefined;
}
