import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canEnter, isPrivate } from './account.ts';
import type { Account } from './account.ts';

/** Where root's server keeps what its user cannot reach in the data directory. */
const REACHABLE = '/var/lib/kith';

/** The operating systems allow 103 to 107 bytes for the path of a socket, and its name takes 15. */
const LONGEST_SOCKET_DIRECTORY = 88;

/**
 * The directory of the database files: `postgres` in the data directory. Where root's server cannot enter that (a
 * clone below /root), it is a link to one it can enter.
 * @throws Error when the link leads nowhere: starting afresh would look like the loss of everything.
 */
export function clusterIn(dataDirectory: string, account: Account): string {
  const place = join(dataDirectory, 'postgres');
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) {
    const target = readlinkSync(place);
    if (existsSync(target)) return target;
    throw new Error(
      `The database files of ${dataDirectory} were at ${target} and are gone. ` +
        `Bring them back, or remove ${place} to begin with an empty database.`,
    );
  }
  if (there || canEnter(dataDirectory, account)) return place;
  const home = join(reachable(), randomUUID());
  mkdirSync(join(home, 'postgres'), { recursive: true, mode: 0o755 });
  own(join(home, 'postgres'), account);
  symlinkSync(join(home, 'postgres'), place);
  return join(home, 'postgres');
}

/** A directory of root's that every user can enter and only root can write. */
export function reachable(): string {
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  const stat = statSync(REACHABLE);
  if (stat.uid === 0 && (stat.mode & 0o022) === 0 && (stat.mode & 0o011) === 0o011) return REACHABLE;
  throw new Error(
    `PostgreSQL does not run as root and its user cannot reach this directory. Make ${REACHABLE} root's own ` +
      '(chown root, chmod 755), run Kith as another user, or set KITH_DATA to a directory that others may enter.',
  );
}

/** The private directory of the server's socket: beside the cluster, or in the temporary directory if that is too deep. */
export function socketDirectory(cluster: string, account: Account): string {
  const beside = join(dirname(cluster), 'socket');
  const short = `kith-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`;
  for (const directory of [beside, join(tmpdir(), short), join('/tmp', short)]) {
    if (Buffer.byteLength(directory) > LONGEST_SOCKET_DIRECTORY) continue;
    if (!canEnter(dirname(directory), account)) continue;
    if (!existsSync(directory)) {
      mkdirSync(directory, { mode: 0o700 });
      own(directory, account);
    }
    if (directory === beside) chmodSync(directory, 0o700);
    if (isPrivate(directory, account)) return directory;
  }
  throw new Error(
    'There is no private directory for the socket of PostgreSQL. Set KITH_DATA to a shorter path.',
  );
}

function own(directory: string, account: Account): void {
  if (account) chownSync(directory, account.uid, account.gid);
}
