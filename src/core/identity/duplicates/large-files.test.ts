import { describe, expect, it } from 'vitest';
import { CRM_HEADER, crmRecords } from '../../../../tests/support/duplicates/crm.ts';
import { blocking } from './blocks.ts';
import { candidateFinder } from './candidates.ts';
import { encode } from './encode.ts';
import { linkage } from './linkage.ts';
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
    const pairs = Array.from({ length: 3_000 }, (_, one) =>
      [...find(one)].map((other) => [one, other] as const),
    ).flat();
    for (const bar of [0, 6, 12, 18, 24, 30]) {
      const hasty = scorer(learnt.encoded, comparisons, learnt.weights, bar);
      const above = pairs.filter(([a, b]) => whole(a, b) > bar);
      expect(above.length).toBeGreaterThan(100);
      expect(above.filter(([a, b]) => hasty(a, b) !== whole(a, b))).toEqual([]);
    }
  });
});

describe('an address that only repeats the name', () => {
  const encoded = encode(
    tableOf(
      ['given', 'family', 'email'],
      [
        ['ada', 'quist', 'ada.quist@one.org'],
        ['ada', 'quist', 'aquist@two.org'],
        ['ada', 'quist', 'quist_ada7@one.org'],
        ['ada', 'quist', 'quist_ada7@two.org'],
        ['ada', 'quist', 'winterthur@one.org'],
        ['ada', 'quist', 'winterthur@two.org'],
        ['ada', 'quist', 'ada.tulips@one.org'],
        ['', 'quist', 'tulip.fan@one.org'],
        ['bo', 'lund', ''],
        ['ada', 'quist', 'ada.quist@three.org'],
      ],
    ),
  );
  const at = encoded.fields.findIndex(({ kind }) => kind === 'e-mail');

  it('is known from one that says something of its own', () => {
    const [alone, digits, own] = [NAME_ALONE, NAME_AND_DIGITS, OWN_WORDS];
    const said = [alone, alone, digits, digits, own, own, own, own, own, alone];
    expect([...(encoded.fields[at]?.mailboxes ?? [])]).toEqual(said);
  });

  it('says nothing where it is alike at another domain; the same number behind it does, and words of its own', () => {
    const compare = comparisonsOf(encoded)[at];
    expect([compare?.(0, 9), compare?.(2, 3), compare?.(4, 5)]).toEqual([0, 2, 2]);
  });
});
