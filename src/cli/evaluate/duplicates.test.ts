import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { register } from '../../../tests/support/duplicates/census.ts';
import { directory } from '../../../tests/support/duplicates/directory.ts';
import { randomFrom, shuffled } from '../../../tests/support/duplicates/draw.ts';
import { history } from '../../../tests/support/duplicates/history.ts';
import { asCsv } from '../../../tests/support/duplicates/records.ts';
import type { Records } from '../../../tests/support/duplicates/records.ts';
import { evaluateDuplicates } from './duplicates.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-duplicates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(text: string): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, text);
  return path;
}
const judged = (records: Records, labels = 0, delimiter = ',') =>
  evaluateDuplicates(file(asCsv(records, delimiter)), { truth: records.truth, labels });

const UNTIDY = { missing: 0.2, missingDates: 0.15, wrong: 0.1, swapped: 0.05 };
const people = directory(200, UNTIDY, 5);

describe('duplicates in a file of any columns, without a label', () => {
  it('are found among untidy people', async () => {
    const { pairs, records, unused } = await judged(people);
    expect(records).toBe(people.rows.length);
    expect(pairs.f1).toBeGreaterThan(0.8);
    expect(unused.map(({ name }) => name)).toContain('unique_id');
  });

  it('are nearly all found in a register with slips of the pen', async () => {
    const shape = { originals: 400, duplicates: 600, copies: 5, changes: 4, missing: 0.05 };
    expect((await judged(register(shape, 3))).pairs.f1).toBeGreaterThan(0.98);
  });

  it('are grouped into persons, and strangers are not chained together', async () => {
    const { clusters } = await judged(history({ persons: 250, rows: 12, relatives: 0.2, errors: 1 }, 9));
    expect(clusters.f1).toBeGreaterThan(0.85);
    expect(clusters.largest).toBeLessThan(40);
  });

  it('hardly depend on the order of the rows, and not on the delimiter', async () => {
    const mixed = { ...people, rows: shuffled(people.rows, randomFrom(4)) };
    const [one, other] = [await judged(people), await judged(mixed, 0, ';')];
    expect(Math.abs(one.pairs.f1 - other.pairs.f1)).toBeLessThan(0.08);
  });

  it('are found better after a reviewer answered', async () => {
    const [alone, taught] = [await judged(people), await judged(people, 100)];
    expect(taught.pairs.f1).toBeGreaterThan(alone.pairs.f1);
  });
});

describe('a file that cannot be judged', () => {
  it.each([
    ['', /is empty/],
    ['name,group\n', /fewer than two rows/],
    ['name,who\nAda,1\nBo,2\n', /has no column “cluster”. Its columns are: name, who/],
  ])('says what is wrong and what to do: %j', async (text, says) => {
    await expect(evaluateDuplicates(file(text), { truth: 'cluster' })).rejects.toThrow(says);
  });

  it('may have ragged rows, a byte-order mark and empty lines', async () => {
    const text = '\ufefffirst_name;surname;cluster\nAda;Quist;1\n\nAda;Quist;1;what\nBo\n';
    const { records } = await evaluateDuplicates(file(text), { truth: 'cluster' });
    expect(records).toBe(3);
  });
});
