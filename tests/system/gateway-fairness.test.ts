import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { github } from '../../connectors/network/github/index.ts';
import { installationOf } from '../../src/core/ids.ts';
import type { InstallationId } from '../../src/core/ids.ts';
import type { Installation } from '../../src/ports/store.ts';
import { tend } from '../../src/flows/tend.ts';
import { freshStore } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { account, openWorlds } from '../support/world.ts';

const HOUR_MS = 3_600_000;
/** GitHub without a key allows 60 an hour, of which three tenths go into asking again. */
const SHARE = 18;

let worlds: Awaited<ReturnType<typeof openWorlds>>;
let db: FreshStore;
beforeAll(async () => {
  worlds = await openWorlds();
});
afterAll(() => worlds.close());
beforeEach(async () => {
  db = await freshStore();
});
afterEach(() => db.close());

/** A CRM with so many contacts, each with a profile on GitHub that is theirs. */
async function installed(
  name: string,
  profiles: number,
  status: Installation['status'] = 'active',
): Promise<InstallationId> {
  const id = installationOf('hubspot', name);
  const there = { id, crm: 'hubspot', account: name, status, sample: false } as const;
  await db.store.install({ ...there, installedAt: new Date() });
  const body = JSON.stringify(account('github', '0'));
  const client = await db.pool.connect();
  // Each row fits the others by how it is made: looking that up a hundred thousand times would take the test's time.
  await client.query('begin; set local session_replication_role = replica');
  for (const statement of [
    `insert into kith.contact (installation_id, contact_id, sort_name, search_text, changed_at, body)
     select $1, n::text, 'x', 'x', now(), '{}' from generate_series(1, $2::int) n where $3::text is not null`,
    `insert into kith.profile (installation_id, network, profile_id, handle, fetched_at, body)
     select $1, 'github', n::text, n::text, now(), jsonb_set($3::jsonb, '{id}', to_jsonb(n::text))
     from generate_series(1, $2::int) n`,
    `insert into kith.link (installation_id, contact_id, network, profile_id, status, body)
     select $1, n::text, 'github', n::text, 'confirmed', '{}' from generate_series(1, $2::int) n
     where $3::text is not null`,
  ])
    await client.query(statement, [id, profiles, body]);
  await client.query('commit; analyze kith.contact, kith.profile, kith.link');
  client.release();
  return id;
}

/** What waits to be read is read at this moment, and takes its time until it is read again. @returns whose it was. */
async function readAll(at: Date): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ data: { installation: string; profile: string } }>(
    `delete from pgboss.job where name = 'understand' and state = 'created' returning data`,
  );
  for (const { data } of rows)
    await db.pool.query(
      `update kith.profile set read_at = $3, read_again_hours = 12 where installation_id = $1 and profile_id = $2`,
      [data.installation, data.profile, at],
    );
  return rows.map(({ data }) => data.installation);
}

it('a CRM with 100,000 profiles starves none with ten, and together they never ask more an hour than their share', async () => {
  const small = await installed('small', 10);
  const large = await installed('large', 100_000);
  const start = Date.UTC(2026, 4, 1);
  const clock = { ms: start };
  const deps = {
    ...worlds.world().deps,
    store: db.store,
    now: () => new Date(clock.ms),
    manners: new Map([[github.id, github]]),
  };
  const hours: { small: number; large: number }[] = [];
  for (let hour = 0; hour < 24; hour += 1, clock.ms = start + hour * HOUR_MS) {
    // The large one is looked after first, every hour.
    for (const each of [large, small]) await tend(each, deps);
    const read = await readAll(deps.now());
    const of = (whose: InstallationId) => read.filter((one) => one === whose).length;
    hours.push({ small: of(small), large: of(large) });
  }
  for (const hour of hours) expect(hour.small + hour.large).toBeLessThanOrEqual(SHARE);
  const within = (from: number, to: number) =>
    hours.slice(from, to).reduce((sum, hour) => sum + hour.small, 0);
  expect([within(0, 2), within(2, 12), within(12, 14)]).toEqual([10, 0, 10]);
  expect(hours.every(({ large: n }) => n === SHARE / 2)).toBe(true);
});

it('five CRMs that share three questions an hour take turns, and who left takes none of them', async () => {
  const limits = { ...github.limits, requests: 10, perSeconds: 3_600 };
  const names = ['anna', 'bela', 'cora', 'dora', 'emil'];
  const all = [];
  for (const name of names) all.push(await installed(name, 30));
  await installed('carl', 30, 'uninstalled');
  await installed('zeno', 30, 'uninstalled');
  const start = Date.UTC(2026, 4, 1);
  const clock = { ms: start };
  const deps = {
    ...worlds.world().deps,
    store: db.store,
    now: () => new Date(clock.ms),
    manners: new Map([[github.id, { ...github, limits }]]),
  };
  const asked = new Map<string, number>();
  for (let hour = 0; hour < 10; hour += 1, clock.ms = start + hour * HOUR_MS) {
    for (const each of all) await tend(each, deps);
    const read = await readAll(deps.now());
    expect(read, `in hour ${hour}`).toHaveLength(3);
    for (const one of read) asked.set(one, (asked.get(one) ?? 0) + 1);
  }
  expect([...asked].toSorted()).toEqual(all.map((one) => [one, 6]).toSorted());
});
