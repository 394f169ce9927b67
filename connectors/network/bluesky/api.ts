import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireActor, WireActors, WireFeed, WireProfiles, WireThread } from './wire.ts';

type Tools = NetworkTools<{ readonly base: string }>;
type Params = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Why there is no account to show: never was or no longer is, switched off by its owner, suspended by the network. */
export type Silence = 'gone' | 'deactivated' | 'suspended';

/** What the lexicon's 400 answers mean; any other error of a lookup says that this actor is not there. */
const SILENCE: Readonly<Record<string, Silence>> = {
  AccountDeactivated: 'deactivated',
  AccountTakedown: 'suspended',
  InvalidRequest: 'gone',
};

/** `app.bsky.actor.getProfile`, by handle or DID. @throws Failure */
export function getProfile(tools: Tools, actor: string): Promise<WireActor | Silence> {
  return query(
    tools,
    'app.bsky.actor.getProfile',
    { actor },
    (answer) => silenceIn(answer) ?? read(answer, WireActor),
  );
}

/** `app.bsky.actor.getProfiles`, at most 25 at once; unknown ones are left out. @throws Failure */
export async function getProfiles(tools: Tools, dids: readonly string[]): Promise<readonly WireActor[]> {
  if (dids.length === 0) return [];
  const found = await query(tools, 'app.bsky.actor.getProfiles', { actors: dids }, (a) =>
    read(a, WireProfiles),
  );
  return found.profiles;
}

/** `app.bsky.actor.searchActors`. @throws Failure */
export async function searchActors(tools: Tools, q: string, limit: number): Promise<readonly WireActor[]> {
  const found = await query(tools, 'app.bsky.actor.searchActors', { q, limit }, (a) => read(a, WireActors));
  return found.actors;
}

/** One page of `app.bsky.feed.getAuthorFeed`, newest first; undefined when the account does not speak any more. @throws Failure */
export function getAuthorFeed(
  tools: Tools,
  page: { readonly actor: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<z.output<typeof WireFeed> | undefined> {
  const params = { ...page, filter: 'posts_with_replies', includePins: 'false' };
  return query(tools, 'app.bsky.feed.getAuthorFeed', params, (answer) =>
    silenceIn(answer) ? undefined : read(answer, WireFeed),
  );
}

/** How far down and up a thread is read: what is below is a page of its own there too. */
const DEPTHS = { depth: 50, parentHeight: 80 } as const;

/** The first node of `app.bsky.feed.getPostThread`; undefined where the post is not there any more. @throws Failure */
export function getPostThread(tools: Tools, uri: string): Promise<unknown> {
  return query(tools, 'app.bsky.feed.getPostThread', { uri, ...DEPTHS }, (answer) =>
    errorIn(answer) === 'NotFound' ? undefined : read(answer, WireThread).thread,
  );
}

function query<T>(
  { ask, settings, now }: Tools,
  method: string,
  params: Params,
  as: (answer: Answer) => T,
): Promise<T> {
  const url = new URL(`${settings.base}/xrpc/${method}`);
  for (const [name, value] of Object.entries(params)) {
    for (const each of [value ?? []].flat()) url.searchParams.append(name, String(each));
  }
  return ask({ url, host: 'us', headers: { accept: 'application/json' } }, (answer) => {
    const kind = answer.status === 400 ? undefined : failureOfStatus(answer.status);
    if (!kind) return as(answer);
    throw new Failure(kind, `Bluesky answered ${answer.status}`, { retryAfterMs: waitOf(answer, now()) });
  });
}

function silenceIn(answer: Answer): Silence | undefined {
  const error = errorIn(answer);
  return error !== undefined && Object.hasOwn(SILENCE, error) ? SILENCE[error] : undefined;
}

/** The lexicon's name of what a 400 says. */
function errorIn(answer: Answer): string | undefined {
  if (answer.status !== 400) return undefined;
  const raw = answer.json();
  const error = typeof raw === 'object' && raw !== null && 'error' in raw ? raw.error : undefined;
  return typeof error === 'string' ? error : undefined;
}

function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  if (answer.status === 400) throw new Failure('rejected', 'Bluesky answered 400');
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', 'Bluesky answered in an unknown shape', { cause: parsed.error });
}

/** Older servers send no Retry-After, only the second at which the window ends. */
function waitOf({ headers }: Answer, now: Date): number | undefined {
  const reset = Number(headers.get('ratelimit-reset') ?? Number.NaN);
  const window = Number.isFinite(reset) ? Math.max(0, reset * 1000 - now.getTime()) : undefined;
  return retryAfter(headers.get('retry-after'), now) ?? window;
}
