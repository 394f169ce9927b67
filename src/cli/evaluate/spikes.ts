import { alertsIn } from '../../core/warning/alerts.ts';
import type { Alert } from '../../core/warning/alerts.ts';
import type { Series } from '../../core/warning/series.ts';
import { readRecords } from './records-file.ts';

export interface Spikes {
  readonly alerts: readonly {
    /** As written in the file. */
    readonly timestamp: string;
    readonly level: Alert['level'];
    readonly p: number;
  }[];
  readonly pointsPerSecond: number;
}

/**
 * Watches a series as if it came in moment by moment.
 * @param file CSV with the columns `timestamp` (ISO 8601, UTC where no zone is given) and `value`, oldest first.
 * @throws Error that names the file, the row and the cure.
 */
export async function evaluateSpikes(file: string): Promise<Spikes> {
  const { series, written } = await readSeries(file);
  const start = performance.now();
  const alerts = alertsIn(series);
  const seconds = (performance.now() - start) / 1000;
  return {
    alerts: alerts.map(({ at, level, p }) => ({
      timestamp: written[at] ?? '',
      level,
      p: Number(p.toPrecision(4)),
    })),
    pointsPerSecond: Math.round(written.length / seconds),
  };
}

async function readSeries(file: string): Promise<{ series: Series; written: readonly string[] }> {
  const table = await readRecords(file);
  const column = (name: string) => {
    const found = table.columns.find((one) => one.name.toLowerCase() === name);
    if (!found) throw new Error(`${file} has no column ${name}: it needs timestamp and value.`);
    return (row: number) => found.values[found.codes[row] ?? 0] ?? '';
  };
  const [timestamp, value] = [column('timestamp'), column('value')];
  const written = Array.from({ length: table.rows }, (_, row) => timestamp(row));
  const times = Float64Array.from(written, (text, row) => timeIn(text, `${file}, row ${row + 2}`));
  const counts = Float64Array.from(written, (_, row) => countIn(value(row), `${file}, row ${row + 2}`));
  if (times.some((time, row) => row > 0 && time < (times[row - 1] ?? 0)))
    throw new Error(`${file} is not in order: sort it by timestamp, oldest first.`);
  return { series: { times, counts }, written };
}

function timeIn(text: string, where: string): number {
  const iso = text.trim().replace(' ', 'T');
  const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  if (Number.isFinite(time)) return time;
  throw new Error(`${where}: ${JSON.stringify(text)} is no timestamp such as 2026-03-01 12:00:00.`);
}

function countIn(text: string, where: string): number {
  const count = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(count) && count >= 0) return count;
  throw new Error(`${where}: ${JSON.stringify(text)} is no count; a value is zero or more.`);
}
