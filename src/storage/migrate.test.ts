import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, SILENT, TEST_SECRET } from '../../tests/support/database.ts';
import { INTENTS } from '../core/conversation/intent/intents.ts';
import { tells } from '../core/record/said-signals.ts';
import { connectionOf, withClient } from './connection.ts';
import type { Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { openOn, openStorage } from './open.ts';
import { acme, aContact, at } from './testbed.ts';

let owner: Connection;
let drop: () => Promise<void>;
const directory = mkdtempSync(join(tmpdir(), 'kith-migrations-'));
beforeAll(async () => {
  ({ owner, drop } = await freshDatabase('nothing'));
  cpSync(new URL('migrations', import.meta.url), directory, { recursive: true });
});
afterAll(async () => {
  await drop();
  rmSync(directory, { recursive: true });
});

const from = () => pathToFileURL(`${directory}/`);
const tablesNow = () =>
  withClient(owner, async (client) => {
    const { rows } = await client.query(
      "select tablename from pg_tables where schemaname in ('kith', 'pgboss') order by 1",
    );
    return rows;
  });

describe('migrations', () => {
  it('run in two processes that start together, once each, and are a no-op afterwards', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openOn(owner, [TEST_SECRET], SILENT)));
    await Promise.all(opened.map((storage) => storage.close()));
    const before = await tablesNow();
    expect(before.length).toBeGreaterThan(15);
    expect(await withClient(owner, (client) => migrate(client))).toEqual([]);
    expect(await tablesNow()).toEqual(before);
  });

  it('leave nothing behind when one fails, and go on when it is mended', async () => {
    const next = join(directory, '0999_next.sql');
    writeFileSync(next, 'create table kith.half (id text primary key); select no_such_function();');
    await expect(withClient(owner, (client) => migrate(client, from()))).rejects.toThrow(/no_such_function/);
    expect(await tablesNow()).not.toContainEqual({ tablename: 'half' });
    writeFileSync(next, 'select 1;');
    expect(await withClient(owner, (client) => migrate(client, from()))).toEqual(['0999_next.sql']);
  });

  it('refuse a database of a newer Kith, and a migration that was changed after it ran', async () => {
    await expect(withClient(owner, (client) => migrate(client))).rejects.toThrow(/update Kith/);
    writeFileSync(join(directory, '0999_next.sql'), 'select 2;');
    await expect(withClient(owner, (client) => migrate(client, from()))).rejects.toThrow(
      /changed after it was run/,
    );
    writeFileSync(join(directory, '0999_next.sql'), 'select 1;\r\n'.replace('\r\n', ''));
    expect(await withClient(owner, (client) => migrate(client, from()))).toEqual([]);
  });
});

describe('a database of the user', () => {
  it('is opened by its connection string, also where its owner is no superuser', async () => {
    const { owner: server, drop: end } = await freshDatabase('nothing');
    const login = `plain_${server.database}`;
    await withClient(server, async (client) => {
      await client.query(`create role ${login} login password 'p@ss' createrole`);
      await client.query(`alter database ${server.database} owner to ${login}`);
    });
    const query = new URLSearchParams({ host: server.host, port: String(server.port) });
    const storage = await openStorage({
      dataDirectory: directory,
      databaseUrl: `postgres://${login}:p%40ss@localhost/${server.database}?${query.toString()}`,
      secret: TEST_SECRET,
      log: SILENT,
    });
    await storage.store.install({
      id: acme,
      crm: 'hubspot',
      account: 'acme',
      status: 'active',
      sample: false,
      installedAt: at(0),
    });
    await storage.store.inside(acme, (w) => w.contacts.keep([aContact('ada')]));
    expect((await storage.store.installations()).map((one) => one.id)).toEqual([acme]);
    await storage.close();
    await end();
    await withClient(owner, (client) => client.query(`drop role ${login}`));
  });

  it('needs a secret of its own', async () => {
    const config = { dataDirectory: directory, databaseUrl: 'postgres://nobody@localhost/none', log: SILENT };
    await expect(openStorage(config)).rejects.toThrow(/KITH_SECRET/);
  });

  it('is described by a string whose password never reaches an error', () => {
    expect(connectionOf('postgres://me:s%40cret@db.example:6000/kith?options=-c%20x%3D1')).toEqual({
      host: 'db.example',
      port: 6000,
      user: 'me',
      password: 's@cret',
      database: 'kith',
      options: '-c x=1',
    });
    for (const broken of ['postgres://me:s3cret@host:port/x', 'me:s3cret@host']) {
      try {
        connectionOf(broken);
        expect.unreachable(broken);
      } catch (error) {
        expect(String(error)).toMatch(/DATABASE_URL cannot be read/);
        expect(String(error)).not.toContain('s3cret');
      }
    }
  });

  it('take installations that Kith wrote into as approved, and no others', async () => {
    await upgraded('0003_changes.sql', async (client) => {
      await client.query(`insert into kith.contact (installation_id, contact_id, sort_name, search_text, changed_at, body)
        values ('hubspot-1', 'a', '', '', now(), '{}'), ('hubspot-2', 'b', '', '', now(), '{}')`);
      await client.query(
        `insert into kith.written (installation_id, contact_id, fields) values ('hubspot-1', 'a', '{}')`,
      );
      await migrate(client);
      const { rows } = await client.query(
        'select installation_id as id, approved_at is not null as approved, settings from kith.governance',
      );
      expect(rows).toEqual([{ id: 'hubspot-1', approved: true, settings: null }]);
    });
  });

  it('keeps its rules, which say how they compare, and finds who drove its alerts', async () => {
    await upgraded('0023_told_of_posts.sql', async (client) => {
      const when = [
        { on: 'tone', is: 'negative' },
        { on: 'contact', field: 'company', is: 'Acme' },
      ];
      await client.query(
        `insert into kith.rule (installation_id, body, made_at, changed_by) values ('hubspot-1', $1, now(), 'ada'),
           ('hubspot-2', '{"when": [{"on": "tone", "is": "positive"}]}', now(), 'ada')`,
        [JSON.stringify({ name: 'r', when })],
      );
      await client.query(`insert into kith.profile (installation_id, network, profile_id, handle, fetched_at, body)
        values ('hubspot-1', 'bluesky', 'p', 'p', now(), '{}')`);
      await client.query(`insert into kith.post
          (installation_id, network, profile_id, post_id, published_at, fetched_at, body)
        values ('hubspot-1', 'bluesky', 'p', '1', now(), now(), '{}')`);
      await client.query(`with r as (
          insert into kith.listening_rule (installation_id, body, made_at, changed_by)
          values ('hubspot-1', '{}', now(), 'ada') returning rule_id
        ), a as (
          insert into kith.alert (installation_id, rule_id, level, at, raised_at, body)
          select 'hubspot-1', rule_id, 'warn', now(), now(), '{}' from r returning alert_id
        ) insert into kith.alert_post (installation_id, alert_id, network, post_id, place)
        select 'hubspot-1', alert_id, 'bluesky', '1', 1 from a`);
      await migrate(client);
      const { rows } = await client.query(
        `select body -> 'when' as when from kith.rule order by installation_id`,
      );
      expect(rows).toEqual([
        { when: [when[0], { on: 'contact', field: 'company', how: 'is', value: 'Acme' }] },
        { when: [{ on: 'tone', is: 'positive' }] },
      ]);
      expect((await client.query('select profile_id from kith.alert_post')).rows).toEqual([
        { profile_id: 'p' },
      ]);
    });
  });

  it('finds what was told in posts that it kept before, as it does in new ones', async () => {
    await upgraded('0042_typed_between.sql', async (client) => {
      await client.query(`insert into kith.profile (installation_id, network, profile_id, handle, fetched_at, body)
        values ('hubspot-1', 'bluesky', 'p', 'p', now(), '{}')`);
      const read = INTENTS.flatMap((label) =>
        [0.69, 0.7].map((probability) => ({ label, probability, because: [] })),
      );
      for (const [i, intent] of read.entries()) {
        const body = { reading: { model: 'm', intents: [intent] } };
        await client.query(
          `insert into kith.post (installation_id, network, profile_id, post_id, published_at, fetched_at, body)
           values ('hubspot-1', 'bluesky', 'p', $1, now(), now(), $2)`,
          [String(i), body],
        );
      }
      await migrate(client);
      const { rows } = await client.query('select tells from kith.post order by post_id::int');
      const now = read.map((intent) => tells({ model: 'm', intents: [intent] }).map(({ kind }) => kind));
      expect(rows.map((row) => row.tells)).toEqual(now);
    });
  });

  it('keeps its endpoints and events when chats and what is said come in, and no table stands open', async () => {
    await upgraded('0011_rules.sql', async (client) => {
      await client.query(`insert into kith.outgoing_endpoint (installation_id, url, hears, made_at)
        values ('hubspot-1', 'https://hooks.example', array['signal.opened'], now())`);
      await client.query(
        `insert into kith.outgoing_event (installation_id, at, body) values ('hubspot-1', now(), '{}')`,
      );
      expect((await migrate(client))[0]).toBe('0012_isolate.sql');
      const { rows } = await client.query(
        `select e.url, e.service, v.body from kith.outgoing_endpoint e join kith.outgoing_event v using (installation_id)`,
      );
      expect(rows).toEqual([{ url: 'https://hooks.example', service: null, body: {} }]);
      const { rows: open } = await client.query(
        `select relname from pg_class c where relnamespace = 'kith'::regnamespace and relkind = 'r'
           and relname <> 'migration' and not (relrowsecurity and relforcerowsecurity
             and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_installation')
             and has_table_privilege('kith_app', c.oid, 'select, insert, update, delete'))`,
      );
      expect(open).toEqual([]);
    });
  });
});

/** A database as an earlier Kith left it, whose newest migration was this one. */
async function upgraded(newest: string, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const old = await freshDatabase('nothing');
  const before = mkdtempSync(join(tmpdir(), 'kith-earlier-'));
  const migrations = new URL('migrations/', import.meta.url);
  try {
    for (const name of readdirSync(migrations).filter((one) => one <= newest)) {
      cpSync(new URL(name, migrations), join(before, name));
    }
    await withClient(old.owner, async (client) => {
      await migrate(client, pathToFileURL(`${before}/`));
      await work(client);
    });
  } finally {
    await old.drop();
    rmSync(before, { recursive: true });
  }
}
