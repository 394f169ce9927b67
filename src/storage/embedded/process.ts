import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { codeOf, readText } from '../file.ts';

/** Whether a process of this id is running, whoever owns it. One that ended and that nobody reaped is not. */
export function isAlive(pid: number): boolean {
  return hasId(pid) && !/\) [ZX] /.test(readText(`/proc/${pid}/stat`) ?? '');
}

/** Whether the id is taken, if only by a process that ended and that nobody reaped. */
export function hasId(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * When the process began, in the words of its operating system: together with its id this names one process for good,
 * since ids are used again. Undefined when there is none or the system does not say.
 */
export function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold anything; the start is the 20th after it.
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ps(pid, 'lstart=');
}

/** The name of the program that a process runs; undefined when the system does not say. */
export function programOf(pid: number): string | undefined {
  const name = readText(`/proc/${pid}/comm`)?.trim() ?? ps(pid, 'comm=');
  return name === undefined ? undefined : basename(name);
}

function ps(pid: number, column: string): string | undefined {
  if (process.platform === 'linux') return undefined;
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
