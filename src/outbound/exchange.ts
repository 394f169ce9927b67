import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { decodeText } from '../core/charset.ts';
import { Failure } from '../core/failure.ts';
import type { Answer, Outgoing } from '../ports/outgoing.ts';
import { abandon, ACCEPT_ENCODING, DEFAULT_MAX_BYTES, readBody } from './body.ts';
import { guardedLookup, refusalOf } from './guard.ts';
import { firstHop, nextHop, type Hop } from './redirect.ts';

const MAX_REDIRECTS = 5;
// What a redirect says besides its target is read only to keep the connection usable.
const REDIRECT_BODY_BYTES = 16_384;

export interface ExchangeOptions {
  /** Origins that may be reached although their addresses are private: the sample workspace's and the tests' own servers. */
  readonly trustedOrigins: ReadonlySet<string>;
  readonly userAgent: string;
  /** Host, with all below it → why nothing is ever asked there, whoever names or redirects to it. */
  readonly neverAsked?: ReadonlyMap<string, string> | undefined;
  /** DNS; the system's unless told. */
  readonly lookup?: LookupFunction | undefined;
}

/** Sends one request and follows its redirects; knows nothing of budgets, time-outs and second attempts. */
export interface Exchange {
  /**
   * @param rerouteTo for hosts that people chose: connect to this origin instead, whatever host the URL names.
   * @throws Failure `refused by us`, `malformed`, and whatever the connection throws.
   */
  send(request: Outgoing, rerouteTo: string | undefined, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

interface Route {
  readonly through: Dispatcher;
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens the connection pools; `close` breaks every connection. */
export function openExchange(options: ExchangeOptions): Exchange {
  const lookup = options.lookup ?? (systemLookup as LookupFunction);
  // One request a connection at a time, so that giving up on one never breaks another.
  const open = new Agent({ allowH2: false, connect: { lookup } });
  const guarded = new Agent({ allowH2: false, connect: { lookup: guardedLookup(lookup) } });

  function routeOf(hop: Hop, chosenByUs: boolean, rerouteTo: string | undefined): Route {
    const { url, headers } = hop;
    const never = neverAsked(url.hostname, options.neverAsked);
    if (never !== undefined) throw new Failure('refused by us', `not opened: ${never}`);
    const trusted = chosenByUs || options.trustedOrigins.has(url.origin);
    const refusal = trusted ? undefined : refusalOf(url);
    if (refusal !== undefined) throw new Failure('refused by us', `not opened: ${refusal}`);
    if (rerouteTo !== undefined) {
      const named = { host: url.host, 'x-forwarded-proto': url.protocol.slice(0, -1) };
      return { through: open, origin: rerouteTo, headers: { ...headers, ...named } };
    }
    return { through: trusted ? open : guarded, origin: url.origin, headers };
  }

  return {
    send: async (request, rerouteTo, signal) => {
      const first = firstHop(request);
      const home = request.host === 'us' ? first.url.origin : undefined;
      const path = [first];
      for (let hop = first; ; path.push(hop)) {
        const route = routeOf(hop, hop.url.origin === home, rerouteTo);
        const reply = await dispatch(route, hop, options.userAgent, signal);
        const next = request.follow === false ? undefined : followed(path, hop, reply);
        if (next === undefined) return answerOf(hop.url, reply, request.maxBytes ?? DEFAULT_MAX_BYTES);
        await reply.body.dump({ limit: REDIRECT_BODY_BYTES, signal });
        hop = next;
      }
    },
    close: async () => void (await Promise.all([open.destroy(), guarded.destroy()])),
  };
}

function neverAsked(hostname: string, hosts: ExchangeOptions['neverAsked']): string | undefined {
  const name = hostname.replace(/\.$/, '');
  return [...(hosts ?? [])].find(([host]) => name === host || name.endsWith(`.${host}`))?.[1];
}

function dispatch(route: Route, hop: Hop, userAgent: string, signal: AbortSignal) {
  return route.through.request({
    origin: route.origin,
    path: `${hop.url.pathname}${hop.url.search}`,
    method: hop.method,
    headers: { 'user-agent': userAgent, 'accept-encoding': ACCEPT_ENCODING, ...route.headers },
    body: hop.body ?? null,
    signal,
  });
}

/** The hop this reply leads to; undefined when it is the answer. */
function followed(path: readonly Hop[], hop: Hop, reply: Dispatcher.ResponseData): Hop | undefined {
  try {
    const next = nextHop(hop, reply.statusCode, one(reply.headers['location']));
    if (next !== undefined) refuseCircles(path, next);
    return next;
  } catch (error) {
    abandon(reply.body);
    throw error;
  }
}

function refuseCircles(path: readonly Hop[], next: Hop): void {
  const been = path.some((hop) => hop.method === next.method && hop.url.href === next.url.href);
  if (been) throw new Failure('malformed', `${next.url.host} redirects in a circle`);
  if (path.length > MAX_REDIRECTS) {
    throw new Failure('malformed', `${next.url.host} redirects more than ${MAX_REDIRECTS} times`);
  }
}

async function answerOf(url: URL, reply: Dispatcher.ResponseData, maxBytes: number): Promise<Answer> {
  const bytes = await readBody(reply.body, {
    host: url.host,
    encoding: one(reply.headers['content-encoding'], ','),
    length: one(reply.headers['content-length']),
    maxBytes,
  });
  const text = decodeText(bytes, one(reply.headers['content-type']));
  return {
    status: reply.statusCode,
    headers: headersOf(reply),
    url: url.href,
    text,
    json: () => parseJson(text, url.host),
  };
}

function parseJson(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold anything.
    throw new Failure('malformed', `${host} answered no JSON`);
  }
}

function headersOf(reply: Dispatcher.ResponseData): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(reply.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  return headers;
}

function one(value: string | readonly string[] | undefined, glue?: string): string | undefined {
  if (typeof value !== 'object') return value;
  return glue === undefined ? value[0] : value.join(glue);
}
