import pg from 'pg';
import type { Connection } from './connection.ts';
import { withClient } from './connection.ts';
import { codeOf } from './file.ts';

/** The plain role that Kith works as: row-level security binds it. */
export const APP_ROLE = 'kith_app';

/** Makes the role where it is missing. @throws Error with the cure when this login may not. */
export async function makeRole(owner: pg.ClientBase, password: string): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  if (rowCount) return;
  try {
    await owner.query(
      `create role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
    );
  } catch (error) {
    if (codeOf(error) === '42710' || codeOf(error) === '23505') return;
    if (codeOf(error) !== '42501') throw error;
    throw new Error(
      `Kith works as the plain role ${APP_ROLE}, which the login of DATABASE_URL may not create. ` +
        `Run as an administrator of the database: CREATE ROLE ${APP_ROLE} NOSUPERUSER NOBYPASSRLS; GRANT ${APP_ROLE} TO <that login>;`,
      { cause: error },
    );
  }
}

/**
 * How to work as the plain role: by its own login, or, where that is another Kith's or not allowed, by the owner's
 * login that takes the role on.
 */
export async function appConnection(owner: Connection, password: string): Promise<Connection> {
  const login = { ...owner, user: APP_ROLE, password };
  if (await opens(login)) return login;
  await withClient(owner, async (client) => {
    const { rows } = await client.query<{ may: boolean }>("select pg_has_role($1, 'MEMBER') as may", [
      APP_ROLE,
    ]);
    if (!rows[0]?.may) await client.query(`grant ${APP_ROLE} to current_user`);
  });
  return { ...owner, options: [owner.options, `-c role=${APP_ROLE}`].filter(Boolean).join(' ') };
}

async function opens(connection: Connection): Promise<boolean> {
  try {
    await withClient(connection, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    // 28…: this login is refused. Anything else is trouble of its own.
    if (codeOf(error)?.startsWith('28')) return false;
    throw error;
  }
}

const CHECK = `
  select current_user as role, r.rolsuper or r.rolbypassrls as above,
    (select string_agg(c.relname, ', ' order by c.relname) from pg_class c
      where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p')
        and pg_has_role(current_user, c.relowner, 'MEMBER')) as owned,
    (select string_agg(c.relname, ', ' order by c.relname) from pg_class c
      where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
        and not (c.relrowsecurity and c.relforcerowsecurity)) as open
  from pg_roles r where r.rolname = current_user`;

/**
 * Proves that row-level security binds whoever logs in here.
 * @throws Error with the cure when it can be bypassed; Kith must not start then.
 */
export async function checkBound(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{
    role: string;
    above: boolean;
    owned: string | null;
    open: string | null;
  }>(CHECK);
  const found = rows[0];
  if (!found) throw new Error('The database does not say who we are.');
  if (found.above) {
    throw new Error(
      `The role ${found.role} bypasses row-level security, so Kith does not start. ` +
        `Run: ALTER ROLE ${found.role} NOSUPERUSER NOBYPASSRLS;`,
    );
  }
  if (found.owned) {
    throw new Error(
      `The role ${found.role} owns tables of Kith (${found.owned}) and could bypass row-level security, so Kith does ` +
        `not start. Run REVOKE <owner> FROM ${found.role}; or give the tables another owner.`,
    );
  }
  if (found.open) {
    throw new Error(
      `Row-level security is off for ${found.open}, so Kith does not start. ` +
        'Run for each: ALTER TABLE kith.<table> ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;',
    );
  }
}
