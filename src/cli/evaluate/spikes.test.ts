import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateSpikes } from './spikes.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-spikes-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(rows: readonly string[], header = 'timestamp,value'): string {
  const path = join(folder, `${rows.length}.csv`);
  writeFileSync(path, [header, ...rows].join('\n'));
  return path;
}

/** Every five minutes for so many days, with a burst at the end. */
function moments(days: number): readonly string[] {
  const points = days * 288;
  return Array.from({ length: points }, (_, at) => {
    const time = new Date(Date.UTC(2026, 0, 1) + at * 300_000).toISOString().slice(0, 19).replace('T', ' ');
    return `${time},${at >= points - 12 ? 400 : at % 5}`;
  });
}

describe('kith evaluate spikes', () => {
  it('names the moment as written, how urgent it is and how unlikely', async () => {
    const rows = moments(20);
    const { alerts, pointsPerSecond } = await evaluateSpikes(file(rows));
    expect(alerts.at(-1)).toMatchObject({ level: 'crisis' });
    expect(rows.slice(-12).map((row) => row.split(',')[0])).toContain(alerts.at(-1)?.timestamp);
    expect(alerts.at(-1)?.p).toBeLessThan(1 / 2_016);
    expect(pointsPerSecond).toBeGreaterThan(0);
  });

  it('says which row cannot be read, and what it should be', async () => {
    const rows = ['2026-01-01 00:00:00,1', '2026-01-01 01:00:00,0'];
    await expect(evaluateSpikes(file([...rows, 'soon,3']))).rejects.toThrow(/row 4: "soon" is no timestamp/);
    await expect(evaluateSpikes(file([...rows, '2026-01-02,-3']))).rejects.toThrow(/row 4: "-3" is no count/);
    await expect(evaluateSpikes(file([...rows, '2026-01-02,']))).rejects.toThrow(/is no count/);
    await expect(evaluateSpikes(file(rows.toReversed()))).rejects.toThrow(/not in order/);
    await expect(evaluateSpikes(file(rows, 'when,value'))).rejects.toThrow(/no column timestamp/);
  });
});
