import type { Client } from '@hubspot/api-client';
import { Failure, failureOfStatus, retryAfter } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';

/** HubSpot's dated API. A version is supported for 18 months. */
export const VERSION = '2026-09';

/** The portal is being moved, or the record is locked by another write: both pass. HubSpot, "Error handling". */
const PASSING: ReadonlySet<number> = new Set([423, 477]);

/** HubSpot's search has a budget of its own. */
export const SEARCH_LANE = 'hubspot-search-';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** A list is said once for each of its values. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** Whether it is a search. */
  readonly searches?: true;
}

/** An answer that is no trouble of the connection: 2xx, or a 4xx about what was asked. */
export interface Reply {
  readonly status: number;
  /** Undefined when there is none, or when a refusal is no JSON. */
  readonly body: unknown;
}

/**
 * The one place where a client is made. The SDK keeps its retries and limits in one place for the whole process, so
 * one portal's would be everybody's: both stay off, and the gate does that per portal. It is loaded for the first
 * portal only: who has none does without.
 */
export async function clientOf(apiBase: string, accessToken?: string): Promise<Client> {
  const { Client } = await import('@hubspot/api-client');
  return new Client({ basePath: apiBase, numberOfApiCallRetries: 0, ...(accessToken && { accessToken }) });
}

/**
 * Asks a portal's API once, through the gate, with a token that is fresh at each attempt.
 * @throws Failure `unauthorized`, `forbidden`, `rate-limited`, `unavailable`, or `malformed` for a success that is no JSON.
 */
export function ask(session: CrmSession, request: Request): Promise<Reply> {
  const lane = request.searches ? SEARCH_LANE : 'hubspot-';
  return session.pass(lane + session.account, async () => {
    const client = await clientOf(session.app.apiBase, await session.token());
    const { method, path, query, body } = request;
    const response = await client.apiRequest({
      method,
      path: query ? `${path}?${searchOf(query)}` : path,
      ...(body === undefined ? { defaultJson: false } : { body }),
    });
    return replyOf(response, session.now());
  });
}

function searchOf(query: NonNullable<Request['query']>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  );
}

/** @throws Failure as `ask` does; its message says the status and nothing of what was asked or answered. */
export async function replyOf(response: Response, now: Date): Promise<Reply> {
  const { status } = response;
  const kind = PASSING.has(status) ? 'unavailable' : failureOfStatus(status);
  if (kind !== undefined && kind !== 'rejected') {
    await response.body?.cancel();
    const details = { retryAfterMs: retryAfter(response.headers.get('retry-after'), now) };
    throw new Failure(kind, `HubSpot answered ${status}${status === 403 ? MISSING_SCOPE : ''}`, details);
  }
  const text = await response.text();
  try {
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    if (status >= 400) return { status, body: undefined };
    throw new Failure('malformed', `HubSpot answered ${status} with something that is no JSON`);
  }
}

const MISSING_SCOPE = ': the app lacks a scope, or an administrator has not approved it';
