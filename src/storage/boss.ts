import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { ConstructorOptions, Queue } from 'pg-boss';
import { JOBS } from '../ports/queue.ts';
import type { JobName } from '../ports/queue.ts';
import type { Log } from '../ports/runtime.ts';
import type { Connection } from './connection.ts';
import { APP_ROLE } from './role.ts';

/** Where work goes after its last try, to be seen and replayed. */
export const STUCK = 'stuck';

const DAY = 86_400;

/** Every queue: of the jobs with one key one waits; five more tries, later and later; then to the stuck ones. */
const QUEUE = {
  policy: 'short',
  retryLimit: 5,
  retryBackoff: true,
  retryDelay: 2,
  retryDelayMax: 300,
  expireInSeconds: 60,
  retentionSeconds: 90 * DAY,
  deleteAfterSeconds: DAY,
  deadLetter: STUCK,
  notify: true,
} as const satisfies Omit<Queue, 'name'>;

/** Learning takes the processor for minutes, and is given up for lost later than work that waits for somebody. */
const LONG: Partial<Record<JobName, Partial<Queue>>> = {
  teach: { expireInSeconds: 1_800 },
  weigh: { expireInSeconds: 1_800 },
};

export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];

/** The queues as pg-boss keeps them: one a job name. */
export const QUEUES: readonly Queue[] = JOB_NAMES.map((name) => ({
  name,
  ...QUEUE,
  ...LONG[name],
}));

/**
 * pg-boss as the plain role, not yet started. It makes no tables (the owner did) and listens for new work.
 * `options` are for those who need it quicker or quieter than usual, as tests do.
 */
export function makeBoss(app: Connection, log: Log, options: Partial<ConstructorOptions> = {}): PgBoss {
  const boss = new PgBoss({
    ...app,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: false,
    // Rebuilding indexes needs their owner.
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    // How soon the jobs of a killed worker are found after their time ran out.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    max: 8,
    application_name: 'kith-jobs',
    ...options,
  });
  // An error without a listener would end the process. Its text may quote a payload, its kind does not.
  boss.on('error', (error) => log.warn({ error: error.name }, 'queue.trouble'));
  return boss;
}

/** Makes the queues as the owner and lets the plain role use them. Repeating it changes nothing. */
export async function installQueues(owner: Connection, client: pg.ClientBase, log: Log): Promise<void> {
  const boss = makeBoss(owner, log, {
    migrate: true,
    createSchema: true,
    supervise: false,
    useListenNotify: false,
    max: 1,
  });
  await boss.start();
  try {
    const there = new Set((await boss.getQueues()).map((queue) => queue.name));
    if (!there.has(STUCK)) {
      await boss.createQueue(STUCK, { retentionSeconds: 365 * DAY, deleteAfterSeconds: 365 * DAY });
    }
    for (const { name, ...queue } of QUEUES) {
      const { policy: _, ...changeable } = queue;
      await (there.has(name) ? boss.updateQueue(name, changeable) : boss.createQueue(name, queue));
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await client.query(`
    grant usage on schema pgboss to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema pgboss to ${APP_ROLE};
    grant usage, select on all sequences in schema pgboss to ${APP_ROLE};
    grant execute on all functions in schema pgboss to ${APP_ROLE};`);
}
