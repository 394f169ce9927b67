import type pg from 'pg';
import { borrow } from './transaction.ts';

/**
 * Does the work unless another process is at work under this name. A lock of the connection's (PostgreSQL, "Advisory
 * Locks"): it is gone when the process is, however it ended.
 * @returns whether it was done. @throws Error also when the connection, and with it the lock, was lost meanwhile.
 */
export function alone(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  return borrow(pool, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [`kith ${name}`],
    );
    if (rows[0]?.mine !== true) return false;
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock_all()');
    }
    return true;
  });
}
