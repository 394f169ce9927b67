import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { numberOf } from './number.ts';

const COUNT = statement(
  'name.count',
  `insert into kith.name_count as c (installation_id, key, n)
   select $1, * from unnest($2::bigint[], $3::bigint[]) as d(key, n) order by key
   on conflict (installation_id, key) do update set n = c.n + excluded.n`,
);
// A name that nobody carries any more leaves nothing behind.
const FORGET = statement(
  'name.forget',
  'delete from kith.name_count where installation_id = $1 and key = any($2::bigint[]) and n <= 0',
);
const READ = statement(
  'name.read',
  'select key::text as key, n::float8 as n from kith.name_count where installation_id = $1 and key = any($2::bigint[])',
);

/** Notes that the names filed under these numbers are carried by one more, or by one less. */
export function tally(s: Session, names: readonly string[], by: 1 | -1): void {
  for (const name of names) s.counting.set(name, (s.counting.get(name) ?? 0) + by);
}

/**
 * Counts what a transaction noted, at its end: common names are counted by everybody, so their rows are locked for the
 * last moment only, and in one order for all, so that no two transactions wait for each other.
 */
export async function count(s: Session): Promise<void> {
  const changed = [...s.counting].filter(([, by]) => by !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  s.counting.clear();
  if (changed.length === 0) return;
  const keys = changed.map(([key]) => key);
  const fewer = changed.filter(([, by]) => by < 0).map(([key]) => key);
  await Promise.all([
    s.named(COUNT, [s.installation, keys, changed.map(([, by]) => by)]),
    fewer.length > 0 && s.named(FORGET, [s.installation, fewer]),
  ]);
}

/** How many carry each of these names (as `COUNTED` writes them), what this transaction noted included. */
export async function readCounts(s: Session, names: readonly string[]): Promise<(name: string) => number> {
  const number = new Map(names.map((name) => [name, numberOf(name)]));
  const rows = await s.named<{ key: string; n: number }>(READ, [s.installation, [...number.values()]]);
  const n = new Map(rows.map((row) => [row.key, row.n]));
  return (name) => {
    const key = number.get(name) ?? numberOf(name);
    return (n.get(key) ?? 0) + (s.counting.get(key) ?? 0);
  };
}
