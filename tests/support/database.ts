import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ConstructorOptions } from 'pg-boss';
import { inject } from 'vitest';
import type { Log } from '../../src/ports/runtime.ts';
import { withClient } from '../../src/storage/connection.ts';
import type { Connection } from '../../src/storage/connection.ts';
import { openOn } from '../../src/storage/open.ts';
import type { Storage } from '../../src/storage/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    kithDatabase: { readonly server: Connection; readonly template: string };
  }
}

export const TEST_SECRET = 'a secret of the tests, long enough to be one';

export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A storage on a database of its own, real in every respect. */
export interface FreshStore extends Storage {
  /** The owner's view, for assertions: row-level security does not bind it. */
  readonly pool: pg.Pool;
  /** The owner's login to this database. */
  readonly owner: Connection;
  /** Another storage on the same database, as another process would have. */
  again(secrets?: readonly [string, ...string[]]): Promise<Storage>;
}

/** An empty database copied from the migrated template; `close` it when the tests of the file are done. */
export async function freshStore(boss: Partial<ConstructorOptions> = {}): Promise<FreshStore> {
  const { owner, drop } = await freshDatabase();
  const storage = await openOn(owner, [TEST_SECRET], SILENT, { prepared: true, boss });
  const pool = new pg.Pool({ ...owner, max: 2 });
  pool.on('error', () => undefined);
  return {
    ...storage,
    pool,
    owner,
    again: (secrets = [TEST_SECRET]) => openOn(owner, secrets, SILENT, { prepared: true, boss }),
    close: async () => {
      await storage.close();
      await pool.end();
      await drop();
    },
  };
}

/** A database of one's own: a copy of the template, or an empty one. */
export async function freshDatabase(
  from: 'template' | 'nothing' = 'template',
): Promise<{ readonly owner: Connection; drop(): Promise<void> }> {
  const { server, template } = inject('kithDatabase');
  const database = `kith_test_${randomUUID().replaceAll('-', '')}`;
  await withClient(server, (client) =>
    client.query(`create database ${database}${from === 'template' ? ` template ${template}` : ''}`),
  );
  return {
    owner: { ...server, database },
    drop: async () => {
      await withClient(server, (client) => client.query(`drop database if exists ${database} with (force)`));
    },
  };
}
