import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Hubs } from '../../src/ports/subscriptions.ts';
import { answering } from './answering.ts';

/** Nobody reaches this Kith from outside, so no hub is asked. */
export const NO_HUBS: Hubs = {
  calledAt: undefined,
  newSecret: () => 'a-secret-of-nobody-0000',
  ask: () => Promise.reject(new Error('a hub was asked')),
};

/** What a subscriber asked the hub for. */
export interface HubAsked {
  readonly mode: string;
  readonly topic: string;
  readonly callback: string;
  readonly secret: string;
  readonly lease: number;
}

/** How the simulated hub behaves; a test changes it. */
export interface HubManners {
  /** `hang`: it takes the request and never answers. */
  answers: number | 'hang';
  location?: string;
  /** What each host answers instead, where a test says so. */
  moves?: (host: string) => Pick<HubManners, 'answers' | 'location'> | undefined;
  leaseSeconds: number;
  method: 'sha1' | 'sha256' | 'sha384' | 'sha512';
}

/**
 * A simulator of a WebSub hub (W3C Recommendation), for tests: real HTTP on a loopback port. It verifies and delivers
 * when the test says so.
 */
export async function startHub() {
  const asked: HubAsked[] = [];
  const hosts: string[] = [];
  const manners: HubManners = { answers: 202, leaseSeconds: 864_000, method: 'sha256' };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    asked.push(await take(request));
    hosts.push(request.headers.host ?? '');
    const { answers, location } = manners.moves?.(hosts.at(-1) ?? '') ?? manners;
    if (answers === 'hang') return;
    response.writeHead(answers, location ? { location } : {}).end();
  };
  const server = createServer(answering(answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const latest = () => {
    const one = asked.at(-1);
    if (!one) throw new Error('the hub was not asked');
    return one;
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Under which names it was asked. */
    hosts,
    manners,
    latest,
    verify: (one: HubAsked = latest(), lies: Record<string, string> = {}) => verify(one, manners, lies),
    deny: (reason: string, { callback, topic }: HubAsked = latest()) =>
      call(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': reason }),
    deliver: (body: string | Buffer, one: HubAsked = latest(), headers: Record<string, string> = {}) =>
      deliver(one, body, { ...signed(body, one.secret, manners.method), ...headers }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function take(request: IncomingMessage): Promise<HubAsked> {
  const form = new URLSearchParams(await text(request));
  const said = (name: string) => form.get(`hub.${name}`) ?? '';
  return {
    ...{ mode: said('mode'), topic: said('topic'), callback: said('callback'), secret: said('secret') },
    lease: Number(said('lease_seconds')),
  };
}

/** @returns whether the subscriber echoed the challenge, and with which status it answered. */
async function verify(one: HubAsked, { leaseSeconds }: HubManners, lies: Record<string, string>) {
  const challenge = 'a challenge, <b>unlike</b> any other';
  const answer = await call(one.callback, {
    ...{ 'hub.mode': one.mode, 'hub.topic': one.topic, 'hub.challenge': challenge },
    ...(one.mode === 'subscribe' && { 'hub.lease_seconds': String(leaseSeconds) }),
    ...lies,
  });
  return { status: answer.status, echoed: (await answer.text()) === challenge };
}

function call(callback: string, query: Record<string, string>): Promise<Response> {
  return fetch(`${callback}?${new URLSearchParams(query).toString()}`);
}

const signed = (body: string | Buffer, secret: string, method: HubManners['method']) => ({
  'x-hub-signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}`,
});

async function deliver({ callback }: HubAsked, body: string | Buffer, headers: Record<string, string>) {
  const given = { 'content-type': 'application/atom+xml', ...headers };
  const sent = typeof body === 'string' ? body : new Uint8Array(body);
  return (await fetch(callback, { method: 'POST', body: sent, headers: given })).status;
}
