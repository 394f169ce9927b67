import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from '../ports/runtime.ts';
import { accountFor } from './embedded/account.ts';
import { makeCluster, OWNER } from './embedded/cluster.ts';
import { takeLock } from './embedded/lock.ts';
import { clusterIn, reachable, socketDirectory } from './embedded/places.ts';
import { findPrograms } from './embedded/programs.ts';
import { answering, ensureRunning, isServer, stopServer } from './embedded/server.ts';
import type { Place } from './embedded/server.ts';
import { codeOf } from './file.ts';

export interface Embedded {
  readonly socketDirectory: string;
  readonly port: number;
  /** The login that owns everything. */
  readonly owner: string;
  readonly pid: () => number;
  /** A server that a killed Kith had left running. */
  readonly adopted: boolean;
  /** The server of a Kith that runs: its work is in good hands, and it stays when we stop. */
  readonly joined: boolean;
  /** Ends the server and gives the data directory back. */
  stop(): Promise<void>;
}

const WATCH_MS = 500;

/**
 * Starts our own PostgreSQL on the data directory, or adopts the one that a killed Kith left behind, and starts it
 * again should it die. It is reached by a Unix socket in a private directory only.
 * @throws Error with the cure: another Kith has the directory, this platform has no PostgreSQL, it does not start.
 */
export async function startEmbedded(options: { dataDirectory: string; log: Log }): Promise<Embedded> {
  const dataDirectory = prepare(resolve(options.dataDirectory));
  const lock = takeLock(dataDirectory);
  try {
    const place = placeIn(dataDirectory);
    await makeCluster(place.cluster, place.programs, place.account);
    return await supervise(place, options.log, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** For a command beside a running Kith: its server, left running; or one of our own where none runs. */
export async function joinEmbedded(options: { dataDirectory: string; log: Log }): Promise<Embedded> {
  const { cluster } = placeIn(prepare(resolve(options.dataDirectory)));
  const running = await answering(cluster);
  if (!running) return startEmbedded(options);
  const pid = () => running.pid;
  return { ...running, owner: OWNER, pid, joined: true, stop: () => Promise.resolve() };
}

function placeIn(dataDirectory: string): Place {
  const account = accountFor(join(dataDirectory, 'postgres'));
  const programs = findPrograms(account, reachable);
  const cluster = clusterIn(dataDirectory, account);
  return { cluster, programs, account, sockets: socketDirectory(cluster, account) };
}

async function supervise(place: Place, log: Log, release: () => void): Promise<Embedded> {
  const first = await ensureRunning(place);
  let running = first;
  let stopping = false;
  let restart: Promise<void> | undefined;
  log.info({ pid: running.pid, adopted: running.adopted }, 'database.started');
  const again = async () => {
    try {
      running = await ensureRunning(place);
      log.info({ pid: running.pid, adopted: running.adopted }, 'database.started');
    } catch {
      // It did not start; the next look at it tries again.
      log.error({ pid: running.pid }, 'database.not started');
    } finally {
      restart = undefined;
    }
  };
  const watch = setInterval(() => {
    if (stopping || restart || isServer(running.pid)) return;
    log.error({ pid: running.pid }, 'database.died');
    restart = again();
  }, WATCH_MS);
  watch.unref();
  return {
    socketDirectory: first.socketDirectory,
    port: first.port,
    owner: OWNER,
    pid: () => running.pid,
    adopted: first.adopted,
    joined: false,
    stop: async () => {
      stopping = true;
      clearInterval(watch);
      await restart;
      await stopServer(running.pid);
      release();
    },
  };
}

/** Others may pass through the directory of root (the server's user has to), and read nothing. */
function prepare(dataDirectory: string): string {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return realpathSync(dataDirectory);
  } catch (error) {
    const message = `The data directory ${dataDirectory} cannot be made (${codeOf(error)}). Set KITH_DATA to one that can.`;
    throw new Error(message, { cause: error });
  }
}
