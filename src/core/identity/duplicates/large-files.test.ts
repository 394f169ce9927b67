import { describe, expect, it } from 'vitest';
import { CRM_HEADER, crmRecords } from '../../../../tests/support/duplicates/crm.ts';
import { blocking } from './blocks.ts';
import { candidateFinder } from './candidates.ts';
import { encode } from './encode.ts';
import { linkage, rangeScorer } from './linkage.ts';
import { NAME_ALONE, NAME_AND_DIGITS, OWN_WORDS } from './name-mailboxes.ts';
import { BELOW, scorer } from './score.ts';
import { comparisonsOf } from './comparisons.ts';
import { buildTable } from './table.ts';

function tableOf(header: readonly string[], rows: Iterable<readonly string[]>) {
  const builder = buildTable(header);
  for (const row of rows) builder.add(row);
  return builder.done();
}

describe('a file of many records', () => {
  const header = [...CRM_HEADER, 'person'];
  const table = tableOf(header, crmRecords(70_000, 3));
  const persons = table.columns.at(-1)?.codes ?? new Int32Array();
  const encoded = encode(table, new Set(['person']));
  const find = candidateFinder(blocking(encoded));

  it('is searched in fine blocks that hold nearly every copy and few strangers', () => {
    let [copies, found, candidates] = [0, 0, 0];
    for (let record = 0; record + 1 < table.rows; record++) {
      const others = find(record);
      candidates += others.length;
      if (persons[record] !== persons[record + 1]) continue;
      copies++;
      if (others.includes(record + 1)) found++;
    }
    expect(found / copies).toBeGreaterThan(0.98);
    expect(candidates / table.rows).toBeLessThan(8);
  });

  it('gives each pair once, from its earlier record', () => {
    for (let record = 0; record < 2_000; record++) {
      const others = [...find(record)];
      expect(new Set(others).size).toBe(others.length);
      expect(others.every((other) => other > record)).toBe(true);
    }
  });

  it('loses no pair by looking at the telling fields first', { timeout: 60_000 }, () => {
    const learnt = linkage(table, new Set(['person']));
    const comparisons = comparisonsOf(learnt.encoded);
    const whole = scorer(learnt.encoded, comparisons, learnt.weights, BELOW);
    const hasty = scorer(learnt.encoded, comparisons, learnt.weights, 12);
    let reached = 0;
    for (let record = 0; record < 3_000; record++) {
      for (const other of find(record)) {
        const bits = whole(record, other);
        if (bits <= 12) continue;
        reached++;
        expect(hasty(record, other)).toBe(bits);
      }
    }
    expect(reached).toBeGreaterThan(150);
    expect(rangeScorer(learnt)(0, 3_000).firsts.length).toBeGreaterThan(300);
  });
});

it('knows an address that only repeats the name', () => {
  const rows = [
    ['ada', 'quist', 'ada.quist@one.org'],
    ['ada', 'quist', 'aquist@one.org'],
    ['ada', 'quist', 'quist_ada7@one.org'],
    ['ada', 'quist', 'winterthur@one.org'],
    ['', 'quist', 'tulip.fan@one.org'],
    ['bo', 'lund', ''],
  ];
  const { fields } = encode(tableOf(['given', 'family', 'email'], rows));
  const said = fields.find(({ kind }) => kind === 'e-mail')?.mailboxes;
  expect([...(said ?? [])]).toEqual([
    NAME_ALONE,
    NAME_ALONE,
    NAME_AND_DIGITS,
    OWN_WORDS,
    OWN_WORDS,
    OWN_WORDS,
  ]);
});
