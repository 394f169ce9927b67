import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshStore, SILENT } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { Failure } from '../core/failure.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import { JOBS } from '../ports/queue.ts';
import type { JobName } from '../ports/queue.ts';
import type { Log } from '../ports/runtime.ts';
import { STUCK } from '../storage/boss.ts';
import { startWorkers } from './run.ts';
import type { Handlers, Workers } from './run.ts';

const installation = installationOf('hubspot', '1');
/** Tried again at once, so that nobody has to wait. */
const AT_ONCE = { retryDelay: 0, retryBackoff: false } as const;

let storage: FreshStore;
let boss: PgBoss;
const started: Workers[] = [];

beforeAll(async () => {
  // The dead are looked for every second, not every half minute.
  storage = await freshStore({ superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 });
  boss = storage.boss;
});

afterEach(async () => {
  for (const workers of started.splice(0)) await workers.stop(0);
  for (const name of [...Object.keys(JOBS), STUCK]) await boss.deleteAllJobs(name);
});

afterAll(async () => {
  await storage?.close();
});

function handlersWith(some: Partial<Handlers>): Handlers {
  const none = Object.fromEntries(
    Object.keys(JOBS).map((name) => [name, () => Promise.reject(new Error(`nobody asked for ${name}`))]),
  ) as unknown as Handlers;
  return { ...none, ...some };
}

async function work(some: Partial<Handlers>, log: Log = SILENT): Promise<Workers> {
  const workers = await startWorkers({ boss, handlers: handlersWith(some), log, now: () => new Date() });
  started.push(workers);
  return workers;
}

const contact = (id: number | string) => ContactId.parse(String(id));
const job = (id: number | string, options: object = AT_ONCE) => ({
  data: { installation, contact: contact(id) },
  singletonKey: String(id),
  ...options,
});

async function add(name: JobName, jobs: readonly ReturnType<typeof job>[]): Promise<readonly string[]> {
  return (await boss.insert(name, [...jobs], { returnId: true })) ?? [];
}

describe('a job that fails', () => {
  it('is tried again, then kept as stuck with its reason, and done when it is replayed', async () => {
    let broken = true;
    let attempts = 0;
    const workers = await work({
      record: async () => {
        attempts++;
        if (broken) throw new Failure('unavailable', 'the portal does not answer');
      },
    });
    await add('record', [job(1, { ...AT_ONCE, retryLimit: 2 })]);
    await workers.idle();
    const { stuck } = storage;
    const [given] = await stuck.list();
    expect(attempts).toBe(3);
    expect(given).toMatchObject({ name: 'record', installation, error: 'the portal does not answer' });

    broken = false;
    expect(await stuck.replay(given?.id ?? '')).toBe(true);
    await workers.idle();
    expect(attempts).toBe(4);
    expect(await stuck.list()).toEqual([]);
  });

  it.each(['unauthorized', 'malformed', 'forbidden'] as const)(
    'because of something %s is stuck at once: waiting does not mend that',
    async (kind) => {
      let attempts = 0;
      const workers = await work({
        record: async () => {
          attempts++;
          throw new Failure(kind, 'no');
        },
      });
      await add('record', [job(1)]);
      await workers.idle();
      expect(attempts).toBe(1);
      expect(await storage.stuck.list()).toHaveLength(1);
    },
  );

  it('with a payload nobody knows never reaches its handler', async () => {
    const done: string[] = [];
    const workers = await work({ record: async ({ contact }) => void done.push(contact) });
    await boss.insert('record', [
      { data: { installation, contact: '' }, singletonKey: 'a', ...AT_ONCE },
      { data: { contact: '2' }, singletonKey: 'b', ...AT_ONCE },
      job(3),
    ]);
    await workers.idle();
    expect(done).toEqual(['3']);
    const stuck = await boss.findJobs(STUCK);
    expect(stuck.map((one) => one.sourceRetryCount)).toEqual([0, 0]);
  });

  it('waits as long as the other side asked, and not only our own pause', async () => {
    const asked = Promise.withResolvers<void>();
    await work({
      record: async () => {
        asked.resolve();
        throw new Failure('rate-limited', 'wait', { retryAfterMs: 3_600_000 });
      },
    });
    const [id = ''] = await add('record', [job(1)]);
    await asked.promise;
    await expect
      .poll(async () => {
        const [waiting] = await boss.findJobs('record', { id });
        const minutes = ((waiting?.startAfter.getTime() ?? 0) - Date.now()) / 60_000;
        return { state: waiting?.state, minutes: Math.round(minutes), attempts: waiting?.retryCount };
      })
      .toEqual({ state: 'retry', minutes: 60, attempts: 0 });
  });

  it('is told in the log by ids and kinds, and by nothing that a person wrote', async () => {
    const lines: unknown[] = [];
    const keep = (facts: object, event: string) => void lines.push({ ...facts, event });
    const workers = await work(
      {
        record: async ({ contact }) => {
          if (contact === '1') throw new Failure('unavailable', 'ada@lovelace.example is not reachable');
          throw new TypeError('cannot read Ada Lovelace');
        },
      },
      { info: keep, warn: keep, error: keep },
    );
    const [one, two] = await add('record', [job(1, { retryLimit: 0 }), job(2, { retryLimit: 0 })]);
    await workers.idle();
    const facts = { name: 'record', attempt: 1, installation, event: 'job.given-up', ms: expect.any(Number) };
    expect(lines).toContainEqual({ ...facts, job: one, kind: 'unavailable' });
    expect(lines).toContainEqual({
      ...facts,
      job: two,
      kind: 'bug',
      bug: 'TypeError',
      at: expect.stringMatching(/^workers\/run\.test\.ts:\d+$/),
    });
    expect(JSON.stringify(lines)).not.toMatch(/lovelace/i);
  });
});

describe('waiting for the work to end', () => {
  it('does not wait for the round that comes by the clock', async () => {
    const done: string[] = [];
    const workers = await work({ record: async ({ contact: one }) => void done.push(one) });
    await boss.insert('tend', [{ data: { installation }, startAfter: 3_600 }]);
    await add('record', [job(1)]);
    await workers.idle();
    expect(done).toEqual(['1']);
  });
});

describe('jobs fetched together', () => {
  it('do not suffer from one that fails, nor from one that never ends', async () => {
    const done: string[] = [];
    let hangs = true;
    const workers = await work({
      record: async ({ contact }) => {
        if (contact === '0' && done.length < 9) throw new Error('not yet');
        if (contact === '1' && hangs) {
          hangs = false;
          await new Promise(() => {});
        }
        done.push(contact);
      },
    });
    await add(
      'record',
      Array.from({ length: 10 }, (_, i) => job(i, { ...AT_ONCE, expireInSeconds: 4 })),
    );
    await workers.idle();
    expect(done.toSorted()).toEqual([...'0123456789']);
    expect(await storage.stuck.list()).toEqual([]);
  });

  it('come in a burst of a thousand, and each is done once', async () => {
    const done = new Map<string, number>();
    const workers = await work({
      import: async ({ after = '' }) => void done.set(after, (done.get(after) ?? 0) + 1),
    });
    const pages = Array.from({ length: 1000 }, (_, i) => ({
      data: { installation, after: `d${i}` },
      singletonKey: `d${i}`,
    }));
    await boss.insert('import', pages);
    await workers.idle();
    expect(done.size).toBe(1000);
    expect([...done.values()].every((times) => times === 1)).toBe(true);
  });
});

describe('a worker that is stopped', () => {
  it('lets what is running end', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    let ended = false;
    const workers = await work({
      record: async () => {
        begun.resolve();
        await go.promise;
        ended = true;
      },
    });
    await add('record', [job(1)]);
    await begun.promise;
    const stopped = workers.stop();
    go.resolve();
    await stopped;
    expect(ended).toBe(true);
    await workers.idle();
  });

  it('gives back what does not end in time, and the next worker does it', async () => {
    const begun = Promise.withResolvers<void>();
    const first = await work({
      record: async () => {
        begun.resolve();
        await new Promise(() => {});
      },
    });
    await add('record', [job(1)]);
    await begun.promise;
    await first.stop(0);
    const done: string[] = [];
    const second = await work({ record: async ({ contact }) => void done.push(contact) });
    await second.idle();
    expect(done).toEqual(['1']);
  });
});

/** A worker in a process of its own, which says so when it has begun its job and never ends it. */
const WORKER = `
  import { PgBoss } from 'pg-boss';
  import { startWorkers } from ${JSON.stringify(new URL('run.ts', import.meta.url).href)};
  const boss = new PgBoss({ ...JSON.parse(process.argv[1]), schema: 'pgboss', migrate: false, schedule: false, supervise: false });
  await boss.start();
  const hang = () => new Promise(() => console.log('begun'));
  const log = { info() {}, warn() {}, error() {} };
  const handlers = new Proxy({}, { get: () => hang });
  await startWorkers({ boss, handlers, log, now: () => new Date() });`;

describe('a worker that is killed', () => {
  it('leaves its job to another process, which does it', async () => {
    await add('record', [job(1, { ...AT_ONCE, expireInSeconds: 4 })]);
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', WORKER, JSON.stringify(storage.app)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const exit = once(child, 'exit');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await exit;
    // Where the machine is slow its time may be up already.
    expect((await boss.findJobs('record')).map((one) => one.state)).toEqual([
      expect.stringMatching(/^(active|retry)$/),
    ]);

    const done: string[] = [];
    const workers = await work({ record: async ({ contact }) => void done.push(contact) });
    await workers.idle();
    expect(done).toEqual(['1']);
  });
});
