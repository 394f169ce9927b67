import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { InstallationId } from '../core/ids.ts';
import type { JobName } from '../ports/queue.ts';
import { STUCK } from './boss.ts';
import { gatherJobs } from './enqueue.ts';
import { acme, aContact, at, bluesky, keyOfBluesky, other } from './testbed.ts';
import { bind, transaction } from './transaction.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore({ superviseIntervalSeconds: 1 });
});
afterAll(() => db.close());

const id = (text: string) => ContactId.parse(text);
let n = 0;
const alone = () => installationOf('hubspot', `queue-${n++}`);

const resolve = (
  installation: InstallationId,
  contact: string,
  options: { key?: string; afterSeconds?: number } = {},
) =>
  db.store.inside(installation, (w) =>
    w.enqueue('resolve', [{ installation, contact: id(contact) }], options),
  );

async function waiting(name: JobName, installation: InstallationId): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ contact: string }>(
    `select data ->> 'contact' as contact from pgboss.job
     where name = $1 and data ->> 'installation' = $2 and state = 'created' order by 1`,
    [name, installation],
  );
  return rows.map((row) => row.contact);
}

describe('asking for work', () => {
  it('settles a burst under one key into one job, each installation for itself', async () => {
    const [mine, theirs] = [alone(), alone()];
    await Promise.all(Array.from({ length: 8 }, () => resolve(mine, 'ada', { key: 'ada' })));
    await resolve(theirs, 'ada', { key: 'ada' });
    await db.store.inside(mine, async (w) => {
      await w.enqueue('resolve', [{ installation: mine, contact: id('bob') }], { key: 'bob' });
      await w.enqueue('resolve', [{ installation: mine, contact: id('bob') }], { key: 'bob' });
      await w.enqueue('record', [{ installation: mine, contact: id('ada') }], { key: 'ada' });
    });
    expect(await waiting('resolve', mine)).toEqual(['ada', 'bob']);
    expect(await waiting('resolve', theirs)).toEqual(['ada']);
    expect(await waiting('record', mine)).toEqual(['ada']);
  });

  it('keeps every job that has no key', async () => {
    const place = alone();
    await db.store.inside(place, (w) =>
      w.enqueue(
        'resolve',
        ['a', 'b'].map((one) => ({ installation: place, contact: id(one) })),
      ),
    );
    await resolve(place, 'c');
    expect(await waiting('resolve', place)).toEqual(['a', 'b', 'c']);
  });

  it('puts a job beside one that is being worked on: that one may have looked too early', async () => {
    const place = alone();
    await resolve(place, 'ada', { key: 'ada' });
    await db.pool.query(
      "update pgboss.job set state = 'active', started_on = now() where data ->> 'installation' = $1",
      [place],
    );
    await resolve(place, 'ada', { key: 'ada' });
    expect(await waiting('resolve', place)).toEqual(['ada']);
  });

  it('holds back a waiting job that it relies on until what it wrote can be seen', async () => {
    const place = alone();
    await resolve(place, 'ada', { key: 'ada' });
    let fetched: readonly unknown[] = ['not tried'];
    const pool = new pg.Pool({ ...db.app, max: 1, pipeline: true });
    await transaction(pool, async (client) => {
      bind(client, place);
      const jobs = gatherJobs(db.boss);
      await jobs.enqueueFor(place)('resolve', [{ installation: place, contact: id('ada') }], { key: 'ada' });
      await jobs.flush(client);
      // Between the flush and the commit, a worker asks for everything there is.
      const all = await db.boss.fetch<{ installation: string }>('resolve', { batchSize: 500 });
      fetched = all.filter((job) => job.data.installation === place);
    });
    await pool.end();
    expect(fetched).toEqual([]);
    const later = await db.boss.fetch<{ installation: string }>('resolve', { batchSize: 500 });
    expect(later.filter((job) => job.data.installation === place)).toHaveLength(1);
  });

  it('delays a job as asked', async () => {
    const place = alone();
    await resolve(place, 'later', { key: 'later', afterSeconds: 60 });
    const { rows } = await db.pool.query<{ seconds: number }>(
      "select round(extract(epoch from start_after - created_on))::int as seconds from pgboss.job where data ->> 'installation' = $1",
      [place],
    );
    expect(rows).toEqual([{ seconds: 60 }]);
  });

  it('refuses a payload that is not one, and work for another installation, with everything around it', async () => {
    const wrong = { installation: acme, contact: '' } as unknown as {
      installation: InstallationId;
      contact: ContactId;
    };
    await expect(db.store.inside(acme, (w) => w.enqueue('resolve', [wrong]))).rejects.toThrow();
    const crossed = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('crossed')]);
      await w.enqueue('resolve', [{ installation: other, contact: id('x') }]);
    });
    await expect(crossed).rejects.toThrow(/inside hubspot-acme/);
    expect(await db.store.inside(acme, (w) => w.contacts.find(id('crossed')))).toBeUndefined();
  });

  it('wakes the workers: a job is there at once', async () => {
    const place = alone();
    const done = new Promise<unknown>((seen) => {
      void db.boss.work<{ contact: string; installation: string }>('understand', (jobs) => {
        seen(jobs.map((job) => job.data.installation));
        return Promise.resolve();
      });
    });
    const { network, id: profile } = keyOfBluesky('p');
    await db.store.inside(place, (w) => w.enqueue('understand', [{ installation: place, network, profile }]));
    expect(await done).toEqual([place]);
    await db.boss.offWork('understand');
  });
});

describe('work that was given up', () => {
  async function giveUp(place: InstallationId, contact: string): Promise<void> {
    await resolve(place, contact, { key: contact });
    await db.pool.query(
      "update pgboss.job set retry_limit = 0 where data ->> 'installation' = $1 and name = 'resolve'",
      [place],
    );
    const jobs = await db.boss.fetch<{ installation: string }>('resolve', { batchSize: 500 });
    for (const job of jobs.filter((one) => one.data.installation === place)) {
      await db.boss.fail('resolve', job.id, { error: 'bluesky is not answering' });
    }
  }
  const stuckOf = async (place: InstallationId) =>
    (await db.stuck.list()).filter((job) => job.installation === place);

  it('is kept in sight with what it was about and why, and can be put back to work', async () => {
    const place = alone();
    await giveUp(place, 'ada');
    const [job, ...more] = await stuckOf(place);
    expect(more).toEqual([]);
    expect(job).toMatchObject({ name: 'resolve', about: 'ada', error: 'bluesky is not answering' });
    expect(job?.failedAt).toBeInstanceOf(Date);
    expect(await db.stuck.replay(job?.id ?? '')).toBe(true);
    expect(await stuckOf(place)).toEqual([]);
    expect(await waiting('resolve', place)).toEqual(['ada']);
    expect(await db.stuck.replay(job?.id ?? '')).toBe(false);
  });

  it('is not doubled when the same work already waits', async () => {
    const place = alone();
    await giveUp(place, 'ada');
    await resolve(place, 'ada', { key: 'ada' });
    const [job] = await stuckOf(place);
    expect(await db.stuck.replay(job?.id ?? '')).toBe(true);
    expect(await stuckOf(place)).toEqual([]);
    expect(await waiting('resolve', place)).toEqual(['ada']);
  });

  it('that does not exist cannot be replayed', async () => {
    expect(await db.stuck.replay('no id')).toBe(false);
    expect(await db.stuck.replay('00000000-0000-4000-8000-000000000000')).toBe(false);
    expect((await db.boss.getQueue(STUCK))?.name).toBe(STUCK);
  });
});

describe('progress', () => {
  it('counts contacts, those asked about, and the work that is left', async () => {
    const place = alone();
    await db.store.inside(place, async (w) => {
      await w.contacts.keep([aContact('a'), aContact('b')]);
      await w.asked.keep(id('a'), [{ network: bluesky, at: at(0), outcome: 'nobody' }]);
      await w.enqueue('resolve', [{ installation: place, contact: id('b') }], { key: 'b' });
      // The round of every hour is never over, and nothing that is left.
      await w.enqueue('tend', [{ installation: place }], { key: 'tend', afterSeconds: 3_600 });
    });
    expect(await db.progress(place)).toEqual({ contacts: 2, resolved: 1, waiting: 1 });
    expect(await db.progress(alone())).toEqual({ contacts: 0, resolved: 0, waiting: 0 });
    await db.queueReady();
  });
});
