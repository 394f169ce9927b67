import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeExport } from './export-file.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kith-export-'));
});
afterEach(() => rm(home, { recursive: true }));

async function* lines(fails: boolean) {
  yield '{"table":"contact"}\n';
  await Promise.resolve();
  if (fails) throw new Error('the database is gone');
  yield '{"table":"post"}\n';
}

it('is whole or not there: what ends in the middle leaves no file, and can be tried again', async () => {
  const file = join(home, 'all.ndjson');
  await expect(writeExport(file, () => lines(true))).rejects.toThrow('the database is gone');
  expect(await readdir(home)).toEqual([]);
  await expect(writeExport(file, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(await readdir(home)).toEqual([]);
  expect(await writeExport(file, () => lines(false))).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('{"table":"contact"}\n{"table":"post"}\n');
});

it('is never written over one that is there', async () => {
  const file = join(home, 'all.ndjson');
  await writeExport(file, () => lines(false));
  let asked = false;
  const again = await writeExport(file, () => {
    asked = true;
    return lines(false);
  });
  expect({ again, asked }).toEqual({ again: false, asked: false });
});
