import type { ConstructorOptions, PgBoss } from 'pg-boss';
import type { InstallationId } from '../core/ids.ts';
import type { StuckWork } from '../ports/queue.ts';
import type { Log } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { retryAbandoned } from './abandoned.ts';
import { makeBoss, STUCK } from './boss.ts';
import { connectionOf, withClient } from './connection.ts';
import type { Connection } from './connection.ts';
import { openDatabase, prepareDatabase } from './database.ts';
import { joinEmbedded, startEmbedded } from './embedded.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress.ts';
import { makeStore } from './store.ts';
import { stuckWork } from './stuck.ts';
import { derive, makeVault, readKey, readOrMakeKey } from './vault.ts';

export interface StorageConfig {
  /** The embedded database and its key lie here. */
  readonly dataDirectory: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl?: string | undefined;
  /** Absent: a key of its own in the data directory, for the embedded PostgreSQL only. */
  readonly secret?: string | undefined;
  /** Earlier secrets: they still open what they closed. */
  readonly formerSecrets?: readonly string[];
  readonly log: Log;
  /** A command beside a running Kith: share its embedded database instead of refusing. */
  readonly join?: boolean;
}

export interface Storage {
  readonly store: Store;
  /** Started; `work` may be called. Stopped by `close`. */
  readonly boss: PgBoss;
  readonly stuck: StuckWork;
  /** What other secrets of this Kith are derived from: the given one, or the data directory's own. */
  readonly secret: string;
  readonly progress: (installation: InstallationId) => Promise<Progress>;
  /** How this storage logs in: as the plain role. */
  readonly app: Connection;
  /** Throws when the job queue cannot be reached. */
  readonly queueReady: () => Promise<void>;
  /** Waits for the work in hand, closes the connections and stops the embedded server. */
  close(): Promise<void>;
}

/**
 * Opens everything that is kept: starts (or adopts) the embedded PostgreSQL or connects to the given one, brings it up
 * to date, and logs in as the plain role that row-level security binds.
 * @throws Error with the cure.
 */
export async function openStorage(config: StorageConfig): Promise<Storage> {
  if (config.databaseUrl !== undefined) {
    if (config.secret === undefined) throw new Error('DATABASE_URL needs KITH_SECRET.');
    return openOn(
      connectionOf(config.databaseUrl),
      [config.secret, ...(config.formerSecrets ?? [])],
      config.log,
    );
  }
  const server = await (config.join ? joinEmbedded(config) : startEmbedded(config));
  try {
    const owner = {
      host: server.socketDirectory,
      port: server.port,
      user: server.owner,
      database: await ownDatabase({ host: server.socketDirectory, port: server.port, user: server.owner }),
    };
    const opened = await openOn(owner, embeddedSecrets(config), config.log);
    // Jobs in hand are abandoned only where the lock says that nobody else works on this database.
    const abandoned = server.joined ? 0 : await retryAbandoned(opened.boss);
    if (abandoned > 0) config.log.info({ abandoned }, 'jobs.abandoned');
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Prepares and opens one database; `boss` for those who need its work done quicker than usual. */
export async function openOn(
  owner: Connection,
  secrets: readonly [string, ...string[]],
  log: Log,
  options: { readonly prepared?: boolean; readonly boss?: Partial<ConstructorOptions> } = {},
): Promise<Storage> {
  const password = derive(secrets[0], 'kith app login', 24).toString('base64url');
  if (!options.prepared) await prepareDatabase(owner, password, log);
  const database = await openDatabase(owner, password, log);
  const boss = makeBoss(database.app, log, options.boss);
  try {
    await boss.start();
  } catch (error) {
    await database.close();
    throw error;
  }
  const store = makeStore({ pool: database.pool, boss, vault: makeVault(secrets) });
  return {
    store,
    boss,
    stuck: stuckWork(boss),
    secret: secrets[0],
    app: database.app,
    progress: (installation) => progressOf(database.pool, installation),
    queueReady: async () => {
      await boss.getQueue(STUCK);
    },
    close: async () => {
      await boss.stop();
      await database.close();
    },
  };
}

/** The given secret first; the data directory's own key, if it ever had one, still opens what it closed. */
function embeddedSecrets({
  dataDirectory,
  secret,
  formerSecrets = [],
}: StorageConfig): readonly [string, ...string[]] {
  if (secret === undefined) return [readOrMakeKey(dataDirectory), ...formerSecrets];
  const own = readKey(dataDirectory);
  return [secret, ...formerSecrets, ...(own === undefined ? [] : [own])];
}

const DATABASE = 'kith';

async function ownDatabase(server: Omit<Connection, 'database'>): Promise<string> {
  await withClient({ ...server, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  });
  return DATABASE;
}
