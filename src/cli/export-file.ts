import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../storage/file.ts';
import { Unusable } from './unusable.ts';

/** What may be exported: lines of JSON. */
type Lines = AsyncIterable<string | Uint8Array>;

/**
 * Writes an export into a new file that only its owner can read. One that cannot be finished is taken away again.
 * @param lines asked for once the file is there
 * @returns false, and writes nothing, when there is a file of this name.
 * @throws Unusable when it cannot be written.
 */
export async function writeExport(file: string, lines: () => Lines | Promise<Lines>): Promise<boolean> {
  const opened = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const code = codeOf(error);
    if (code === 'EEXIST') return undefined;
    throw new Unusable(`${file} cannot be written (${code}): name another with --export`);
  });
  if (!opened) return false;
  try {
    await pipeline(await lines(), opened.createWriteStream());
    return true;
  } catch (error) {
    await opened.close();
    await rm(file);
    throw error;
  }
}
