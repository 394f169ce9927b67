import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore, SILENT, TEST_SECRET } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { withClient } from './connection.ts';
import { openOn } from './open.ts';
import { APP_ROLE } from './role.ts';
import { acme, aContact, aProfile, aVerdict, other } from './testbed.ts';

let db: FreshStore;
let app: pg.Pool;

beforeAll(async () => {
  db = await freshStore();
  // As the store logs in; the test server trusts whoever reaches its socket, or knows the derived password.
  app = new pg.Pool({ ...db.app, max: 1 });
  for (const installation of [acme, other]) {
    await db.store.install({
      id: installation,
      crm: 'hubspot',
      account: installation,
      status: 'active',
      sample: false,
      installedAt: new Date(),
    });
    await db.store.inside(installation, async (w) => {
      await w.contacts.keep([aContact(`of ${installation}`)]);
      await w.profiles.keep([aProfile('ada')]);
      await w.links.decide(aVerdict(`of ${installation}`, 'ada', 'confirmed'));
      await w.secrets.keep('token', `secret of ${installation}`);
    });
  }
});
afterAll(async () => {
  await app.end();
  await db.close();
});

async function tables(): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration' order by 1",
  );
  return rows.map((row) => row.name);
}

describe('row-level security', () => {
  it('shows no row of any table to a session that has no tenant', async () => {
    const names = await tables();
    expect(names).toContain('contact');
    expect(names.length).toBeGreaterThan(12);
    for (const name of names) expect((await app.query(`select 1 from kith.${name}`)).rowCount).toBe(0);
  });

  it('shows no row after a transaction that had a tenant, though the setting then reads as an empty text', async () => {
    await app.query('begin');
    await app.query("select set_config('kith.installation', $1, true)", [acme]);
    expect((await app.query('select 1 from kith.contact')).rowCount).toBe(1);
    await app.query('commit');
    const { rows } = await app.query("select current_setting('kith.installation', true) as setting");
    expect(rows).toEqual([{ setting: '' }]);
    expect((await app.query('select 1 from kith.contact')).rowCount).toBe(0);
  });

  it('shows an installation its own rows and none of the other, in every table', async () => {
    await app.query('begin');
    await app.query("select set_config('kith.installation', $1, true)", [acme]);
    for (const name of await tables()) {
      const { rows } = await app.query<{ id: string }>(
        `select distinct installation_id as id from kith.${name}`,
      );
      expect(rows.every((row) => row.id === acme)).toBe(true);
    }
    const { rows } = await app.query<{ id: string }>('select contact_id as id from kith.contact');
    expect(rows).toEqual([{ id: `of ${acme}` }]);
    await app.query('rollback');
  });

  it('refuses to insert, change or take over rows of another installation', async () => {
    const as = async (text: string): Promise<number> => {
      await app.query('begin');
      await app.query("select set_config('kith.installation', $1, true)", [acme]);
      try {
        return (await app.query(text)).rowCount ?? 0;
      } finally {
        await app.query('rollback');
      }
    };
    await expect(
      as(`insert into kith.event_seen (installation_id, event_id) values ('${other}', 'e')`),
    ).rejects.toThrow(/row-level security/);
    await expect(as(`update kith.contact set installation_id = '${other}'`)).rejects.toThrow(
      /row-level security/,
    );
    expect(await as(`update kith.secret set name = 'x' where installation_id = '${other}'`)).toBe(0);
    expect(await as(`delete from kith.contact where installation_id = '${other}'`)).toBe(0);
  });

  it('answers the one question that crosses tenants, and that one only', async () => {
    expect((await db.store.installations()).map((one) => one.id)).toEqual([acme, other]);
    await expect(
      app.query('set row_security = off').then(() => app.query('select 1 from kith.contact')),
    ).rejects.toThrow(/row-level security/);
    await app.query('reset row_security');
    await expect(app.query('alter table kith.contact disable row level security')).rejects.toThrow(/owner/);
  });

  it('is on and forced for every table, and the installation leads every key', async () => {
    const { rows: open } = await db.pool.query(
      `select relname from pg_class where relnamespace = 'kith'::regnamespace and relkind = 'r'
         and relname <> 'migration' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
    const { rows: keys } = await db.pool.query<{ conname: string; first: string }>(
      `select c.conname, a.attname as first from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype in ('p', 'u', 'f') and c.connamespace = 'kith'::regnamespace
         and c.conrelid <> 'kith.migration'::regclass`,
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => key.first !== 'installation_id')).toEqual([]);
    const { rows: unique } = await db.pool.query(
      `select indexrelid::regclass::text from pg_index i join pg_class t on t.oid = i.indrelid
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indisunique and t.relnamespace = 'kith'::regnamespace and t.relname <> 'migration'
         and a.attname <> 'installation_id'`,
    );
    expect(unique).toEqual([]);
  });
});

describe('the start', () => {
  const start = async () => {
    const storage = await openOn(db.owner, [TEST_SECRET], SILENT, { prepared: true });
    await storage.close();
  };

  it('is refused when a table is not protected, naming the cure', async () => {
    await db.pool.query('alter table kith.post no force row level security');
    try {
      await expect(start()).rejects.toThrow(/post.*does not start.*FORCE ROW LEVEL SECURITY/s);
    } finally {
      await db.pool.query('alter table kith.post force row level security');
    }
    await start();
  });

  it('is refused when the role owns a table', async () => {
    const { rows } = await db.pool.query<{ me: string }>('select current_user as me');
    await db.pool.query(`alter table kith.asked owner to ${APP_ROLE}`);
    try {
      await expect(start()).rejects.toThrow(/owns tables of Kith \(asked\)/);
    } finally {
      await db.pool.query(`alter table kith.asked owner to ${pg.escapeIdentifier(rows[0]?.me ?? '')}`);
    }
    await start();
  });

  it('takes the role on where the login of its own is not to be had, and is bound all the same', async () => {
    const stranger = { ...db.owner, options: `-c role=${APP_ROLE}` };
    await withClient(stranger, async (client) => {
      const { rows } = await client.query('select current_user as me');
      expect(rows).toEqual([{ me: APP_ROLE }]);
      expect((await client.query('select 1 from kith.contact')).rowCount).toBe(0);
    });
  });
});
