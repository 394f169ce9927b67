import nock from 'nock';
import { Failure } from '../../src/core/failure.ts';
import type { Answer, Ask } from '../../src/ports/outgoing.ts';
import type { Network, NetworkConnector } from '../../src/ports/network.ts';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent; empty where nothing was. */
  readonly body: string;
}

/** What tells one request from another: networks that are asked in the body of a POST have one address for everything. */
export const questionOf = ({ method, url, body }: Asked): string => [method, url.href, body].join(' ');

/** A string is sent as it is, anything else as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A recorded network: what it answers to each request. */
export type Site = (asked: Asked) => Reply;

/** The moment at which everything in a contract happens. */
export const NOW = new Date('2026-03-04T05:06:07.000Z');

export interface Stage {
  readonly network: Network;
  /** What reached the network, in order. */
  readonly requests: readonly Asked[];
  /** Questions put to the way out, sent or not. */
  readonly asks: () => number;
  /** The quiet, in milliseconds, that good answers asked for, in order. */
  readonly quiet: readonly number[];
  /** Questions put after an earlier one had already failed. */
  readonly askedAfterFailure: () => number;
}

/**
 * Connects a connector to a recorded network and runs `play`; everything else is out of reach. Questions are put
 * once each, over the global `fetch`, as the gate would without its second attempts.
 */
export async function onStage(
  connector: NetworkConnector,
  { origin, settings }: { readonly origin: string; readonly settings: Readonly<Record<string, unknown>> },
  site: Site,
  play: (stage: Stage) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const requests: Asked[] = [];
  const { ask, asks, quiet, askedAfterFailure } = askOnce(signal);
  nock.disableNetConnect();
  const recorded = nock(origin).persist();
  for (const way of ['get', 'post'] as const)
    recorded[way](/.*/)
      .query(true)
      .reply(async (request: Request) => {
        const { method, url } = request;
        const headers = Object.fromEntries(request.headers);
        const asked = { method, url: new URL(url), headers, body: await request.text() };
        requests.push(asked);
        return written(site(asked));
      });
  try {
    const base = connector.base === '' ? origin : (connector.base ?? '');
    const parsed = connector.settings.parse(settings) as object;
    const network = connector.connect({ ask, now: () => NOW, settings: { ...parsed, base } });
    await play({ network, requests, asks, quiet, askedAfterFailure });
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
  }
}

function written({ status = 200, headers = {}, body }: Reply): [number, string, Record<string, string>] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
  return [status, text, { 'content-type': type, ...headers }];
}

function askOnce(signal: AbortSignal | undefined) {
  let count = 0;
  let failures = 0;
  let late = 0;
  const quiet: number[] = [];
  const ask: Ask = async (request, read) => {
    count += 1;
    if (failures > 0) late += 1;
    try {
      const answer = await send(request, signal);
      const found = await read(answer);
      quiet.push(...[request.quietAfter?.(answer) ?? []].flat());
      return found;
    } catch (error) {
      failures += 1;
      throw error;
    }
  };
  return { ask, asks: () => count, quiet, askedAfterFailure: () => late };
}

async function send(request: Parameters<Ask>[0], signal: AbortSignal | undefined): Promise<Answer> {
  const { host } = new URL(request.url);
  const response = await fetch(request.url, {
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    ...(request.body !== undefined && { body: request.body }),
    ...(signal && { signal }),
  }).catch(() => {
    throw new Failure('unavailable', `${host} did not answer`);
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    url: response.url || String(request.url),
    text,
    json: () => {
      try {
        return JSON.parse(text);
      } catch {
        throw new Failure('malformed', `${host} answered no JSON`);
      }
    },
  };
}
