import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import { connect } from './announced.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Kith connected to an org that answers so. @returns what it was asked, and when the caller gave up */
async function connectedTo(answer: RequestListener, stop = new AbortController()) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pass: CrmSession['pass'] = (_lane, work) => work(stop.signal);
  return { asked, url, stop, crm: connect({ base: async () => url, pass }) };
}

const json = { 'content-type': 'application/json' };

describe('the way to Salesforce', () => {
  it('survives a connection that breaks in the middle of an answer', async () => {
    const { crm } = await connectedTo((_request, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"fields":[');
      response.socket?.destroySoon();
    });
    await expect(crm.prepare()).rejects.toThrow(TypeError);
  });

  it('asks once: asking again is for the gate to decide', async () => {
    const { asked, crm } = await connectedTo((_request, response) => {
      response.writeHead(503).end('busy');
    });
    await expect(crm.prepare()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(asked).toHaveLength(1);
  });

  it('goes nowhere else: a redirect would take the token along', async () => {
    const { asked, crm } = await connectedTo((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(crm.prepare()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('Bearer');
  });

  it('ends when the gate gives up, whatever the org does', async () => {
    const { crm, stop } = await connectedTo(() => {
      stop.abort(new Failure('unavailable', 'The gate gives up'));
    });
    await expect(crm.prepare()).rejects.toThrow('The gate gives up');
  });

  it('asks for the version of the API that the package is made for', async () => {
    const { asked, crm } = await connectedTo((_request, response) => {
      response.writeHead(200, json).end('{"fields":[]}');
    });
    await expect(crm.prepare()).rejects.toMatchObject({ kind: 'rejected' });
    expect(asked[0]).toMatch(/^GET \/services\/data\/v67\.0\/sobjects\/Contact\/describe /);
  });
});
