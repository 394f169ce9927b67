import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const root = new URL('../..', import.meta.url).pathname;

/** Kith as a process of its own, started as a person starts it. */
export interface KithProcess {
  /** The URL that was printed. */
  readonly url: string;
  readonly pid: number;
  /** `kill -9`, of Kith alone. */
  kill(): Promise<void>;
  /** A polite end. */
  stop(): Promise<number | null>;
}

/** Starts Kith and waits for the URL it prints. @throws Error with what it printed when it ends before. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<KithProcess> {
  const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', KITH_LOG: 'warn', ...onlyNearby(env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await printedUrl(child);
  const gone = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** Only networks that are pointed to this machine are asked. */
function onlyNearby({ KITH_NETWORK_BASE: bases = '' }: Readonly<Record<string, string>>) {
  const names = bases.split(',').map((one) => one.split('=')[0] ?? '');
  return bases === '' ? {} : { KITH_NETWORKS: names.join(',') };
}

function printedUrl(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /https?:\/\/\S+/.exec(printed)?.[0];
      if (url) resolve(url);
    });
    child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`Kith ended with ${code}: ${printed}`)));
  });
}

/** The process id of the embedded database's server, from the file it keeps. */
export function databasePid(postmasterPidFile: string): number {
  return Number(readFileSync(postmasterPidFile, 'utf8').split('\n')[0]);
}

/** A host that knows nobody: every network pointed at it answers 404. */
export async function startNowhere(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
