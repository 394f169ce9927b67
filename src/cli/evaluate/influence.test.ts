import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateInfluence } from './influence.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-influence-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COUNTS = ['followers', 'listed', 'shares', 'mentions'];
const HEADER = ['choice', ...['a', 'b'].flatMap((side) => COUNTS.map((count) => `${side}_${count}`))].join();

function file(rows: readonly string[], header = HEADER): string {
  const path = join(folder, 'pairs.csv');
  writeFileSync(path, [header, ...rows].join('\n'));
  return path;
}

const PAIRS = [
  '1,900,30,70,80,100,2,1,3',
  '0,5,0,1,2,70,9,8,20',
  '1,8000,400,90,300,6000,10,20,30',
  '0,1,1,1,1,2,2,2,2',
];

describe('kith evaluate influence', () => {
  it('agrees with people who chose whoever received more, and not with those who chose the others', async () => {
    expect(await evaluateInfluence(file(PAIRS))).toEqual({ auc: 1, accuracy: 1, n: 4 });
    const turned = PAIRS.map((row) => `${1 - Number(row[0])}${row.slice(1)}`);
    expect(await evaluateInfluence(file(turned))).toEqual({ auc: 0, accuracy: 0, n: 4 });
  });

  it('decides nothing between equals', async () => {
    const equal = ['1,5,5,5,5,5,5,5,5', '0,5,5,5,5,5,5,5,5'];
    expect(await evaluateInfluence(file(equal))).toEqual({ auc: 0.5, accuracy: 0.5, n: 2 });
  });

  it('says which column, row or choice cannot be used', async () => {
    await expect(evaluateInfluence(file(PAIRS, HEADER.replace('b_listed', 'lists')))).rejects.toThrow(
      /lacks the columns b_listed/,
    );
    await expect(evaluateInfluence(file([...PAIRS, '1,many,1,1,1,1,1,1,1']))).rejects.toThrow(
      /row 6: "many" in a_followers is no count/,
    );
    await expect(evaluateInfluence(file([...PAIRS, 'A,1,1,1,1,1,1,1,1']))).rejects.toThrow(
      /"A" is no choice/,
    );
    await expect(evaluateInfluence(file([PAIRS[0] ?? '', PAIRS[2] ?? '']))).rejects.toThrow(/only one kind/);
  });
});
