import type { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { Answer } from '../../../src/ports/outgoing.ts';
import type { NetworkTools } from '../../../src/ports/network.ts';
import { WireAccount } from './account.ts';
import { WireActor, WireTombstone } from './actor.ts';
import { WireCollection } from './outbox.ts';
import { WireStatuses } from './statuses.ts';
import type { WireStatus } from './statuses.ts';
import { WireTaggedStatuses } from './tagged.ts';
import type { WireTagged } from './tagged.ts';
import { WireContext } from './thread-wire.ts';
import type { Context } from './thread-wire.ts';
import { WireFinger } from './wire.ts';

export type Tools = Pick<NetworkTools<unknown>, 'ask' | 'now'>;

const ACTIVITY =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/** There is no such thing, or nothing like it is offered here. */
const ABSENT = [404, 410];
const NO_FINGER = [400, 404, 405, 406, 410];
/** Mastodon's secure mode shows actors to servers that sign their questions. */
const WITHHELD = [401, 403];
/** A server without the Mastodon API, or without what is asked for. */
const NOT_THERE = [400, 404, 405, 406, 410, 422, 501];
/** The same, or one that gives it to its own people only. */
const NOT_OFFERED = [...NOT_THERE, ...WITHHELD];
/** A hundred statuses with their accounts and pictures. */
const CONTEXT_BYTES = 4_000_000;

/**
 * What a host knows about `acct:user@host` or an actor; undefined where nobody is there, or nobody of the Fediverse:
 * a host that answers a page has no WebFinger. @throws Failure
 */
export function finger(
  tools: Tools,
  host: string,
  resource: string,
): Promise<z.output<typeof WireFinger> | undefined> {
  const url = `https://${host}/.well-known/webfinger?${new URLSearchParams({ resource })}`;
  return get(tools, { url, accept: 'application/jrd+json, application/json', meant: NO_FINGER }, (answer) =>
    answer.status >= 400 || isPage(answer) ? undefined : read(answer, WireFinger),
  );
}

/**
 * An actor by its id; `deleted` where it was, `withheld` where the server shows actors only to other servers,
 * undefined where nothing is known of it. @throws Failure
 */
export function getActor(tools: Tools, id: string): Promise<WireActor | 'deleted' | 'withheld' | undefined> {
  return get(tools, { url: id, accept: ACTIVITY, meant: [...ABSENT, ...WITHHELD] }, (answer) => {
    if (answer.status === 410) return 'deleted';
    if (answer.status === 404) return undefined;
    if (answer.status >= 400) return 'withheld';
    if (WireTombstone.safeParse(answer.json()).success) return 'deleted';
    const actor = read(answer, WireActor);
    if (hostOf(actor.id) === hostOf(answer.url)) return actor;
    throw new Failure('malformed', `${hostOf(answer.url)} answered an actor of another host`);
  });
}

/** The server's own view of an account (Mastodon API), where it gives it without a token. @throws Failure */
export function getAccount(tools: Tools, host: string, username: string): Promise<WireAccount | undefined> {
  const url = `https://${host}/api/v1/accounts/lookup?${new URLSearchParams({ acct: username })}`;
  return offered(tools, url, WireAccount);
}

/** One page of an account's posts without its boosts, newest first; undefined where a token is asked for. @throws Failure */
export function getStatuses(
  tools: Tools,
  of: { readonly host: string; readonly account: string },
  before: string | undefined,
): Promise<readonly WireStatus[] | undefined> {
  const paged = { limit: '40', exclude_reblogs: 'true', ...(before !== undefined && { max_id: before }) };
  const account = encodeURIComponent(of.account);
  const url = `https://${of.host}/api/v1/accounts/${account}/statuses?${new URLSearchParams(paged)}`;
  return offered(tools, url, WireStatuses);
}

/** What a server shows everybody under a tag, newest first; undefined where it asks for a token. @throws Failure */
export function getTagged(
  tools: Tools,
  host: string,
  tag: string,
): Promise<readonly WireTagged[] | undefined> {
  const url = `https://${host}/api/v1/timelines/tag/${encodeURIComponent(tag)}?limit=40`;
  return offered(tools, url, WireTaggedStatuses);
}

/**
 * What stands above and below a status, as a server shows it to whoever asks: of 4.0 and later 40 above, 60 below and 20 deep
 * (docs.joinmastodon.org/methods/statuses/#context). Undefined where it is gone, or the server has no such API.
 * @throws Failure `forbidden` where only its own people may see it
 */
export function getContext(tools: Tools, host: string, number: string): Promise<Context | undefined> {
  const url = `https://${host}/api/v1/statuses/${encodeURIComponent(number)}/context`;
  return offered(tools, url, WireContext, { meant: NOT_THERE, maxBytes: CONTEXT_BYTES });
}

/** One status by its number on a server. @throws Failure `forbidden` where only its own people may see it */
export function getStatus(tools: Tools, host: string, number: string): Promise<WireTagged | undefined> {
  const url = `https://${host}/api/v1/statuses/${encodeURIComponent(number)}`;
  return offered(tools, url, WireTaggedStatuses.element, { meant: NOT_THERE });
}

/** An outbox or one page of it; undefined when there is none. @throws Failure */
export function getCollection(
  tools: Tools,
  url: string,
): Promise<z.output<typeof WireCollection> | undefined> {
  return get(tools, { url, accept: ACTIVITY, meant: ABSENT }, (answer) =>
    answer.status >= 400 ? undefined : read(answer, WireCollection),
  );
}

export function hostOf(url: string): string {
  return new URL(url).host;
}

function offered<S extends z.ZodType>(
  tools: Tools,
  url: string,
  schema: S,
  how: Pick<Question, 'meant' | 'maxBytes'> = { meant: NOT_OFFERED },
): Promise<z.output<S> | undefined> {
  return get(tools, { url, accept: 'application/json', ...how }, (answer) =>
    answer.status >= 400 || isPage(answer) ? undefined : read(answer, schema),
  );
}

interface Question {
  readonly url: string;
  readonly accept: string;
  /** Statuses that are an answer here. */
  readonly meant: readonly number[];
  readonly maxBytes?: number;
}

function get<T>(
  { ask, now }: Tools,
  { url, accept, meant, ...size }: Question,
  as: (answer: Answer) => T,
): Promise<T> {
  return ask({ url, host: 'people', headers: { accept }, ...size }, (answer) => {
    const kind = meant.includes(answer.status) ? undefined : failureOfStatus(answer.status);
    if (!kind) return as(answer);
    // There is no account of ours that could be connected again: who asks for one does not show this to us.
    const named = kind === 'unauthorized' ? 'forbidden' : kind;
    const retryAfterMs = waitOf(answer, now());
    throw new Failure(named, `${hostOf(url)} answered ${answer.status}`, { retryAfterMs });
  });
}

function isPage({ headers }: Answer): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '');
}

function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new Failure('malformed', `${hostOf(answer.url)} answered in an unknown shape`, {
    cause: parsed.error,
  });
}

/** Mastodon tells when its window ends by the time of day, not in seconds. */
function waitOf({ headers }: Answer, now: Date): number | undefined {
  const reset = Date.parse(headers.get('x-ratelimit-reset') ?? '');
  const window = Number.isNaN(reset) ? undefined : Math.max(0, reset - now.getTime());
  return retryAfter(headers.get('retry-after'), now) ?? window;
}
