import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, readText } from '../file.ts';
import { isAlive, startOf } from './process.ts';

/** Says that this process, and no other, keeps a data directory. */
export interface Lock {
  release(): void;
}

/**
 * Takes the data directory for this process. A lock whose process is gone (killed, or its id now another's) is taken
 * over.
 * @throws Error naming the process that has it, and the cure.
 */
export function takeLock(dataDirectory: string): Lock {
  const path = join(dataDirectory, 'kith.lock');
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' });
  const draft = `${path}.${process.pid}`;
  // A hard link is made in one step and never over an existing file, so the lock is never half-written.
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (placed(draft, path)) return { release: () => release(path, mine) };
      const theirs = readText(path);
      if (theirs === undefined) continue;
      const holder = holderOf(theirs);
      if (holder !== undefined) throw new Error(refusal(dataDirectory, holder));
      setAside(path, theirs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function placed(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The id of the living process that a lock names; undefined for a lock that is nobody's any more. */
function holderOf(text: string): number | undefined {
  const [, id, started] = /"pid":(\d+),"started":"([^"]*)"/.exec(text) ?? [];
  const pid = Number(id);
  if (!id || !isAlive(pid)) return undefined;
  return started === (startOf(pid) ?? '') ? pid : undefined;
}

/** Removes a dead lock, and puts it back if another process was quicker and it is its new one that we moved. */
function setAside(path: string, dead: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== dead) placed(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function release(path: string, mine: string): void {
  if (readText(path) === mine) rmSync(path, { force: true });
}

function refusal(dataDirectory: string, pid: number): string {
  return (
    `Kith already runs on the data directory ${dataDirectory}, as process ${pid}. ` +
    `Stop that one (kill ${pid}), or give this one a directory of its own with KITH_DATA.`
  );
}
