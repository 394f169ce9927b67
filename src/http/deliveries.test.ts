import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE, world } from '../../tests/browser/hand-made.ts';
import { serve } from '../../tests/browser/serve.ts';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { DeliveryId, installationOf } from '../core/ids.ts';
import { openDeliveries } from '../flows/deliveries.ts';
import { at } from '../storage/testbed.ts';

let db: FreshStore;
let app: Awaited<ReturnType<typeof serve>>;
const OTHER = installationOf('hubspot', '9');
beforeAll(async () => {
  db = await freshStore();
});
beforeEach(async () => {
  const { deps } = world([]);
  const store = { ...db.store, installations: deps.store.installations };
  app = await serve({ ...deps, store, deliveries: openDeliveries(db) });
});
afterEach(async () => {
  await app.close();
  await db.pool.query('delete from kith.delivery');
  await db.pool.query('delete from pgboss.job');
});
afterAll(() => db.close());

interface Kept {
  readonly connector?: string;
  readonly body?: string;
  readonly failed?: string;
  readonly installation?: typeof SAMPLE.id;
}

async function keep(name: string, n: number, told: Kept = {}): Promise<void> {
  const { connector = 'github', body = '{"a":1}', failed, installation = SAMPLE.id } = told;
  const id = DeliveryId.parse(name);
  await db.store.keepDeliveries([
    { installation, id, connector, receivedAt: at(n), body: Buffer.from(body) },
  ]);
  if (failed !== undefined)
    await db.store.inside(installation, (w) => w.deliveries.mark(id, 'failed', failed));
}

const AT = '/api/v1/deliveries';
const list = async (query = '') => (await app.ask(`${AT}${query}`)).json;
const idsIn = (page: Record<string, unknown>) => (page['deliveries'] as { id: string }[]).map(({ id }) => id);
const post = (path: string, body: object = {}) =>
  app.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const one = (id: string) => app.ask(`${AT}/${encodeURIComponent(id)}`);
const normaliseJobs = async () =>
  (await db.pool.query("select 1 from pgboss.job where name = 'normalise' and state = 'created'")).rowCount;

describe('the deliveries of an installation', () => {
  it('are listed with where they come from, how they stand, why, and how often they were tried', async () => {
    await keep('github:1', 1);
    await keep('x/1', 2, { connector: 'hubspot', failed: 'The shape is not known' });
    expect(await list()).toEqual({
      deliveries: [
        {
          ...{ id: 'x/1', connector: 'hubspot', title: 'hubspot', receivedAt: at(2).toISOString() },
          ...{ status: 'failed', attempts: 1, bytes: 7, error: 'The shape is not known' },
        },
        {
          ...{ id: 'github:1', connector: 'github', title: 'GitHub', receivedAt: at(1).toISOString() },
          ...{ status: 'waiting', attempts: 0, bytes: 7 },
        },
      ],
      ...{ waiting: 1, failed: 1 },
      connectors: [
        { connector: 'github', title: 'GitHub' },
        { connector: 'hubspot', title: 'hubspot' },
      ],
    });
  });

  it('are filtered by how they stand and by who sent them, and seen by no other installation', async () => {
    await keep('1', 1, { failed: 'why' });
    await keep('2', 2, { connector: 'slack', failed: 'why' });
    await keep('3', 3, { connector: 'slack' });
    await keep('4', 4, { installation: OTHER });
    expect(idsIn(await list('?status=failed'))).toEqual(['2', '1']);
    expect(idsIn(await list('?connector=slack'))).toEqual(['3', '2']);
    expect(idsIn(await list('?connector=slack&status=failed'))).toEqual(['2']);
    expect(idsIn(await list('?connector=nobody'))).toEqual([]);
    expect((await one('4')).status).toBe(404);
  });

  it('come a page at a time, each once, also those of the same moment and while others arrive', async () => {
    const names = ['a', 'b', 'c', 'd_e', 'f'];
    for (const name of names) await keep(name, 5);
    await keep('older', 1);
    const seen: string[] = [];
    let next: unknown = '';
    for (let page = 0; next !== undefined; page++) {
      await keep(`new ${page}`, 100 + page);
      const got: Record<string, unknown> = await list(
        `?limit=2${next === '' ? '' : `&after=${String(next)}`}`,
      );
      seen.push(...idsIn(got));
      next = got['next'];
    }
    expect(seen).toEqual(['new 0', ...names, 'older']);
  });

  it.each(['yesterday', '2026-05-01T00:00:00.000Z', '_a', 'x'.repeat(400)])(
    'are not listed after a place that is none (%s)',
    async (after) => {
      expect(await app.ask(`${AT}?after=${after}`)).toMatchObject({ status: 400 });
    },
  );
});

describe('one delivery', () => {
  it('shows what it said as text that no browser takes for a page, its secrets left out', async () => {
    await keep('1', 1, { body: '{"token":"xoxb-7","text":"<script>alert(1)</script>"}' });
    const { headers, json } = await one('1');
    expect(json).toMatchObject({ id: '1', status: 'waiting', payload: { is: 'json', cut: false } });
    const { text } = json['payload'] as { text: string };
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).not.toContain('xoxb-7');
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json/),
      'x-content-type-options': 'nosniff',
    });
  });

  it('says when what it said is not kept any more', async () => {
    await keep('1', 1, { body: '', failed: 'why' });
    expect((await one('1')).json).toMatchObject({ bytes: 0, payload: { is: 'emptied' } });
    expect(await post(`${AT}/1/again`)).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining('is not kept any more') },
    });
  });

  it('is taken in again when it failed, and never for any other reason', async () => {
    await keep('x/1', 1, { failed: 'why' });
    await db.pool.query('delete from pgboss.job');
    expect((await post(`${AT}/${encodeURIComponent('x/1')}/again`)).status).toBe(202);
    expect((await one('x/1')).json).toMatchObject({ status: 'waiting', attempts: 1 });
    expect((await one('x/1')).json).not.toHaveProperty('error');
    expect(await normaliseJobs()).toBe(1);
    expect((await post(`${AT}/${encodeURIComponent('x/1')}/again`)).status).toBe(409);
    expect((await post(`${AT}/nothing/again`)).status).toBe(404);
  });
});

describe('all that failed', () => {
  it('is taken in again at once, of one source or of all, apart from what is not kept any more', async () => {
    for (let n = 0; n < 30; n++) await keep(`g${n}`, n, { failed: 'why' });
    await keep('s1', 1, { connector: 'slack', failed: 'why' });
    await keep('s2', 1, { connector: 'slack', failed: 'why', body: '' });
    await keep('done', 1);
    await db.store.inside(SAMPLE.id, (w) => w.deliveries.mark(DeliveryId.parse('done'), 'done'));
    await keep('other', 1, { installation: OTHER, failed: 'why' });
    expect((await post('/api/v1/inbox/again', { connector: 'slack' })).json).toEqual({ again: 1 });
    expect((await post('/api/v1/inbox/again')).json).toEqual({ again: 30 });
    expect((await post('/api/v1/inbox/again')).json).toEqual({ again: 0 });
    expect(await list('?limit=1')).toMatchObject({ waiting: 31, failed: 1 });
    const others = await db.store.inside(OTHER, (w) => w.deliveries.unfinished());
    expect(others).toEqual([{ connector: 'github', waiting: 0, failed: 1 }]);
  });
});

describe('work that was given up', () => {
  async function giveUp(contact: string, installation = SAMPLE.id): Promise<void> {
    const data = { installation, contact };
    await db.boss.insert('record', [{ data, retryLimit: 0, singletonKey: `${installation} ${contact}` }]);
    const [job] = await db.boss.fetch('record');
    await db.boss.fail('record', job?.id ?? '', { error: 'the portal does not answer' });
  }
  const work = async () => (await app.ask('/api/v1/given-up')).json['work'] as { id: string }[];

  it('is listed with why, and put back to work one by one or all at once, of this installation only', async () => {
    for (const contact of ['1', '2', '3']) await giveUp(contact);
    await giveUp('4', OTHER);
    const [first] = await work();
    expect(first).toMatchObject({ name: 'record', about: '3', says: 'the portal does not answer' });
    expect((await post(`/api/v1/given-up/${first?.id}/again`)).json).toEqual({ again: 1 });
    expect(await work()).toHaveLength(2);
    expect((await post('/api/v1/given-up/again')).json).toEqual({ again: 2 });
    expect(await work()).toEqual([]);
    const [others] = await db.stuck.list(OTHER);
    expect((await post(`/api/v1/given-up/${others?.id}/again`)).status).toBe(404);
    expect(await db.stuck.list()).toHaveLength(1);
  });
});

it('shows deliveries to nobody without the access key but the sample’s own machine', async () => {
  await app.close();
  const { deps } = world([]);
  const installations = () => Promise.resolve([{ ...SAMPLE, sample: false }]);
  const settings = { ...deps.settings, accessKey: 'the key' };
  const store = { ...db.store, installations };
  app = await serve({ ...deps, store, settings, deliveries: openDeliveries(db) });
  await keep('1', 1, { failed: 'why' });
  for (const path of [AT, `${AT}/1`, '/api/v1/given-up']) expect((await app.ask(path)).status).toBe(401);
  for (const path of [`${AT}/1/again`, '/api/v1/inbox/again']) expect((await post(path)).status).toBe(401);
  const headers = { authorization: 'Bearer the key' };
  expect((await app.ask(AT, { headers })).status).toBe(200);
});
