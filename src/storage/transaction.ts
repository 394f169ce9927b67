import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { InstallationId } from '../core/ids.ts';

/** A statement that is prepared once a connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function statement(name: string, text: string): Statement {
  return { name: `kith.${name}`, text };
}

/** What a query needs: the connection of one transaction, bound to one installation. */
export interface Session {
  readonly installation: InstallationId;
  readonly client: pg.PoolClient;
  /** How many more or fewer carry each name since the transaction began; counted at its end. */
  readonly counting: Map<string, number>;
  /** The rows of a query that Kysely composed. */
  rows<R>(query: { compile(): CompiledQuery<R> }): Promise<readonly R[]>;
  /** Runs a change that Kysely composed. @returns how many rows it met. */
  change(query: { compile(): CompiledQuery }): Promise<number>;
  /** The rows of a hot statement. */
  named<R extends pg.QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]>;
}

// Prepared, so that it goes to the server together with what follows (`OneWrite`).
const BEGIN = statement('begin', 'begin');
const TENANT = statement('tenant', `select set_config('kith.installation', $1, true)`);

/**
 * One transaction: commits when `work` ends, rolls back when it throws. Statements are sent without waiting for the
 * ones before, so opening it costs no round trip; should opening fail, no statement after it has a tenant.
 * @throws Error when a statement failed and `work` went on as if it had not: nothing is committed then.
 */
export function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return borrow(pool, async (client) => {
    const begun = client.query({ ...BEGIN });
    begun.catch(() => undefined);
    const result = await work(client);
    await begun;
    const end = await client.query('commit');
    if (end.command !== 'COMMIT') {
      throw new Error('Nothing was committed, because a statement had failed before.');
    }
    return result;
  });
}

/** One read in one round trip: everything, the commit too, is sent at once, so `read` may ask one statement only. */
export function readAtOnce<T>(
  pool: pg.Pool,
  installation: InstallationId,
  read: (session: Session) => Promise<T>,
): Promise<T> {
  return borrow(pool, async (client) => {
    const begun = client.query({ ...BEGIN });
    const reading = read(bind(client, installation));
    const [, result] = await Promise.all([begun, reading, client.query('commit')]);
    return result;
  });
}

/** A connection for `work`. After an error nothing stays open on it, and one that was lost is not used again. */
export async function borrow<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onError = (error: Error) => {
    lost = error;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback').catch((again: Error) => {
      lost ??= again;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(lost);
  }
}

/** Binds what follows in this transaction to one installation; row-level security shows no other. */
export function bind(client: pg.PoolClient, installation: InstallationId): Session {
  // Were it to fail, the transaction is over and everything after it fails too.
  client.query({ ...TENANT, values: [installation] }).catch(() => undefined);
  return {
    installation,
    client,
    counting: new Map(),
    rows: async (query) => {
      const { sql, parameters } = query.compile();
      return (await client.query(sql, [...parameters])).rows;
    },
    change: async (query) => {
      const { sql, parameters } = query.compile();
      return (await client.query(sql, [...parameters])).rowCount ?? 0;
    },
    named: async (query, values) => (await client.query({ ...query, values: [...values] })).rows,
  };
}
