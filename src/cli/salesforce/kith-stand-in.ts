import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { answering } from '../../../tests/support/answering.ts';

export const ACCESS_KEY = 'the-access-key-of-the-server';

/** What a Kith server says to the command line, over real HTTP, for tests: one org, its key, its coming and going. */
export interface KithStandIn {
  readonly url: string;
  /** The key of an org; to be seen nowhere but in the org. */
  keyOf(org: string): string;
  /** Orgs whose admin admitted the app: where they sign in → their id. */
  readonly admitted: Map<string, string>;
  /** Orgs that are connected. */
  readonly connected: Set<string>;
  /** Bodies of `POST /api/v1/accounts/salesforce` and `POST /api/v1/uninstall`. */
  readonly told: unknown[];
  /** `METHOD /path`, in the order in which they came. */
  readonly asked: string[];
  /** Is called at each look whether the org is connected. */
  onLook: () => void;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const problem = (status: number, detail: string): Reply => ({
  status,
  body: { title: 'No', status, detail },
});

export async function startKithStandIn(): Promise<KithStandIn> {
  const server = createServer(answering((request, response) => respond(kith, request, response)));
  const kith: KithStandIn = {
    url: await listening(server),
    keyOf: (org) => `key-of-${org}`,
    admitted: new Map(),
    connected: new Set(),
    ...{ told: [], asked: [], onLook: () => undefined },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return kith;
}

async function respond(kith: KithStandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await answer(kith, request);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(kith: KithStandIn, request: IncomingMessage): Promise<Reply> {
  const { pathname, searchParams } = new URL(request.url ?? '', kith.url);
  kith.asked.push(`${request.method} ${pathname}`);
  if (pathname === '/readyz') return { status: 200, body: { status: 'ready' } };
  if (pathname.startsWith('/api/v1/records/')) return { status: asApex(kith, request), body: {} };
  if (request.headers.authorization !== `Bearer ${ACCESS_KEY}`)
    return problem(401, 'This needs the access key.');
  const account = /^\/api\/v1\/accounts\/salesforce\/(\w+)\/key$/.exec(pathname)?.[1];
  if (account !== undefined) return { status: 200, body: { key: kith.keyOf(account) } };
  if (pathname === '/api/v1/installations') return looked(kith);
  const org = searchParams.get('installation')?.replace('salesforce-', '') ?? '';
  if (pathname === '/api/v1/export')
    return { status: 200, body: `{"table":"contact","row":{"org":"${org}"}}\n` };
  const body = await json(request);
  kith.told.push(body);
  if (pathname === '/api/v1/uninstall') {
    kith.connected.delete(org);
    return { status: 202, body: { purgeAt: '2026-12-27T00:00:00.000Z' } };
  }
  return pathname === '/api/v1/accounts/salesforce'
    ? claimed(kith, body)
    : problem(404, 'There is nothing here.');
}

const Claim = z.object({ signIn: z.string(), user: z.string() });

function claimed(kith: KithStandIn, body: unknown): Reply {
  const org = kith.admitted.get(Claim.parse(body).signIn);
  if (org === undefined) return problem(401, 'The other side refused the credentials.');
  kith.connected.add(org);
  return { status: 201, body: { installation: `salesforce-${org}` } };
}

function looked(kith: KithStandIn): Reply {
  kith.onLook();
  const installations = [...kith.connected].map((account) => ({
    ...{ id: `salesforce-${account}`, account, status: 'active', sample: false },
  }));
  return { status: 200, body: { installations } };
}

function asApex(kith: KithStandIn, { headers }: IncomingMessage): number {
  const org = String(headers['x-kith-org']);
  const known = kith.connected.has(org) && /^005\w{15}$/.test(String(headers['x-kith-user']));
  return known && headers.authorization === `Bearer ${kith.keyOf(org)}` ? 404 : 401;
}
