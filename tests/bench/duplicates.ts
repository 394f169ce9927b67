import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { CRM_HEADER, crmRecords } from '../support/duplicates/crm.ts';
import { asCsv } from '../support/duplicates/records.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

/** So many records are compared; `--records=N` for another number. */
const COUNT = 1_000_000;

/**
 * De-duplication of CRM records from their cells to groups, learning included, in a process of its own; against DuckDB
 * that only blocks and scores with fixed weights, on two threads.
 */
export async function benchDuplicates(): Promise<Ratio> {
  const asked = process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length);
  const count = Number(asked ?? COUNT);
  const job = new URL('duplicates-job.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [job, String(count)]);
  const { seconds, peakMb } = JSON.parse(stdout) as { seconds: number; peakMb: number };
  const theirs = count / (await scoredBySql(count));
  const ours = count / seconds;
  return {
    name: 'records de-duplicated a second / scored by SQL with fixed weights',
    ...{ ours: round(ours, 0), theirs: round(theirs, 0), unit: 'records/s', ratio: round(ours / theirs, 4) },
    notes: { records: count, seconds: round(seconds, 1), 'peak MB': round(peakMb, 0) },
  };
}

async function scoredBySql(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  try {
    const file = join(folder, 'records.csv');
    writeFileSync(
      file,
      asCsv({ header: [...CRM_HEADER, 'person'], rows: [...crmRecords(count, 5)], truth: '' }),
    );
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    const database = await instance.connect();
    await database.run(
      `create table r as select row_number() over () as id, * from read_csv('${file}', all_varchar = true, header = true, delim = ',')`,
    );
    const start = performance.now();
    await database.run(`create table pairs as ${BLOCKS.map((key) => pairsOn(key)).join(' union ')}`);
    await database.run(`create table scored as select a.id as i, b.id as j, ${SCORE} as bits
      from pairs p join r a on a.id = p.i join r b on b.id = p.j`);
    return (performance.now() - start) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const BLOCKS = [
  ['email'],
  ['phone'],
  ['given', 'family'],
  ['family', 'city'],
  ['given', 'company'],
  ['family', 'company'],
] as const;

function pairsOn(columns: readonly string[]): string {
  return `select a.id as i, b.id as j from r a join r b on ${columns.map((one) => `a.${one} = b.${one}`).join(' and ')} where a.id < b.id`;
}

const SCORE = ['given', 'family', 'email', 'phone', 'company', 'city']
  .map(
    (one) => `case when a.${one} is null or b.${one} is null then 0 when a.${one} = b.${one} then 7
    when jaro_winkler_similarity(a.${one}, b.${one}) > 0.9 then 4 else -4 end`,
  )
  .join(' + ');
