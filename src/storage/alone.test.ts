import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { alone } from './alone.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const nothing = async () => undefined;

describe('work that one process does for all', () => {
  it('is left to whoever is at it, and free again once that ends, also by a fault', async () => {
    const turns: boolean[] = [];
    const faulty = alone(db.pool, 'listening', async () => {
      turns.push(await db.store.alone('listening', nothing), await db.store.alone('other', nothing));
      throw new Error('a fault');
    });
    await expect(faulty).rejects.toThrow('a fault');
    turns.push(await db.store.alone('listening', nothing));
    expect(turns).toEqual([false, true, true]);
  });

  it('leaves nothing behind on a connection, however often it is asked for', async () => {
    const before = await heldBy();
    for (let n = 0; n < 3; n++) await alone(db.pool, 'listening', nothing);
    expect(await heldBy()).toBe(before);
  });

  it('says so when the connection that kept others away is lost', async () => {
    const cut = alone(db.pool, 'listening', async () => {
      await db.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
           and database = (select oid from pg_database where datname = current_database())`,
      );
    });
    await expect(cut).rejects.toThrow(Error);
    // The server says that the connection is over before it lets go of the lock.
    await expect.poll(() => db.store.alone('listening', nothing)).toBe(true);
  });
});

/** How many listen for trouble on the connection that is lent next. */
async function heldBy(): Promise<number> {
  const client = await db.pool.connect();
  const listeners = client.listenerCount('error');
  client.release();
  return listeners;
}
