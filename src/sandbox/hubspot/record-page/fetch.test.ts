import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../../connectors/crm/hubspot/index.ts';
import type { CrmApp, Inbound } from '../../../ports/crm.ts';
import { fetchFor } from './fetch.ts';
import type { Project } from './project.ts';
import { REP } from './user.ts';
import { answering } from '../../../../tests/support/answering.ts';

const NAMED = 'https://app.example.com';
const NOW = new Date('2026-11-22T12:00:00Z');

let server: Server;
let seen: Inbound[];
/** What the app's server does with a request; the last one for ever. */
let answers: ((res: ServerResponse) => void)[];
let app: CrmApp;
let project: Project;

beforeEach(async () => {
  [seen, answers] = [
    [],
    [(res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}')],
  ];
  server = createServer(answering(take));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = {
    ...{ clientId: 'c', clientSecret: 'a secret', apiBase: publicUrl, authorizeBase: publicUrl },
    publicUrl,
  };
  project = {
    name: 'App',
    extensions: [],
    permitted: { fetch: [NAMED, 'https://other.example.com/only/here'], img: [] },
    variables: {},
    proxy: { [NAMED]: publicUrl },
  };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const headers = req.headers as Inbound['headers'];
  seen.push({ method: req.method ?? '', path: req.url ?? '', headers, body: await buffer(req) });
  const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers;
  answer?.(res);
}

const status =
  (code: number, body = '') =>
  (res: ServerResponse) => {
    res.writeHead(code, { 'content-type': 'application/json' }).end(body);
  };

const ask = (asked: object) =>
  fetchFor({ portalId: 4711, appId: 7, clientSecret: app.clientSecret, user: REP, now: () => NOW })(
    project,
    asked,
  );

describe('hubspot.fetch in the simulator', () => {
  it('says who asks from which account and signs it, so that the app knows them', async () => {
    const answer = await ask({
      url: `${NAMED}/api/people?name=Bj%C3%B6rn%20%26%20co&at=a%40b`,
      method: 'POST',
      body: { says: 'ä' },
    });
    expect(answer).toEqual({ status: 200, type: 'application/json', body: '{"a":1}' });
    const [request] = seen;
    if (!request) throw new Error('nothing arrived');
    expect(request.path).toBe(
      '/api/people?name=Bj%C3%B6rn%20%26%20co&at=a%40b&userId=101&portalId=4711&userEmail=rhea.park%2Bsales%40portal.example&appId=7',
    );
    expect(request.body.toString()).toBe('{"says":"ä"}');
    expect(request.headers['x-hubspot-signature-version']).toBe('v2');
    expect(hubspot.visitor(app, request, NOW)).toEqual({ account: '4711', user: '101', name: REP.email });
    const forged = { ...request, body: Buffer.from('{"says":"b"}') };
    expect(hubspot.visitor(app, forged, NOW)).toBeUndefined();
  });

  it('asks no server that the project does not permit', async () => {
    for (const url of ['https://evil.example/', 'http://app.example.com/', `${NAMED}.evil.example/`, 'x']) {
      expect(await ask({ url }), url).toHaveProperty('refused');
    }
    expect(await ask({ url: 'https://other.example.com/elsewhere' })).toHaveProperty('refused');
    expect(seen).toEqual([]);
  });

  it('sends no header but Authorization, and no body of more than a megabyte', async () => {
    const refused = await ask({ url: NAMED, headers: { 'X-Own': '1' } });
    expect(refused).toEqual({
      refused: 'hubspot.fetch: only the header Authorization is allowed, not X-Own',
    });
    const large = await ask({ url: NAMED, method: 'POST', body: { text: 'x'.repeat(1024 * 1024) } });
    expect(large).toEqual({ refused: 'hubspot.fetch: the body is larger than 1 MB' });
    expect(await ask({ url: NAMED, method: 'TRACE' })).toHaveProperty('refused');
    expect(await ask({ url: NAMED, headers: { authorization: 'Bearer x' } })).toHaveProperty('status', 200);
    expect(seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer x']);
  });

  it('asks once more when the server failed, and passes on what it says then', async () => {
    answers = [status(503), status(201, '{"made":1}')];
    expect(await ask({ url: NAMED, method: 'POST', body: {} })).toMatchObject({ status: 201 });
    answers = [status(500, '{"detail":"no"}')];
    expect(await ask({ url: NAMED })).toMatchObject({ status: 500, body: '{"detail":"no"}' });
    answers = [status(404)];
    await ask({ url: NAMED });
    expect(seen).toHaveLength(5);
  });

  it('gives up after the time the card allows, and says so; it follows no redirect', async () => {
    answers = [() => undefined];
    expect(await ask({ url: NAMED, timeout: 50 })).toMatchObject({ status: 504 });
    answers = [(res) => void res.writeHead(302, { location: 'https://evil.example/' }).end()];
    expect(await ask({ url: NAMED })).toMatchObject({ status: 302 });
    answers = [status(200, 'x'.repeat(1024 * 1024 + 1))];
    expect(await ask({ url: NAMED })).toMatchObject({ status: 502 });
    server.closeAllConnections();
    server.close();
    expect(await ask({ url: NAMED })).toMatchObject({ status: 502 });
  });
});
