import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

const DIRECTORY = new URL('migrations/', import.meta.url);

/**
 * Brings the schema `kith` up to date; each migration in a transaction, forward only. The caller holds the lock.
 * @returns the names of the migrations that were run.
 * @throws Error when a migration was changed after it was run, or the database belongs to a newer Kith.
 */
export async function migrate(client: pg.ClientBase, directory: URL = DIRECTORY): Promise<readonly string[]> {
  await client.query('create schema if not exists kith');
  await client.query(
    `create table if not exists kith.migration
       (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<Applied>('select name, checksum from kith.migration order by name');
  const files = readMigrations(directory);
  check(rows, files);
  const due = files.filter((file) => !rows.some((row) => row.name === file.name));
  for (const file of due) await run(client, file);
  return due.map((file) => file.name);
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
}

interface Migration extends Applied {
  readonly text: string;
}

function readMigrations(directory: URL): readonly Migration[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      // A checkout on another system may have other line ends; that is no change.
      const text = readFileSync(new URL(name, directory), 'utf8').replaceAll('\r\n', '\n');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

function check(applied: readonly Applied[], files: readonly Migration[]): void {
  for (const { name, checksum } of applied) {
    const file = files.find((one) => one.name === name);
    if (!file) throw new Error(`The database has ${name}, which this Kith does not know: update Kith.`);
    if (file.checksum !== checksum) {
      throw new Error(`${name} was changed after it was run. Restore it and write a new migration instead.`);
    }
  }
}

async function run(client: pg.ClientBase, { name, text, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into kith.migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
