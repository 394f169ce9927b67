import type { PgBoss } from 'pg-boss';

/** pg-boss counts its jobs once a minute at most; this looks. States are ordered: created, retry, active, completed, … */
const WORK = `select exists (select from pgboss.job where name = any($1) and state < 'completed') as work`;

/** Whether any job of these queues waits or is active, in whatever process. */
export async function hasWork(boss: PgBoss, names: readonly string[]): Promise<boolean> {
  const { rows } = await boss.getDb().executeSql(WORK, [names]);
  return (rows as readonly { readonly work: boolean }[])[0]?.work === true;
}
