import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { JobInsert, PgBoss } from 'pg-boss';
import type { InstallationId } from '../core/ids.ts';
import { JOBS } from '../ports/queue.ts';
import type { Enqueue, JobName } from '../ports/queue.ts';
import { JOB_NAMES } from './boss.ts';
import { statement } from './transaction.ts';

type Job = JobInsert & { readonly id: string; readonly singletonKey: string };

/** Work that a transaction has asked for, put into the queue just before it commits. */
export interface Asked {
  enqueueFor(installation: InstallationId): Enqueue;
  flush(client: pg.PoolClient): Promise<void>;
}

// A waiting job that we rely on must not be fetched before what we wrote is committed; workers skip locked jobs.
const WAITING = statement(
  'job.waiting',
  `select singleton_key from pgboss.job
   where name = $1 and singleton_key = any($2) and state = 'created' and policy = 'short'
   order by singleton_key for share`,
);

/**
 * Gathers the jobs of a transaction. They go in at its end, queue by queue and in the order of their keys: one insert
 * and one wake-up a queue, and no two transactions that wait for each other.
 */
export function gatherJobs(boss: PgBoss): Asked {
  const jobs = new Map<JobName, Map<string, Job>>();
  return {
    enqueueFor:
      (installation) =>
      async (name, payloads, options = {}) => {
        const queue = jobs.get(name) ?? new Map<string, Job>();
        jobs.set(name, queue);
        for (const payload of payloads) {
          const data = JOBS[name].parse(payload);
          if (data.installation !== installation)
            throw new Error(`A job of ${data.installation} inside ${installation}.`);
          // Without a key every job is its own: to the queue, jobs without one would all be the same.
          const singletonKey = `${installation}:${options.key ?? randomUUID()}`;
          const group = { id: sourceOf(data) };
          const startAfter = options.afterSeconds ? { startAfter: options.afterSeconds } : {};
          if (!queue.has(singletonKey))
            queue.set(singletonKey, { id: randomUUID(), data, singletonKey, group, ...startAfter });
        }
      },
    flush: async (client) => {
      for (const name of JOB_NAMES) {
        const wanted = [...(jobs.get(name)?.values() ?? [])];
        await insert(
          boss,
          client,
          name,
          wanted.toSorted((a, b) => (a.singletonKey < b.singletonKey ? -1 : 1)),
        );
      }
    },
  };
}

/** On whose answers a job may have to wait: a network, or else the CRM of an account. Of each only so many go at once. */
const sourceOf = (data: { readonly installation: string; readonly network?: string }) =>
  data.network ?? data.installation;

/** One key an installation: under load such a job waits already, and looking is much cheaper than inserting. */
const CHECKED_FIRST: ReadonlySet<JobName> = new Set(['normalise', 'patch']);

/** How often a job may be fetched from under us before we call it a fault. */
const TRIES = 20;

async function insert(
  boss: PgBoss,
  client: pg.PoolClient,
  name: JobName,
  jobs: readonly Job[],
): Promise<void> {
  const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
  let left = CHECKED_FIRST.has(name) ? await notWaiting(client, name, jobs) : jobs;
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === TRIES) throw new Error(`The queue ${name} took no job in ${TRIES} tries.`);
    const inserted = new Set(await boss.insert(name, [...left], { db, returnId: true }));
    left = left.filter((job) => !inserted.has(job.id));
    if (left.length === 0) return;
    // What is neither new nor waiting was fetched by a worker in between, which may not have seen what we wrote.
    left = await notWaiting(client, name, left);
  }
}

/** Those of which none waits; the waiting ones are held until our commit. */
async function notWaiting(
  client: pg.PoolClient,
  name: JobName,
  jobs: readonly Job[],
): Promise<readonly Job[]> {
  if (jobs.length === 0) return jobs;
  const keys = jobs.map((job) => job.singletonKey);
  const { rows } = await client.query<{ singleton_key: string }>({ ...WAITING, values: [name, keys] });
  const waiting = new Set(rows.map((row) => row.singleton_key));
  return jobs.filter((job) => !waiting.has(job.singletonKey));
}
