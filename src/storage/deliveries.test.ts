import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { DeliveryId, InstallationId } from '../core/ids.ts';
import { acme, aDelivery, at, other } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

/** Whose inboxes have work waiting; `normalised` takes it away. */
async function normaliseJobs(): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ of: string }>(
    "select data ->> 'installation' as of from pgboss.job where name = 'normalise' order by 1",
  );
  return rows.map((row) => row.of);
}

const normalised = () => db.pool.query("delete from pgboss.job where name = 'normalise'");

describe('the inbox', () => {
  it('keeps a batch of several installations byte for byte, each with its work, in one go', async () => {
    const body = Buffer.from([0, 255, 13, 10, 34, 0]);
    const batch = [
      aDelivery('a1', { body }),
      aDelivery('a2', { installation: other }),
      aDelivery('a3', { receivedAt: at(5) }),
    ];
    await db.store.keepDeliveries(batch);
    const kept = await db.store.inside(acme, (w) => w.deliveries.find(DeliveryId.parse('a1')));
    expect(kept).toEqual({ ...batch[0], status: 'waiting', attempts: 0 });
    expect(await db.store.inside(acme, (w) => w.deliveries.find(DeliveryId.parse('a2')))).toBeUndefined();
    expect(await normaliseJobs()).toEqual([acme, other].toSorted());
    await normalised();
  });

  it('takes duplicates for what they are: in one batch, later, and at the same time, one delivery and one job', async () => {
    const first = aDelivery('b1', { body: Buffer.from('first') });
    const again = aDelivery('b1', { body: Buffer.from('again') });
    await db.store.keepDeliveries([first, again]);
    await db.store.keepDeliveries([again]);
    const storm = Array.from({ length: 8 }, () => [aDelivery('b3'), aDelivery('b2')]);
    await Promise.all(storm.map((batch, n) => db.store.keepDeliveries(n % 2 ? batch : batch.toReversed())));
    expect((await db.store.inside(acme, (w) => w.deliveries.find(first.id)))?.body.toString()).toBe('first');
    expect(await normaliseJobs()).toEqual([acme]);
    await normalised();
    await db.store.keepDeliveries([again]);
    expect(await normaliseJobs()).toEqual([]);
  });

  it('keeps nothing of a batch with a bad row, so that the good ones can be kept one by one', async () => {
    const bad = aDelivery('c2', { connector: 'nul \0' });
    await expect(db.store.keepDeliveries([aDelivery('c1'), bad])).rejects.toThrow();
    expect(await db.store.inside(acme, (w) => w.deliveries.find(DeliveryId.parse('c1')))).toBeUndefined();
    expect(await normaliseJobs()).toEqual([]);
    await db.store.keepDeliveries([aDelivery('c1')]);
    expect(await normaliseJobs()).toEqual([acme]);
  });

  it('has nothing against an empty batch', async () => {
    await db.store.keepDeliveries([]);
  });

  it('counts attempts, remembers the last error and forgets it when it went well', async () => {
    await db.store.keepDeliveries([aDelivery('d1')]);
    const id = DeliveryId.parse('d1');
    const state = () => db.store.inside(acme, (w) => w.deliveries.find(id));
    await db.store.inside(acme, (w) => w.deliveries.mark(id, 'failed', 'HubSpot is not answering\0'));
    expect(await state()).toMatchObject({ status: 'failed', attempts: 1, error: 'HubSpot is not answering' });
    await db.store.inside(acme, (w) => w.deliveries.mark(id, 'waiting'));
    expect(await state()).toMatchObject({ status: 'waiting', attempts: 1 });
    await db.store.inside(acme, (w) => w.deliveries.mark(id, 'done'));
    const done = await state();
    expect(done).toMatchObject({ status: 'done', attempts: 2 });
    expect(done).not.toHaveProperty('error');
  });

  it('lists the newest first, by status if asked, without bodies', async () => {
    const lister = InstallationId.parse('hubspot-lister');
    const batch = [1, 2, 3].map((n) => aDelivery(`e${n}`, { installation: lister, receivedAt: at(n) }));
    await db.store.keepDeliveries(batch);
    const list = await db.store.inside(lister, async (w) => {
      await w.deliveries.mark(DeliveryId.parse('e2'), 'failed', 'why');
      return {
        all: await w.deliveries.list({ limit: 2 }),
        failed: await w.deliveries.list({ status: 'failed', limit: 9 }),
      };
    });
    expect(list.all.map((d) => d.id)).toEqual(['e3', 'e2']);
    expect(list.all[0]).not.toHaveProperty('body');
    expect(list.failed).toMatchObject([{ id: 'e2', error: 'why', receivedAt: at(2) }]);
  });

  it('lets each event take effect once, for each installation', async () => {
    const seen = (installation: InstallationId, ids: readonly string[]) =>
      db.store.inside(installation, async (w) => [...(await w.deliveries.firstSeen(ids))].toSorted());
    expect(await seen(acme, ['x', 'y', 'x'])).toEqual(['x', 'y']);
    expect(await seen(acme, ['y', 'z'])).toEqual(['z']);
    expect(await seen(acme, [])).toEqual([]);
    expect(await seen(other, ['x'])).toEqual(['x']);
  });

  it('sees an event again when the transaction that saw it first was rolled back', async () => {
    const first = db.store.inside(acme, async (w) => {
      await w.deliveries.firstSeen(['rolled']);
      throw new Error('back');
    });
    await expect(first).rejects.toThrow('back');
    expect(await db.store.inside(acme, (w) => w.deliveries.firstSeen(['rolled']))).toEqual(
      new Set(['rolled']),
    );
  });
});
