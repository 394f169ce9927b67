import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectionOf, withClient } from '../../src/storage/connection.ts';
import type { Connection } from '../../src/storage/connection.ts';
import { startEmbedded } from '../../src/storage/embedded.ts';
import { openOn } from '../../src/storage/open.ts';
import { SILENT, TEST_SECRET } from './database.ts';

let end: () => Promise<void> = () => Promise.resolve();

/**
 * One PostgreSQL for all test files, with a migrated template from which each takes a database of its own.
 * KITH_TEST_DATABASE_URL names another server, by a login that may create databases.
 */
export async function setup(project: TestProject): Promise<void> {
  const { server, stop } = await startServer(process.env['KITH_TEST_DATABASE_URL']);
  const template = `kith_template_${process.pid}`;
  end = async () => {
    await withClient(server, (client) => client.query(`drop database if exists ${template} with (force)`));
    await stop();
  };
  try {
    await withClient(server, (client) => client.query(`create database ${template}`));
    const prepared = await openOn({ ...server, database: template }, [TEST_SECRET], SILENT);
    await prepared.close();
  } catch (error) {
    // Vitest does not reliably tear down what could not be set up.
    await teardown();
    throw error;
  }
  project.provide('kithDatabase', { server, template });
}

export function teardown(): Promise<void> {
  const ending = end;
  end = () => Promise.resolve();
  return ending();
}

async function startServer(
  url: string | undefined,
): Promise<{ server: Connection; stop: () => Promise<void> }> {
  if (url) return { server: connectionOf(url), stop: () => Promise.resolve() };
  const directory = mkdtempSync(join(tmpdir(), 'kith-test-'));
  // The user that runs PostgreSQL for root must be able to pass.
  chmodSync(directory, 0o755);
  const embedded = await startEmbedded({ dataDirectory: directory, log: SILENT });
  const { socketDirectory: host, port, owner: user } = embedded;
  return {
    server: { host, port, user, database: 'postgres' },
    stop: async () => {
      await embedded.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
