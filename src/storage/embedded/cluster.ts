import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Programs } from './programs.ts';
import { codeOf } from '../file.ts';

/** The server's first user. Everyone who can enter the socket's private directory may be it. */
export const OWNER = 'kith';

/**
 * Makes an empty cluster where none is. It is made beside its place and moved there whole, so that one that is
 * interrupted leaves nothing that looks like a database.
 * @throws Error with what initdb said.
 */
export async function makeCluster(cluster: string, programs: Programs, account: Account): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const parent = dirname(cluster);
  const draft = join(parent, `${basename(cluster)}.new`);
  for (const left of readdirSync(parent).filter((name) => name === basename(draft))) {
    rmSync(join(parent, left), { recursive: true, force: true });
  }
  mkdirSync(draft, { mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  await initialise(draft, programs, account);
  // Only an empty directory gives way to the rename; database files never do.
  renameSync(draft, cluster);
  const directory = openSync(parent, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

async function initialise(draft: string, programs: Programs, account: Account): Promise<void> {
  // The built-in locale gives the same order and the same letters on every machine, whatever it has installed.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  // Who may enter is decided by the socket's directory; there is no way in over a network.
  const access = [`--username=${OWNER}`, '--auth-local=trust', '--auth-host=reject'];
  try {
    await promisify(execFile)(programs.initdb, ['-D', draft, ...locale, ...access, '--no-instructions'], {
      ...account,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
  } catch (error) {
    const says = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : codeOf(error);
    throw new Error(`The database could not be made in ${dirname(draft)}: ${says}`, { cause: error });
  }
}
