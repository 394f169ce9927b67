import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../storage/file.ts';
import { Unusable } from '../unusable.ts';

/** Says that a folder is of this command's making, and what stands in it. HubSpot uploads only what lies in `src`. */
const MARK = '.kith-project.json';
const Path = z.string().regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[^/\\][^\\]*$/);
const Mark = z.object({ profile: z.string(), files: z.record(Path, z.string()) });
type Mark = z.output<typeof Mark>;

/** So many names are enough to know what it is about. */
const NAMED = 5;

/**
 * Puts a project into a folder: a new one, an empty one, or one that it put there before. What a person changed since
 * is not written over. When it is interrupted, the same again ends it.
 * @param files path, with slashes → what is to stand there
 * @returns how many files are others than before.
 * @throws Unusable when the folder is somebody else's or cannot be written; nothing was changed then.
 */
export async function placeProject(
  folder: string,
  profile: string,
  files: ReadonlyMap<string, string>,
): Promise<number> {
  try {
    const before = await markIn(folder);
    if (before && before.profile !== profile) {
      throw new Unusable(
        `${folder} holds the project with the profile ${before.profile}: name another folder`,
      );
    }
    const now = await current(folder, new Set([...Object.keys(before?.files ?? {}), ...files.keys()]));
    refuseChanged(folder, now, before, files);
    const mark = markOf(profile, files);
    // First in a new folder, so that one that was begun is known; last in one that still is what the old mark says.
    if (!before) await put(folder, MARK, mark);
    const others = [...files].filter(([path, text]) => now.get(path) !== text);
    for (const [path, text] of others) await put(folder, path, text);
    const gone = [...now.keys()].filter((path) => !files.has(path));
    for (const path of gone) await rm(join(folder, path));
    await put(folder, MARK, mark);
    return others.length + gone.length;
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof Unusable || code === undefined) throw error;
    throw new Unusable(`${folder} cannot be written (${code}): name another folder`);
  }
}

function markOf(profile: string, files: ReadonlyMap<string, string>): string {
  const hashes = Object.fromEntries([...files].map(([path, text]) => [path, hashOf(text)]));
  return `${JSON.stringify({ profile, files: hashes } satisfies Mark, null, 2)}\n`;
}

/** @returns undefined for a folder with nothing in it. */
async function markIn(folder: string): Promise<Mark | undefined> {
  const entries = await entriesIn(folder);
  if (entries.length === 0) return undefined;
  const mark = entries.includes(MARK)
    ? Mark.safeParse(parsed(await readFile(join(folder, MARK), 'utf8')))
    : undefined;
  if (mark?.success) return mark.data;
  throw new Unusable(`${folder} is not empty, and not of this command’s making: name another folder`);
}

async function entriesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR') throw new Unusable(`${folder} is a file: name a folder`);
    throw error;
  }
}

/** What stands there of these now. */
async function current(folder: string, paths: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const there = new Map<string, string>();
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) there.set(path, text);
  }
  return there;
}

function refuseChanged(
  folder: string,
  now: ReadonlyMap<string, string>,
  before: Mark | undefined,
  files: ReadonlyMap<string, string>,
): void {
  const changed = [...now]
    .filter(([path, text]) => text !== files.get(path) && hashOf(text) !== before?.files[path])
    .map(([path]) => path);
  if (changed.length === 0) return;
  const named = changed.slice(0, NAMED).join(', ');
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : '';
  throw new Unusable(
    `somebody changed ${named}${more} in ${folder}: name another folder, and take over there what was changed`,
  );
}

/** Whole or not at all. */
async function put(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
