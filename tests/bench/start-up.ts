import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasePid, freePort, startProcess } from '../support/kith-process.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

/** Seconds from the command to the printed URL, first and later, and what stays in memory. */
export async function benchStartUp(): Promise<Ratio> {
  const data = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  chmodSync(data, 0o711);
  const seconds: number[] = [];
  let memory = { kith: 0, database: 0 };
  for (let n = 0; n < 2; n++) {
    const from = performance.now();
    const kith = await startProcess({ KITH_DATA: data, KITH_PORT: String(await freePort()) });
    seconds.push((performance.now() - from) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const server = databasePid(join(data, 'postgres', 'postmaster.pid'));
    memory = { kith: residentMb(kith.pid), database: sharedMb([server, ...childrenOf(server)]) };
    await kith.stop();
  }
  rmSync(data, { recursive: true, force: true });
  const [first = 0, later = 0] = seconds;
  return {
    name: 'start-up with a database to make / with one that is there',
    ...{ ours: round(first), theirs: round(later), unit: 'seconds', ratio: round(first / later) },
    notes: { 'Kith, resident MB': memory.kith, 'PostgreSQL, proportional MB': memory.database },
  };
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

function sharedMb(pids: readonly number[]): number {
  const kb = pids.map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
  );
  return Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024);
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
