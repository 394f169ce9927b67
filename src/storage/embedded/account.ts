import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';

/** The user of the operating system that runs the server; undefined: ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root, so there it runs as the owner of the existing cluster, or as `postgres`, or as
 * `nobody`.
 * @throws Error with the cure when this machine has neither.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const account = named('postgres') ?? named('nobody');
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`. ' +
      'Run Kith as another user, add one (useradd --system postgres), or set DATABASE_URL.',
  );
}

/** Whether the server's user can enter a directory: every directory above it must let them through. */
export function canEnter(directory: string, account: Account): boolean {
  if (!account) return true;
  const test = ['-c', 'cd "$1" 2>/dev/null', 'sh', directory];
  return spawnSync('/bin/sh', test, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * Whether a directory is a real one that nobody but us, root or the server's user could have prepared or can enter.
 * In a shared temporary directory somebody else may have put one, or a link, where we expect ours.
 */
export function isPrivate(directory: string, account: Account): boolean {
  const stat = lstatSync(directory);
  const owners = [process.getuid?.() ?? stat.uid, account?.uid, 0];
  return stat.isDirectory() && owners.includes(stat.uid) && (stat.mode & 0o077) === 0;
}

function named(user: string): Account {
  const id = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout?.trim();
  const [uid, gid] = [id('-u'), id('-g')];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
