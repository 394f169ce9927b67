import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CrmApp, CrmConnector, Crm, Inbound } from '../../ports/crm.ts';
import type { ConsentAnswer } from '../../ports/crm-consent.ts';
import type { Pass } from '../../ports/outgoing.ts';
import { startPortal } from './portal.ts';
import type { Portal, PortalOptions } from './portal.ts';
import { answering } from '../../../tests/support/answering.ts';

/** The app's side for tests: a webhook address that keeps what arrives, and an installation by the real flow. */
export interface Testbed {
  readonly portal: Portal;
  readonly app: CrmApp;
  /** What arrived, in order. */
  readonly inbox: readonly Inbound[];
  /** What the webhook address answers from now on, the last one for ever; 204 unless told. */
  answers: number[];
  /** Moves the clock of both sides. */
  advance(ms: number): void;
  now(): Date;
  /** Sends the browser through the authorisation and redeems the code. */
  install(connector: CrmConnector): Promise<Installed>;
  close(): Promise<void>;
}

interface Installed {
  readonly crm: Crm;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

export const straight: Pass = (_lane, work) => work(new AbortController().signal);

export async function openTestbed(options: Partial<PortalOptions> = {}): Promise<Testbed> {
  let ms = Date.parse('2026-11-24T10:00:00Z');
  const now = () => new Date(ms);
  const { inbox, answers, listener } = await listen();
  const publicUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const own = { clientId: 'kith-sample', clientSecret: 'sample-secret' };
  const portal = await startPortal({
    portalId: 4242,
    ...own,
    now,
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
    gatherMs: 1,
    ...options,
  });
  const app: CrmApp = { ...own, publicUrl, apiBase: portal.url, authorizeBase: portal.url };
  return {
    portal,
    app,
    inbox,
    answers,
    now,
    advance: (by) => {
      ms += by;
    },
    install: (connector) => install(connector, app, now),
    close: async () => {
      await portal.close();
      listener.closeAllConnections();
      listener.close();
    },
  };
}

/** The app's webhook address. */
async function listen(): Promise<{ inbox: Inbound[]; answers: number[]; listener: Server }> {
  const inbox: Inbound[] = [];
  const answers: number[] = [];
  const take = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    inbox.push(await receive(req));
    const status = answers.length > 1 ? answers.shift() : answers[0];
    res.writeHead(status ?? 204).end();
  };
  const listener = createServer(answering(take));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { inbox, answers, listener };
}

async function receive(req: IncomingMessage): Promise<Inbound> {
  const headers = req.headers as Inbound['headers'];
  return { method: req.method ?? '', path: req.url ?? '', headers, body: await buffer(req) };
}

async function install(connector: CrmConnector, app: CrmApp, now: () => Date): Promise<Installed> {
  const answer = await consented(connector, app);
  const grant = await connector.redeem(app, straight, answer, now());
  const { account, accessToken, refreshToken, scopes } = grant;
  const token = async () => accessToken;
  const access = { token, renew: token, base: async () => app.apiBase, saw: () => undefined };
  const crm = connector.connect({ app, account, ...access, pass: straight, now, scopes });
  return { crm, accessToken, refreshToken, scopes };
}

/** Sends a browser through the authorisation, whose page approves by itself. */
export async function consented(connector: CrmConnector, app: CrmApp): Promise<ConsentAnswer> {
  const verifier = 'verifier-'.repeat(6);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirectUri = `${app.publicUrl}/install/${connector.id}/callback`;
  const page = connector.authorizeUrl(app, { state: 'the state', challenge, redirectUri });
  const sent = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? 'x:');
  return { code: sent.searchParams.get('code') ?? '', verifier, redirectUri };
}
