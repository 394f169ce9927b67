import { spawn } from 'node:child_process';
import { chownSync, closeSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Account } from './account.ts';
import { OWNER } from './cluster.ts';
import type { Programs } from './programs.ts';
import { readText } from '../file.ts';
import { hasId, isAlive, programOf } from './process.ts';

export interface Place {
  readonly cluster: string;
  readonly sockets: string;
  readonly programs: Programs;
  readonly account: Account;
}

export interface Running {
  readonly pid: number;
  readonly socketDirectory: string;
  readonly port: number;
  /** It was already there, left by a Kith that was killed. */
  readonly adopted: boolean;
}

const PORT = 5432;
const RETRY_MS = 250;
/** How long the processes of a killed server may linger before a new one can start. */
const LINGER_MS = 15_000;
/** How long a server may take to repair itself after a crash. */
const RECOVERY_MS = 180_000;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '2GB',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  TimeZone: 'UTC',
  // Statements and the values in their errors are people's data: the log holds the server's own life only.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * A server that answers: the one that runs already, or a new one, tried again every 250 ms while the processes of a
 * killed one linger.
 * @throws Error with the end of the server's log.
 */
export async function ensureRunning(place: Place): Promise<Running> {
  const begun = Date.now();
  let child: number | undefined;
  for (;;) {
    const found = pidFile(place.cluster);
    if (found && (await answers(found, place.cluster))) return { ...found, adopted: found.pid !== child };
    const alive = (child !== undefined && isAlive(child)) || (found !== undefined && isServer(found.pid));
    if (Date.now() - begun > (alive ? RECOVERY_MS : LINGER_MS)) throw new Error(notStarted(place));
    if (!alive) {
      // PostgreSQL believes any process with the old id to be its own: one not reaped, or another program by now.
      if (found && hasId(found.pid)) rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
      child = launch(place);
    }
    await pause(alive ? 20 : RETRY_MS / 5);
  }
}

/** Ends the server: clients are sent away, what is committed is written. Does nothing when it is gone. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const end = Date.now() + patience;
    while (isAlive(pid) && Date.now() < end) await pause(20);
  }
}

/** Whether this process is a PostgreSQL; yes when the system does not say. */
export function isServer(pid: number): boolean {
  return isAlive(pid) && ['postgres', undefined].includes(programOf(pid));
}

/** The server of this cluster, if one answers. */
export async function answering(cluster: string): Promise<Running | undefined> {
  const found = pidFile(cluster);
  return found && (await answers(found, cluster)) ? { ...found, adopted: true } : undefined;
}

type Found = Omit<Running, 'adopted'>;

function pidFile(cluster: string): Found | undefined {
  const [pid, , , port, socketDirectory] = (readText(join(cluster, 'postmaster.pid')) ?? '').split('\n');
  if (!pid || !port || !socketDirectory)
    return pid ? { pid: Number(pid), port: PORT, socketDirectory: '' } : undefined;
  return { pid: Number(pid), port: Number(port), socketDirectory };
}

async function answers(found: Found, cluster: string): Promise<boolean> {
  if (!found.socketDirectory || !isServer(found.pid)) return false;
  const client = new pg.Client({
    host: found.socketDirectory,
    port: found.port,
    user: OWNER,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ at: string }>("select current_setting('data_directory') as at");
    return rows[0]?.at === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function launch({ cluster, sockets, programs, account }: Place): number | undefined {
  const settings = { ...SETTINGS, unix_socket_directories: sockets };
  const log = openSync(logOf(cluster), 'w', 0o600);
  const child = spawn(
    programs.postgres,
    ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C in the terminal ends Kith, which first drains and then ends the server.
      detached: true,
    },
  );
  // A program that cannot be run has no process; the loop that launched it sees that.
  child.on('error', () => undefined);
  child.unref();
  if (account) chownSync(logOf(cluster), account.uid, account.gid);
  closeSync(log);
  return child.pid;
}

function logOf(cluster: string): string {
  return join(dirname(cluster), 'postgres.log');
}

function notStarted({ cluster }: Place): string {
  const end = (readText(logOf(cluster)) ?? '').trim().split('\n').slice(-5).join('\n');
  return `PostgreSQL did not start on ${cluster}. The end of ${logOf(cluster)}:\n${end}`;
}
