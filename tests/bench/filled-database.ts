import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installationOf } from '../../src/core/ids.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { Log } from '../../src/ports/runtime.ts';
import { withClient } from '../../src/storage/connection.ts';
import type { Connection } from '../../src/storage/connection.ts';
import { startEmbedded } from '../../src/storage/embedded.ts';
import type { Embedded } from '../../src/storage/embedded.ts';
import { openOn } from '../../src/storage/open.ts';
import type { Storage } from '../../src/storage/open.ts';
import { fileProfiles } from './file-profiles.ts';
import { accountOf, person } from './people.ts';
import type { Person } from './people.ts';
import { round } from './ratio.ts';

export const installation = installationOf('hubspot', '77');

export interface Filled {
  readonly storage: Storage;
  readonly owner: Connection;
  /** Some of those whose accounts are filed, from the first to the last; all would be a heap that Kith does not have. */
  readonly people: readonly Person[];
  readonly secondsToFill: number;
  close(): Promise<void>;
}

interface Wanted {
  readonly profiles: number;
  /** How many people to answer. */
  readonly some: number;
  /** Where the filled database stays, for the next run; absent: made anew and thrown away. */
  readonly folder: string | undefined;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * A database with so many filed profiles. What is measured changes a copy: a kept one is as it was filled, every time.
 */
export async function openFilled({ profiles, some, folder, random, log }: Wanted): Promise<Filled> {
  const directory = folder === undefined ? mkdtempSync(join(tmpdir(), 'kith-bench-')) : resolve(folder);
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o711);
  const server = await startEmbedded({ dataDirectory: directory, log });
  const end = async () => {
    await server.stop();
    if (folder === undefined) rmSync(directory, { recursive: true, force: true });
  };
  try {
    const people: Person[] = [];
    const from = performance.now();
    const accounts = accountsOf(profiles, random, Math.max(1, Math.floor(profiles / some)), people);
    const owner = await copyOf(server, `filled_${profiles}`, accounts, log);
    const secondsToFill = round((performance.now() - from) / 1000, 0);
    const storage = await open(owner, log);
    const close = async () => {
      await storage.close();
      await end();
    };
    return { storage, owner, people, secondsToFill, close };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Accounts of new people, of whom each `step`-th is put among `people`. */
function* accountsOf(many: number, random: () => number, step: number, people: Person[]): Generator<Profile> {
  for (let n = 0; n < many; n++) {
    const one = person(random);
    if (n % step === 0) people.push(one);
    yield accountOf(one, n, random);
  }
}

const open = (owner: Connection, log: Log) => openOn(owner, ['the secret of a benchmark, long enough'], log);

/** A copy of the database of this name, which is filled first where it is not there; the accounts are run through. */
async function copyOf(
  server: Embedded,
  name: string,
  accounts: Iterable<Profile>,
  log: Log,
): Promise<Connection> {
  const login = { host: server.socketDirectory, port: server.port, user: server.owner };
  const [filled, copy] = [`${name}`, `${name}_copy`];
  return withClient({ ...login, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [filled]);
    if (rowCount) {
      for (const _ of accounts);
    } else {
      await fill(client, { ...login, database: `${name}_half` }, accounts, log);
      await client.query(`alter database ${name}_half rename to ${filled}`);
    }
    await client.query(`drop database if exists ${copy}`);
    await client.query(`create database ${copy} template ${filled} strategy file_copy`);
    return { ...login, database: copy };
  });
}

async function fill(
  client: { query(text: string): Promise<unknown> },
  owner: Connection,
  accounts: Iterable<Profile>,
  log: Log,
): Promise<void> {
  await client.query(`drop database if exists ${owner.database}`);
  await client.query(`create database ${owner.database}`);
  const storage = await open(owner, log);
  await storage.close();
  await withClient(owner, (filling) => fileProfiles(filling, installation, accounts));
}
