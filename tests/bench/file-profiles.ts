import type pg from 'pg';
import type { InstallationId } from '../../src/core/ids.ts';
import type { Profile } from '../../src/core/profile.ts';
import { filedProfile } from '../../src/storage/identity/filed.ts';

const BATCH = 10_000;
const TABLES = ['kith.profile', 'kith.profile_key', 'kith.name_count'] as const;

const PROFILES = `insert into kith.profile (installation_id, network, profile_id, handle, followers, fetched_at, body, filed, keys, names)
  select $1, network, profile_id, handle, followers, now(), body, filed, keys::bigint[], names::bigint[]
  from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::jsonb[], $7::bigint[], $8::text[], $9::text[])
    as i(network, profile_id, handle, followers, body, filed, keys, names)`;
const KEYS = `insert into kith.profile_key select installation_id, key, filed from kith.profile cross join unnest(keys) as key
  where installation_id = $1 order by key`;
const COUNTS = `insert into kith.name_count select installation_id, name, count(*) from kith.profile cross join unnest(names) as name
  where installation_id = $1 group by installation_id, name order by name`;

/** Fills the index as `profiles.keep` would, in bulk and as the owner: rows first, then what is derived from them. */
export async function fileProfiles(
  client: pg.ClientBase,
  installation: InstallationId,
  accounts: Iterable<Profile>,
): Promise<void> {
  // What a bulk load of a database of one's own may do: nothing of it outlives a crash, and nobody reads meanwhile.
  await client.query(
    "set synchronous_commit = off; set work_mem = '512MB'; set maintenance_work_mem = '512MB'",
  );
  // An automatic ANALYZE would keep the vacuum below from seeing the last rows as everybody's.
  for (const table of TABLES) await client.query(`alter table ${table} set (autovacuum_enabled = off)`);
  let batch: Profile[] = [];
  for (const one of accounts) {
    if (batch.push(one) < BATCH) continue;
    await client.query(PROFILES, [...columnsOf(installation, batch)]);
    batch = [];
  }
  await client.query(PROFILES, [...columnsOf(installation, batch)]);
  await client.query(KEYS, [installation]);
  await client.query('set synchronous_commit = on');
  await client.query(COUNTS, [installation]);
  await client.query(`vacuum (analyze) ${TABLES.join(', ')}`);
  for (const table of TABLES) await client.query(`alter table ${table} reset (autovacuum_enabled)`);
}

function columnsOf(installation: InstallationId, profiles: readonly Profile[]): readonly unknown[] {
  const filed = profiles.map(filedProfile);
  return [
    installation,
    profiles.map((p) => p.network),
    profiles.map((p) => p.id),
    profiles.map((p) => p.handle),
    profiles.map((p) => p.counts.followers ?? null),
    profiles.map((p) => JSON.stringify(p)),
    filed.map((f) => f.filed),
    filed.map((f) => f.keys),
    filed.map((f) => f.names),
  ];
}
