import type pg from 'pg';
import type { InstallationId } from '../core/ids.ts';
import { BY_THE_CLOCK } from '../ports/queue.ts';
import type { JobName } from '../ports/queue.ts';
import { JOB_NAMES } from './boss.ts';
import { readAtOnce, statement } from './transaction.ts';

/** How far an installation's contacts have been looked at. */
export interface Progress {
  readonly contacts: number;
  /** Contacts about whom the networks have been asked. */
  readonly resolved: number;
  /** Jobs that still wait or run; the round that comes by the clock every hour is none. */
  readonly waiting: number;
}

/** The queues whose jobs are work that somebody waits for. */
export const WORK: readonly JobName[] = JOB_NAMES.filter((name) => !BY_THE_CLOCK.has(name));

const PROGRESS = statement(
  'progress',
  `select
     (select count(*)::int from kith.contact where installation_id = $1) as contacts,
     (select count(distinct contact_id)::int from kith.asked where installation_id = $1) as resolved,
     (select count(*)::int from pgboss.job where name = any($2) and state in ('created', 'retry', 'active')
       and data ->> 'installation' = $1) as waiting`,
);

export function progressOf(pool: pg.Pool, installation: InstallationId): Promise<Progress> {
  return readAtOnce(pool, installation, async (session) => {
    const [row] = await session.named<Progress & pg.QueryResultRow>(PROGRESS, [installation, WORK]);
    return { contacts: row?.contacts ?? 0, resolved: row?.resolved ?? 0, waiting: row?.waiting ?? 0 };
  });
}
