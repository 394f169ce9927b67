import pg from 'pg';
import type { Store } from '../../src/ports/store.ts';
import { makeStore } from '../../src/storage/store.ts';
import { makeVault } from '../../src/storage/vault.ts';
import type { FreshStore } from './database.ts';

/** Whatever a file does, nobody looks at the tables but where it says so: PostgreSQL knows as much of them as of new ones. */
export async function leaveUnlooked({ pool }: FreshStore): Promise<void> {
  await pool.query(`do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'kith' loop
      execute format('alter table kith.%I set (autovacuum_enabled = off)', name);
    end loop; end $$`);
}

/** How many rows of Kith's tables are read by the work, whatever reads them. */
export async function rowsRead(db: FreshStore, work: (store: Store) => Promise<unknown>): Promise<number> {
  const pool = new pg.Pool({ ...db.app, pipeline: true, max: 1 });
  const store = makeStore({ pool, boss: db.boss, vault: makeVault(['a secret that seals nothing here']) });
  const read = async () => {
    await pool.query('select pg_stat_force_next_flush()');
    const { rows } = await pool.query<{ many: string }>(
      `select sum(seq_tup_read + idx_tup_fetch) as many from pg_stat_user_tables where schemaname = 'kith'`,
    );
    return Number(rows[0]?.many);
  };
  try {
    const before = await read();
    await work(store);
    return (await read()) - before;
  } finally {
    await pool.end();
  }
}
