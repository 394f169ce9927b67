import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { DeliveryId } from '../core/ids.ts';
import type { CrmApp, CrmConnector, Inbound, Opened } from '../ports/crm.ts';

const APP: CrmApp = {
  clientId: 'client',
  clientSecret: 'hush',
  apiBase: 'http://127.0.0.1:9',
  authorizeBase: 'http://127.0.0.1:9',
  publicUrl: 'https://kith.example',
};
const sign = (body: Buffer | string) => createHmac('sha256', APP.clientSecret).update(body).digest('hex');

/** A CRM whose body is `{ "account": delivery id, … }`, signed over the raw bytes. */
const seen: Inbound[] = [];
const connector = {
  id: 'hubspot',
  title: 'HubSpot',
  signedBy: ['x-mac'],
  open: (app, request): readonly Opened[] | undefined => {
    seen.push(request);
    const mac = createHmac('sha256', app.clientSecret).update(request.body).digest('hex');
    if (request.headers['x-mac'] !== mac) return undefined;
    const parts = JSON.parse(request.body.toString('utf8')) as Record<string, string>;
    return Object.entries(parts).map(([account, id]) => ({
      account,
      id: DeliveryId.parse(id),
      body: request.body,
    }));
  },
} as Partial<CrmConnector> as CrmConnector;

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  seen.length = 0;
  w = world([], { crms: new Map([['hubspot', { connector, app: APP }]]) });
  w.installed.push({
    ...SAMPLE,
    id: 'hubspot-gone' as typeof SAMPLE.id,
    account: 'gone',
    status: 'uninstalled',
  });
  app = await serve(w.deps);
});
afterEach(() => app.close());

const post = (
  body: string | Buffer,
  { path = '/webhooks/hubspot', ...headers }: Record<string, string> = {},
) => app.ask(path, { method: 'POST', body, headers: { 'x-mac': sign(body), ...headers } });

describe('a webhook', () => {
  it('is acknowledged after its exact bytes are kept', async () => {
    const body = '{ "4711" :\t"one" }';
    expect(await post(body, { 'content-type': 'application/json' })).toMatchObject({ status: 204, text: '' });
    expect(w.kept).toMatchObject([{ installation: 'hubspot-4711', id: 'one', connector: 'hubspot' }]);
    expect(w.kept[0]?.body.toString()).toBe(body);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/webhooks/hubspot' });
  });

  it.each([
    ['forged', { 'x-mac': 'f'.repeat(64) }],
    ['unsigned', { 'x-mac': '' }],
  ])('that is %s is refused with 401 and not kept', async (_, headers) => {
    const answer = await post('{"4711":"one"}', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(w.kept).toEqual([]);
  });

  it('of an account without Kith, or one that left, is refused with 404', async () => {
    expect((await post('{"9999":"one"}')).status).toBe(404);
    expect((await post('{"gone":"one"}')).status).toBe(404);
    expect((await post('{"../etc":"one"}')).status).toBe(404);
    expect(w.kept).toEqual([]);
  });

  it('for several accounts is kept for those that are here', async () => {
    expect((await post('{"4711":"one","9999":"two"}')).status).toBe(204);
    expect(w.kept.map(({ id }) => id)).toEqual(['one']);
  });

  it('sent to an installation of its own must be for that one', async () => {
    expect((await post('{"4711":"one"}', { path: '/webhooks/hubspot/hubspot-4711' })).status).toBe(204);
    expect((await post('{"4711":"two"}', { path: '/webhooks/hubspot/hubspot-1' })).status).toBe(404);
    expect(w.kept.map(({ id }) => id)).toEqual(['one']);
  });

  it('larger than 1 MB is refused before anything is computed over it', async () => {
    expect((await post(Buffer.alloc(5_000_000, 32))).status).toBe(413);
    expect(seen).toEqual([]);
  });

  it.each([
    ['without a body', '', {}],
    ['with a type nobody knows', 'x', { 'content-type': 'what/ever; charset=klingon' }],
    ['with broken gzip', 'not gzip', { 'content-encoding': 'gzip' }],
    ['with an encoding nobody knows', 'x', { 'content-encoding': 'pied-piper' }],
  ])('%s is a clear refusal, never a crash', async (_, body, headers) => {
    const answer = await post(body, { ...headers, 'x-mac': 'wrong' });
    expect([400, 401, 415]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('that is compressed is verified over what was inside', async () => {
    const plain = '{"4711":"zipped"}';
    const answer = await post(gzipSync(plain), { 'content-encoding': 'gzip', 'x-mac': sign(plain) });
    expect(answer.status).toBe(204);
    expect(w.kept[0]?.body.toString()).toBe(plain);
  });

  it('that cannot be kept is answered 503, so that it is sent again, and says nothing of why', async () => {
    w.state.keepFails = true;
    const answer = await post('{"4711":"one"}');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.text).not.toContain('database');
  });

  it('is only posted, and only to a connector there is', async () => {
    const got = await app.ask('/webhooks/hubspot');
    expect(got).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await post('{}', { path: '/webhooks/nothing' })).status).toBe(404);
  });

  it('is counted by outcome, without naming an account', async () => {
    await post('{"4711":"one"}');
    await post('{"4711":"two"}', { 'x-mac': 'wrong' });
    await post('{"9999":"three"}');
    const { text } = await app.ask('/metrics');
    expect(text).toContain('kith_deliveries_acknowledged_total{connector="hubspot"} 1');
    expect(text).toContain('kith_deliveries_refused_total{connector="hubspot",reason="signature"} 1');
    expect(text).toContain('kith_deliveries_refused_total{connector="hubspot",reason="installation"} 1');
    expect(text).not.toMatch(/\b4711\b/);
  });
});
