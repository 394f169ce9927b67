import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../tests/support/database.ts';
import type { FreshStore } from '../../tests/support/database.ts';
import { fillEveryTable } from '../../tests/support/every-table.ts';
import { ContactId, installationOf } from '../core/ids.ts';
import type { Installation } from '../ports/store.ts';
import { acme, aContact, aDelivery, at, bluesky, other } from './testbed.ts';

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db.close());

const ada = ContactId.parse('ada');

describe('a transaction', () => {
  it('keeps everything when its work ends, for its installation only', async () => {
    const answer = await db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('ada', { name: 'Ada' })]);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await db.store.inside(acme, (w) => w.contacts.find(ada))).toMatchObject({ name: 'Ada' });
    expect(await db.store.inside(other, (w) => w.contacts.find(ada))).toBeUndefined();
  });

  it('leaves no trace, no row and no job, when its work throws', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('bob')]);
      await w.enqueue('resolve', [{ installation: acme, contact: ContactId.parse('bob') }], { key: 'bob' });
      throw new Error('in the middle');
    });
    await expect(work).rejects.toThrow('in the middle');
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('bob')))).toBeUndefined();
    const { rowCount } = await db.pool.query("select 1 from pgboss.job where data ->> 'contact' = 'bob'");
    expect(rowCount).toBe(0);
  });

  it('commits nothing, and says so, when a statement failed and its work went on', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('cid')]);
      // There is no such contact, so nothing can be said of what was asked about it.
      await w.asked
        .keep(ContactId.parse('nobody'), [{ network: bluesky, at: at(0), outcome: 'found' }])
        .catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/nothing was committed/i);
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('cid')))).toBeUndefined();
  });

  it('is rolled back when the connection is lost before the commit, and the store goes on', async () => {
    const work = db.store.inside(acme, async (w) => {
      await w.contacts.keep([aContact('dot')]);
      await db.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kith' and state like 'idle in%' and datname = current_database()",
      );
      await w.contacts.count();
    });
    await expect(work).rejects.toThrow();
    expect(await db.store.inside(acme, (w) => w.contacts.find(ContactId.parse('dot')))).toBeUndefined();
  });

  it('runs beside many others, more than there are connections', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => `many ${n}`);
    await Promise.all(ids.map((id) => db.store.inside(acme, (w) => w.contacts.keep([aContact(id)]))));
    expect(await db.store.inside(acme, (w) => w.contacts.count())).toBe(101);
  });
});

describe('installations', () => {
  const acmeRow: Installation = {
    id: acme,
    crm: 'hubspot',
    account: 'acme',
    status: 'active',
    sample: true,
    installedAt: at(0),
  };

  it('are listed across tenants, and an account that installs again is the same one', async () => {
    const second = { ...acmeRow, id: other, account: 'other', sample: false, installedAt: at(5) };
    await db.store.install(second);
    await db.store.install(acmeRow);
    expect(await db.store.installations()).toEqual([acmeRow, second]);
    await db.store.install({ ...acmeRow, status: 'uninstalled', installedAt: at(9) });
    expect(await db.store.installations()).toEqual([
      second,
      { ...acmeRow, status: 'uninstalled', installedAt: at(9) },
    ]);
  });

  it('are purged with every row of every table and all waiting work, and the others keep theirs', async () => {
    const [gone, stays] = [installationOf('hubspot', 'gone'), installationOf('hubspot', 'stays')];
    for (const id of [gone, stays]) {
      await db.store.install({ ...acmeRow, id });
      await db.store.keepDeliveries([aDelivery('d', { installation: id })]);
      await db.store.inside(id, (w) => fillEveryTable(w, 'ada'));
    }
    await db.store.purge(gone);
    const { rows } = await db.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'kith' and tablename <> 'migration'",
    );
    const left = async (id: string, table: string) =>
      (await db.pool.query(`select 1 from kith.${table} where installation_id = $1`, [id])).rowCount ?? 0;
    for (const { name } of rows) {
      expect([name, await left(gone, name)]).toEqual([name, 0]);
      expect([name, await left(stays, name)]).not.toEqual([name, 0]);
    }
    expect(await db.progress(gone)).toEqual({ contacts: 0, resolved: 0, waiting: 0 });
    expect((await db.progress(stays)).waiting).toBe(2);
    await db.store.purge(stays);
  });

  it('are purged at a moment only where they are uninstalled and their time is over by then', async () => {
    const row = { ...acmeRow, id: installationOf('hubspot', 'leaving') };
    const isThere = async () => (await db.store.installations()).some(({ id }) => id === row.id);
    const kept = async (than: Partial<Installation>) => {
      await db.store.install({ ...row, ...than });
      await db.store.purge(row.id, at(30));
      return isThere();
    };
    expect(await kept({ status: 'active' })).toBe(true);
    expect(await kept({ status: 'uninstalled', purgeAt: at(31) })).toBe(true);
    expect(await kept({ status: 'uninstalled', purgeAt: at(30) })).toBe(false);
  });

  it('of nobody are empty, not in error', async () => {
    const nobody = installationOf('hubspot', 'nobody');
    expect(await db.store.recordRows(nobody, ada)).toBeUndefined();
    expect(await db.store.inside(nobody, (w) => w.contacts.list({ limit: 10 }))).toEqual([]);
  });
});
