import { readFile, stat } from 'node:fs/promises';
import { Unusable } from './unusable.ts';

/** The whole file is held in memory while it is read. */
const MOST_BYTES = 200 * 1024 * 1024;

/**
 * The bytes of the file that the user named.
 * @throws Unusable when there is none, it may not be read, or it is larger than 200 MB.
 */
export async function readContactsFile(path: string): Promise<Buffer> {
  try {
    const { size, ...found } = await statOf(path);
    if (found.isDirectory) throw new Unusable(`${path} is a folder: name a CSV file`);
    if (size > MOST_BYTES) {
      throw new Unusable(`${path} is larger than 200 MB: split it and run Kith on each part`);
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(sayOf(path, error));
  }
}

async function statOf(path: string): Promise<{ size: number; isDirectory: boolean }> {
  const found = await stat(path);
  return { size: found.size, isDirectory: found.isDirectory() };
}

function sayOf(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `there is no file ${path}: check the path`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read: check its permissions`;
  return `${path} cannot be read (${typeof code === 'string' ? code : 'unknown reason'})`;
}
