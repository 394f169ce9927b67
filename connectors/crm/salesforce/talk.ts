import type { HttpResponse } from 'jsforce';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { codeOf, failureIn, troublesIn } from './refusals.ts';
import type { Trouble } from './refusals.ts';
import { transportOf } from './transport.ts';

/** One release behind the newest; jsforce alone would speak version 50.0. */
const VERSION = '67.0';
/** What Kith writes bears this name in the change events that come of it. */
const CLIENT = 'kith';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/services/data/v67.0`. */
  readonly path: string;
  /** As JSON; a text is sent as CSV. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is no trouble of the connection: 2xx, or a 4xx about what was asked. */
export interface Reply {
  readonly status: number;
  /** JSON as it was read, CSV as a list of rows, undefined where there is none. */
  readonly body: unknown;
  /** Of a refusal. */
  readonly troubles: readonly Trouble[];
}

/**
 * Asks an org's API once, through the gate. A token that is refused before its time is replaced once.
 * @throws Failure `unauthorized`, `forbidden`, `rate-limited` or `unavailable`; its message says status and code only
 */
export function ask(session: CrmSession, request: Request): Promise<Reply> {
  return session.pass(laneOf(session), async (signal) => {
    const token = await session.token();
    const first = await send(session, request, token, signal);
    const answer =
      first.status === 401 ? await send(session, request, await session.renew(token), signal) : first;
    const { status, body, troubles, headers } = answer;
    const failure = failureIn(status, troubles, headers, session.now());
    if (failure !== undefined) throw failure;
    return { status, body, troubles };
  });
}

/**
 * Several calls as one attempt: when one of them fails in passing, all are asked again from the first on. So what looks
 * before it makes something looks again, and finds what was made although its answer was lost.
 */
export function asOne<T>(session: CrmSession, work: (session: CrmSession) => Promise<T>): Promise<T> {
  return session.pass(laneOf(session), (signal) =>
    work({ ...session, pass: (_lane, inner) => inner(signal) }),
  );
}

const laneOf = ({ account }: CrmSession) => `salesforce-${account}`;

/** What the reply says, where it is a success. @throws Failure `rejected` with the code of a refusal */
export function succeeded(reply: Reply, what: string): unknown {
  if (reply.status < 300) return reply.body;
  throw new Failure('rejected', `Salesforce refused ${what} (${reply.status} ${codeOf(reply.troubles)})`);
}

/**
 * The one place where a connection is made: without a refresh of its own, which would lose rotated refresh tokens. jsforce
 * is loaded for the first org only: who has none does without.
 */
async function send(
  session: CrmSession,
  { method, path, body, headers: more = {} }: Request,
  token: string,
  signal: AbortSignal,
) {
  const { Connection } = await import('jsforce');
  const connection = new Connection({
    instanceUrl: await session.base(),
    accessToken: token,
    version: VERSION,
    callOptions: { client: CLIENT },
  });
  const seen: { answer?: HttpResponse } = {};
  const transport = await transportOf(signal, (answer) => (seen.answer = answer));
  const sent = {
    method,
    url: path,
    headers: { ...more, 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  const read = await connection.request(sent, { transport }).then(
    (said) => ({ body: said, troubles: [] }),
    (error: unknown) => ({ error, body: undefined, troubles: troublesIn(refusalIn(error)) }),
  );
  // Without an answer it is the connection's trouble, which the gate names.
  if (seen.answer === undefined && 'error' in read) throw read.error;
  const { statusCode: status = 0, headers = {} } = seen.answer ?? {};
  const { apiUsage } = connection.limitInfo;
  if (apiUsage) session.saw({ used: apiUsage.used, allowed: apiUsage.limit });
  return { status, headers, body: read.body, troubles: read.troubles };
}

const Refused = z.object({ data: z.unknown() });
const refusalIn = (error: unknown) => Refused.safeParse(error).data?.data;
