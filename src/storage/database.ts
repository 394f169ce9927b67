import pg from 'pg';
import type { Log } from '../ports/runtime.ts';
import { installQueues } from './boss.ts';
import { withClient } from './connection.ts';
import type { Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { OneWrite } from './one-write.ts';
import { appConnection, checkBound, makeRole } from './role.ts';

export interface Database {
  /** Logged in as the plain role; a client may be given many statements without waiting for each. */
  readonly pool: pg.Pool;
  /** The same login, for pg-boss. */
  readonly app: Connection;
  close(): Promise<void>;
}

/** Whoever migrates holds this; the number is arbitrary and must not change. */
const MIGRATION_LOCK = 5_484_672_183;

const POOL_SIZE = 16;

/** Makes the plain role, the tables and the queues, as the owner, one process at a time. Repeating it changes nothing. */
export async function prepareDatabase(owner: Connection, appPassword: string, log: Log): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await makeRole(client, appPassword);
    for (const migration of await migrate(client)) log.info({ migration }, 'database.migrated');
    await installQueues(owner, client, log);
  });
}

/**
 * Opens a prepared database as the plain role.
 * @throws Error with the cure when that role could bypass row-level security.
 */
export async function openDatabase(owner: Connection, appPassword: string, log: Log): Promise<Database> {
  const app = await appConnection(owner, appPassword);
  const pool = new pg.Pool({
    ...app,
    max: POOL_SIZE,
    pipeline: true,
    stream: () => new OneWrite(),
    connectionTimeoutMillis: 10_000,
    application_name: 'kith',
  });
  // Without a listener a connection that the server ends would end the process.
  pool.on('error', (error) =>
    log.warn({ code: 'code' in error ? String(error.code) : '' }, 'database.disconnected'),
  );
  try {
    await checkBound(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, app, close: () => pool.end() };
}
