import type pg from 'pg';

/**
 * Does the work unless another process is at work under this name. A lock of the connection's (PostgreSQL, "Advisory
 * Locks"): it is gone when the process is, however it ended.
 * @returns whether it was done.
 */
export async function alone(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [`kith ${name}`],
    );
    if (rows[0]?.mine !== true) return false;
    await work();
    return true;
  } finally {
    // A connection that ends lets go of its locks: one that cannot be unlocked is not used again.
    await client.query('select pg_advisory_unlock_all()').catch((error: Error) => (lost ??= error));
    client.release(lost);
  }
}
