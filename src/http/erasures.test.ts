import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { threads } from '../../connectors/network/threads/index.ts';
import delivered from '../../connectors/network/threads/fixtures/reply.json' with { type: 'json' };
import { world as handMade } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { hears } from '../../tests/support/heard.ts';
import { signRequest } from '../../tests/support/sign-request.ts';
import { openWorlds } from '../../tests/support/world.ts';
import type { World } from '../../tests/support/world.ts';
import { openErasures } from '../flows/erasures.ts';
import { openPushes } from '../flows/pushes.ts';
import type { NetworkId } from '../core/ids.ts';
import type { NetworkConnector } from '../ports/network.ts';

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());

const SECRET = 'a1'.repeat(16);
/** Threads tells names where others tell numbers; here its people have both. */
const NUMBER = '5550001';
const reply = JSON.parse(JSON.stringify(delivered).replaceAll('mae.falk', NUMBER)) as unknown;
const mae = { id: '1', name: 'Mae Falk', handles: [`https://www.threads.com/@${NUMBER}`] };

let w: World;
let app: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  w = worlds.world();
  const { store, now } = w.deps;
  const manners = new Map<NetworkId, NetworkConnector>([[threads.id, threads]]);
  const pushes = openPushes({ store, manners, now, newSecret: () => 'made' });
  const [crm = '', account = ''] = w.installation.split(/-(.*)/);
  const there = { id: w.installation, crm, account, status: 'active', sample: true } as const;
  await store.install({ ...there, installedAt: now() });
  await pushes.setUp(w.installation, 'threads', SECRET);
  const erasures = openErasures(w.deps);
  app = await serve({ ...handMade([]).deps, store, pushes, erasures, now });
});
afterEach(() => app.close());

const here = () => `/webhooks/threads/${w.installation}/erasure`;
const asks = (more: object = {}) => ({
  ...{ algorithm: 'HMAC-SHA256', user_id: NUMBER, issued_at: w.now().getTime() / 1000, ...more },
});
const ask = (request: string, path = here()) =>
  app.ask(path, {
    method: 'POST',
    body: new URLSearchParams({ signed_request: request }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

async function heard(said = reply): Promise<void> {
  await w.save(mae);
  await hears(w, 'threads', said);
  await w.work();
}

describe('a person who asks, through their network, for what is kept of them to be erased', () => {
  it('is told where to look, and nothing of theirs is left, in no table and on no record', async () => {
    const words = 'Is it as fast as they say?';
    await heard(JSON.parse(JSON.stringify(reply).replace('Is it fast?', words)));
    expect(await w.rows('post')).toHaveLength(1);
    const answer = await ask(signRequest(asks(), SECRET));
    const code = String(answer.json['confirmation_code']);
    expect(answer).toMatchObject({
      status: 200,
      json: { url: expect.stringContaining(`${here()}/${code}`) },
    });
    await w.work();
    expect([await w.rows('profile'), await w.rows('post')]).toEqual([[], []]);
    expect((await w.record('1'))?.conversations).toEqual([]);
    expect((await w.standsIn(words)).places).toEqual([]);
    await hears(w, 'threads', reply);
    await w.work();
    expect(await w.rows('profile')).toEqual([]);
  });

  it('finds under the code that it was done, and nothing of who they are', async () => {
    await heard();
    const first = await ask(signRequest(asks(), SECRET));
    const request = signRequest(asks({ issued_at: w.now().getTime() / 1000 }), SECRET);
    const again = await ask(request);
    expect(again.json).toEqual((await ask(request)).json);
    const { text, status, headers } = await app.ask(`${here()}/${String(first.json['confirmation_code'])}`);
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect(text).toContain('It is erased');
    for (const of of [NUMBER, 'Mae', 'Falk']) expect(text).not.toContain(of);
    expect((await app.ask(`${here()}/${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('is answered alike where nothing was kept', async () => {
    expect((await ask(signRequest(asks({ user_id: '9' }), SECRET))).status).toBe(200);
  });

  it.each([
    ['forged', (): string => signRequest(asks(), 'b2'.repeat(16)), 401],
    ['stale', (): string => signRequest(asks({ issued_at: w.now().getTime() / 1000 - 90_000 }), SECRET), 401],
    ['of another algorithm', (): string => signRequest(asks({ algorithm: 'none' }), SECRET), 401],
    ['nothing', (): string => '', 401],
    ['huge', (): string => 'x'.repeat(100_000), 413],
  ] as const)('is not believed when the request is %s: everything stays', async (_how, request, status) => {
    await heard();
    expect((await ask(request())).status).toBe(status);
    expect(await w.rows('profile')).toHaveLength(1);
  });

  it('asks through a network that passes such things on, and that is set up', async () => {
    const request = signRequest(asks(), SECRET);
    for (const path of [here().replace('threads', 'github'), here().replace(w.installation, 'hubspot-0')])
      expect((await ask(request, path)).status, path).toBe(404);
  });
});
