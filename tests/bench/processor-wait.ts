import { existsSync, readFileSync } from 'node:fs';

/** Whether this system tells how long a process waited for a processor (Linux). */
export const tellsWaits = existsSync('/proc/self/schedstat');

/**
 * Milliseconds that the main threads of these processes were ready to run and did not, because others ran, since they
 * began. What a measured time has less of it is what a machine of one's own would take, but for its colder caches.
 */
export function waitedMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + waitOf(pid), 0) / 1e6;
}

/** `schedstat`: nanoseconds run, nanoseconds waited, turns. */
function waitOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]);
}
