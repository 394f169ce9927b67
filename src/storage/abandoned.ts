import type { PgBoss } from 'pg-boss';
import { JOB_NAMES } from './boss.ts';

/**
 * Puts jobs that a killed Kith was working on back to be tried again in seconds. Only for who knows that no other Kith
 * works on this database; elsewhere their time runs out by itself.
 * @returns how many there were.
 */
export async function retryAbandoned(boss: PgBoss): Promise<number> {
  const { rows } = await boss.getDb().executeSql(
    `select name, array_agg(id::text) as ids from pgboss.job
     where state = 'active' and name = any($1) group by name`,
    [JOB_NAMES],
  );
  let abandoned = 0;
  for (const { name, ids } of rows as readonly { name: string; ids: string[] }[]) {
    await boss.fail(name, ids, { error: 'Kith was ended while it was at it' });
    abandoned += ids.length;
  }
  return abandoned;
}
