import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateDuplicatesOfPosts } from './duplicates-of-posts.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-same-posts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(lines: readonly unknown[]): string {
  const path = join(folder, 'posts.jsonl');
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

const EXPORT = 'the new export finally works and saved our team two hours';
const LOGIN = 'since this morning nobody of us can log in with a phone';

describe('kith evaluate duplicates-of-posts', () => {
  it('counts the copies that were traced, and the pairs of strangers that were put together', async () => {
    const lines = [
      { text: EXPORT, group: 1 },
      { text: `RT @ada: ${EXPORT}`, group: '1' },
      { text: 'quite another thing that only claims to be the same', group: '1' },
      { text: LOGIN, group: 'login' },
      { text: `${LOGIN} https://quist.example`, group: 'somebody else' },
    ];
    expect(await evaluateDuplicatesOfPosts(file(lines))).toEqual({
      found: 0.6667,
      falsePairs: 0.143,
      textsPerSecond: expect.any(Number),
    });
  });

  it('names the line that has no group', async () => {
    await expect(evaluateDuplicatesOfPosts(file([{ text: EXPORT }]))).rejects.toThrow(/line 1 .*group/s);
  });
});
