import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { DeliveryId, NetworkId } from '../core/ids.ts';
import type { Push } from '../ports/push.ts';
import type { HttpSettings } from './deps.ts';
import { openPushes } from '../flows/pushes.ts';
import { github } from '../../connectors/network/github/index.ts';

/** A network that signs with a secret of its own, `shake` hands by GET, and counts what it is asked to verify. */
const seen: string[] = [];
const push: Push = {
  says: 'Enter nothing else.',
  brings: /^theirs-\w+$/,
  receive: (secrets, { method, path, headers, body }) => {
    seen.push(method);
    if (!secrets.includes(headers['x-secret'] ?? '')) return undefined;
    const challenge = new URL(path, 'http://kith').searchParams.get('challenge');
    if (challenge !== null) return { kind: 'answer', status: 200, body: challenge };
    return { kind: 'delivery', id: DeliveryId.parse(String(body.length)), body };
  },
  events: () => [],
};
const OTHER = NetworkId.parse('handshaking');

let w: ReturnType<typeof world>;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  seen.length = 0;
  const clock = { at: NOW };
  w = world([]);
  const manners = new Map([
    [github.id, github],
    [OTHER, { ...github, id: OTHER, push }],
  ]);
  const { store } = w.deps;
  const pushes = openPushes({ store, manners, now: () => clock.at, newSecret: () => `made-${made++}` });
  open = (settings) => serve({ ...w.deps, pushes, now: () => clock.at, settings });
  app = await open(w.deps.settings);
  tick = (ms) => (clock.at = new Date(clock.at.getTime() + ms));
});
afterEach(() => app.close());
let made = 1;
let tick: (ms: number) => void;
let open: (settings: HttpSettings) => ReturnType<typeof serve>;

const HERE = `/webhooks/github/${SAMPLE.id}`;
const DAY = 86_400_000;
const signed = (body: string | Buffer, secret: string) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});
const post = (body: string | Buffer, headers: Record<string, string>, path = HERE) =>
  app.ask(path, { method: 'POST', body, headers });
const decide = (path: string, body: object | undefined = {}, method: 'POST' | 'DELETE' = 'POST') =>
  app.ask(`/api/v1/pushes/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
const setUp = async () => String((await decide('github')).json['secret']);
const listed = async () => (await app.ask('/api/v1/pushes')).json['pushes'] as Record<string, unknown>[];

describe('a delivery of a network', () => {
  it('is acknowledged after its exact bytes are kept, under the network’s name', async () => {
    const secret = await setUp();
    const body = '{ "zen" :\t"Keep it" }';
    expect(await post(body, signed(body, secret))).toMatchObject({ status: 204, text: '' });
    expect(w.kept).toMatchObject([{ installation: SAMPLE.id, connector: 'github' }]);
    expect(w.kept[0]?.body.toString()).toBe(body);
    expect(w.kept[0]?.id).toMatch(/^github:/);
  });

  it.each([
    ['forged', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['unsigned', {}],
  ])('that is %s is refused with 401 and not kept', async (_, headers) => {
    await setUp();
    const answer = await post('{}', headers as Record<string, string>);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(w.kept).toEqual([]);
  });

  it('for a network, an installation or both that are not set up is refused with 404', async () => {
    expect((await post('{}', signed('{}', 'x'))).status).toBe(404);
    const secret = await setUp();
    for (const path of ['/webhooks/github/hubspot-9', '/webhooks/nothing/hubspot-4711', '/webhooks/github'])
      expect((await post('{}', signed('{}', secret), path)).status, path).toBe(404);
    w.installed[0] = { ...SAMPLE, status: 'uninstalled' };
    tick(5_000);
    expect((await post('{}', signed('{}', secret))).status).toBe(404);
    expect(w.kept).toEqual([]);
  });

  it('larger than 1 MB is refused before anything is computed over it', async () => {
    await decide('handshaking', { secret: 'theirs-1' });
    const path = `/webhooks/handshaking/${SAMPLE.id}`;
    expect((await post(Buffer.alloc(3_000_000, 32), { 'x-secret': 'theirs-1' }, path)).status).toBe(413);
    expect(seen).toEqual([]);
  });

  it('among too many of its sender is refused with 429 before anything is computed, and nobody else’s with it', async () => {
    const secret = await setUp();
    await decide('handshaking', { secret: 'theirs-1' });
    const path = `/webhooks/handshaking/${SAMPLE.id}`;
    const flood = Array.from({ length: 620 }, () => post('{}', { 'x-secret': 'wrong' }, path));
    const answers = (await Promise.all(flood)).map(({ status, headers }) => ({ status, headers }));
    const refused = answers.filter(({ status }) => status === 429);
    expect([refused.length, seen.length]).toEqual([20, 600]);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post('{}', signed('{}', secret))).status).toBe(204);
    const { text } = await app.ask('/metrics');
    expect(text).toContain('kith_deliveries_refused_total{connector="handshaking",reason="flood"} 20');
  });

  it('is counted for whom a proxy of one’s own names, and for nobody that the sender names', async () => {
    await app.close();
    app = await open({ ...w.deps.settings, trustProxy: 1 });
    await decide('handshaking', { secret: 'theirs-1' });
    const path = `/webhooks/handshaking/${SAMPLE.id}`;
    const from = (address: string) =>
      post('{}', { 'x-secret': 'wrong', 'x-forwarded-for': `203.0.113.${made++}, ${address}` }, path);
    await Promise.all(Array.from({ length: 600 }, () => from('198.51.100.7')));
    expect((await from('198.51.100.7')).status).toBe(429);
    expect((await from('198.51.100.8')).status).toBe(401);
  });

  it('that cannot be kept is answered 503, so that it is sent again', async () => {
    const secret = await setUp();
    w.state.keepFails = true;
    const answer = await post('{}', signed('{}', secret));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });

  it('is posted: anything but that and a handshake is refused with 405', async () => {
    await setUp();
    expect(await app.ask(HERE, { method: 'PUT' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST' },
    });
  });
});

describe('a handshake', () => {
  it('is answered at once, as text that no browser takes for a page, and nothing is kept', async () => {
    await decide('handshaking', { secret: 'theirs-1' });
    const path = `/webhooks/handshaking/${SAMPLE.id}?challenge=%3Cb%3E7`;
    const answer = await app.ask(path, { headers: { 'x-secret': 'theirs-1' } });
    expect(answer).toMatchObject({ status: 200, text: '<b>7' });
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/plain/),
      'x-content-type-options': 'nosniff',
    });
    expect((await app.ask(path)).status).toBe(401);
    expect(w.kept).toEqual([]);
  });
});

describe('an administrator', () => {
  it('sees which networks can call, what to enter there, and when each last did', async () => {
    const before = await listed();
    expect(before).toMatchObject([
      { network: 'github', title: 'GitHub', address: HERE, isSetUp: false, brings: false },
      { network: 'handshaking', isSetUp: false, brings: true, says: 'Enter nothing else.' },
    ]);
    const secret = await setUp();
    await post('{}', signed('{}', secret));
    const [line] = await listed();
    expect(line).toMatchObject({ isSetUp: true, lastDelivery: NOW.toISOString() });
    expect(JSON.stringify(await listed())).not.toContain(secret);
  });

  it('is shown a secret once, and replaces it while both are valid for a day', async () => {
    const first = await setUp();
    const rotated = await decide('github/rotate');
    const second = String(rotated.json['secret']);
    expect(rotated).toMatchObject({ status: 200, json: { address: HERE } });
    expect(second).not.toBe(first);
    for (const secret of [first, second]) expect((await post('{}', signed('{}', secret))).status).toBe(204);
    expect((await listed())[0]).toMatchObject({ formerUntil: new Date(NOW.getTime() + DAY).toISOString() });
    tick(DAY);
    expect((await post('{}', signed('{}', first))).status).toBe(401);
    expect((await post('{}', signed('{}', second))).status).toBe(204);
    expect((await listed())[0]?.['formerUntil']).toBeUndefined();
  });

  it('stops listening to a network: from then on its deliveries are refused', async () => {
    const secret = await setUp();
    expect((await post('{}', signed('{}', secret))).status).toBe(204);
    expect((await decide('github', undefined, 'DELETE')).status).toBe(204);
    expect((await post('{}', signed('{}', secret))).status).toBe(404);
    expect((await decide('github', undefined, 'DELETE')).status).toBe(404);
  });

  it('enters the secret of a network that has one of its own, and is not shown it again', async () => {
    expect(await decide('handshaking')).toMatchObject({ status: 400 });
    const bad = await decide('handshaking', { secret: 'no such form' });
    expect(bad).toMatchObject({
      status: 400,
      json: { detail: expect.stringContaining('Enter nothing else.') },
    });
    const good = await decide('handshaking', { secret: 'theirs-1' });
    expect(good.status).toBe(201);
    expect(good.text).not.toContain('theirs-1');
  });

  it('is told plainly of a network that does not call, and of one that is set up already', async () => {
    expect((await decide('nothing')).status).toBe(404);
    expect((await decide('github/rotate')).status).toBe(404);
    await setUp();
    expect((await decide('github')).status).toBe(409);
  });
});
