import type pg from 'pg';

/** Text columns that pg-boss keeps for itself and that hold no words of anybody. */
const TYPES = ['text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying'];

/**
 * Every place of the database in which a text stands, as `schema.table.column`: all tables of Kith and of the queue, all
 * columns that can hold text, deliveries and sealed secrets as bytes.
 * @returns the places, and how many columns were looked into.
 */
export async function standsIn(
  pool: pg.Pool,
  text: string,
): Promise<{ readonly places: readonly string[]; readonly looked: number }> {
  const { rows } = await pool.query<{ schema: string; table: string; column: string; type: string }>(
    `select c.table_schema as schema, c.table_name as table, c.column_name as column, c.data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('kith', 'pgboss') and t.table_type = 'BASE TABLE' and c.data_type = any($1)
     order by 1, 2, 3`,
    [TYPES],
  );
  const places: string[] = [];
  for (const { schema, table, column, type } of rows) {
    const holds =
      type === 'bytea'
        ? `position(convert_to($1, 'UTF8') in "${column}") > 0`
        : `position(lower($1) in lower("${column}"::text)) > 0`;
    const found = await pool.query(`select 1 from ${schema}."${table}" where ${holds} limit 1`, [text]);
    if (found.rowCount) places.push(`${schema}.${table}.${column}`);
  }
  return { places, looked: rows.length };
}

/** Whether a transaction waits for another to end. */
export async function someoneWaits(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount !== 0;
}
