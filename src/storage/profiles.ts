import { ContactId, NetworkId, ProfileId } from '../core/ids.ts';
import type { HandleHolder } from '../core/identity/handle-holders.ts';
import { keyOf, Profile } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Workspace } from '../ports/store.ts';
import { received } from './attention.ts';
import { candidates, reached } from './identity/candidates.ts';
import { filedProfile, refile } from './identity/filed.ts';
import type { Refiled } from './identity/filed.ts';
import { influence } from './influence.ts';
import { clean, newestByKey, toJson } from './json.ts';
import { removeProfiles } from './removal.ts';
import { compose } from './tables.ts';
import { buried, bury } from './tombstones.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

const KEEP = statement(
  'profile.keep',
  `with incoming as (
     select network, profile_id, handle, followers, fetched_at, body, filed, keys::bigint[], names::bigint[]
     from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::jsonb[],
       $8::bigint[], $9::text[], $10::text[])
       as i(network, profile_id, handle, followers, fetched_at, body, filed, keys, names)
   ), before as (
     select p.* from incoming i cross join lateral (
       select p.network, p.profile_id, p.handle, p.body ->> 'employer' as employer, p.body ->> 'title' as title
       from kith.profile p
       where p.installation_id = $1 and p.network = i.network and p.profile_id = i.profile_id offset 0) p
   ), kept as (
     insert into kith.profile as p (installation_id, network, profile_id, handle, followers, fetched_at, body,
       filed, keys, names, was_keys, was_names)
     select $1, i.*, '{}', '{}' from incoming i order by network, profile_id
     on conflict (installation_id, network, profile_id) do update set
       handle = excluded.handle, followers = excluded.followers,
       fetched_at = excluded.fetched_at, body = excluded.body,
       filed = excluded.filed, keys = excluded.keys, names = excluded.names,
       was_keys = case when (p.keys, p.names) = (excluded.keys, excluded.names) then null else p.keys end,
       was_names = case when (p.keys, p.names) = (excluded.keys, excluded.names) then null else p.names end
     where p.fetched_at <= excluded.fetched_at
     returning network, profile_id, handle, fetched_at, body ->> 'employer' as employer, body ->> 'title' as title,
       filed, keys, names, was_keys, was_names
   ), beside as (
     -- A full join is never done by comparing each with each.
     select k.network, k.profile_id, k.fetched_at, k.handle, k.employer, k.title,
       b.handle is distinct from k.handle as renamed,
       (b.employer, b.title) is distinct from (k.employer, k.title) as moved
     from kept k full join before b using (network, profile_id) offset 0
   ), handles as (
     insert into kith.profile_handle (installation_id, network, profile_id, since, handle)
     select $1, network, profile_id, fetched_at, handle from beside where renamed and profile_id is not null
     on conflict (installation_id, network, profile_id, since) do update set handle = excluded.handle
   ), jobs as (
     insert into kith.profile_job (installation_id, network, profile_id, since, employer, title)
     select $1, network, profile_id, fetched_at, employer, title from beside where moved and profile_id is not null
     on conflict (installation_id, network, profile_id, since) do update set
       employer = excluded.employer, title = excluded.title
   )
   select network, profile_id as id, filed::text as who, keys::text[] as keys, names::text[] as names,
     was_keys::text[] as was_keys, was_names::text[] as was_names
   from kept
   where was_keys is not null`,
);

const IDS = statement(
  'profile.ids on',
  'select profile_id as id from kith.profile where installation_id = $1 and network = $2',
);

export function profiles(s: Session, vault: Vault): Workspace['profiles'] {
  const at = (key: ProfileKey) =>
    ({ installation_id: s.installation, network: key.network, profile_id: key.id }) as const;
  return {
    find: async (key) => {
      const one = compose.selectFrom('kith.profile').select('body');
      const [row] = await s.rows(one.where(({ and }) => and(at(key))));
      return row && Profile.parse(row.body);
    },
    keep: (profiles) => keep(s, vault, profiles),
    candidates: (contact, networks) => candidates(s, contact, networks),
    reached: (profiles) => reached(s, profiles),
    remove: (key, goneAt) => remove(s, vault, key, goneAt),
    ...influence(s),
    handles: (key) => {
      const history = compose.selectFrom('kith.profile_handle').select(['handle', 'since']);
      return s.rows(history.where(({ and }) => and(at(key))).orderBy('since'));
    },
    holders: (addresses) => holders(s, addresses),
    contactsOf: (key) => contactsOf(s, key),
    idsOn: async (network) => {
      const rows = await s.named<{ id: string }>(IDS, [s.installation, network]);
      return rows.map(({ id }) => ProfileId.parse(id));
    },
  };
}

async function remove(s: Session, vault: Vault, key: ProfileKey, goneAt: Date | undefined): Promise<void> {
  await removeProfiles(s, [rowOf(key)]);
  if (goneAt) await bury(s, vault, [key], { why: 'gone', at: goneAt });
}

async function contactsOf(s: Session, { network, id }: ProfileKey): Promise<readonly ContactId[]> {
  const linked = compose.selectFrom('kith.link').select('contact_id').where('status', '<>', 'rejected');
  const here = { installation_id: s.installation, network, profile_id: id };
  const rows = await s.rows(linked.where(({ and }) => and(here)).orderBy('contact_id'));
  return rows.map((row) => ContactId.parse(row.contact_id));
}

const HOLDERS = statement(
  'profile.holders',
  `select h.network, h.handle, h.profile_id as id, min(h.since) as since, p.handle = h.handle as still
   from unnest($2::text[], $3::text[]) as a(network, handle)
   join kith.profile_handle h on h.installation_id = $1 and h.network = a.network and h.handle = a.handle
   join kith.profile p on p.installation_id = $1 and p.network = h.network and p.profile_id = h.profile_id
   group by h.network, h.handle, h.profile_id, p.handle order by 1, 2, 4, 3`,
);

async function holders(
  s: Session,
  addresses: readonly { readonly network: string; readonly handle: string }[],
): Promise<readonly HandleHolder[]> {
  if (addresses.length === 0) return [];
  const columns = [addresses.map((a) => a.network), addresses.map((a) => a.handle)];
  const rows = await s.named<{ network: string; handle: string; id: string; since: Date; still: boolean }>(
    HOLDERS,
    [s.installation, ...columns],
  );
  return rows.map(({ network, id, ...held }) => ({
    ...{ network: NetworkId.parse(network), id: ProfileId.parse(id) },
    ...held,
  }));
}

const rowOf = ({ network, id }: ProfileKey) => ({ network, profile_id: id });

async function keep(s: Session, vault: Vault, profiles: readonly Profile[]): Promise<readonly ProfileKey[]> {
  if (profiles.length === 0) return [];
  const newest = newestByKey(profiles, keyOf, (p) => p.provenance.fetchedAt);
  const filed = newest.map(filedProfile);
  const changed = await s.named<Refiled & { network: string; id: string }>(KEEP, [
    s.installation,
    newest.map((p) => p.network),
    newest.map((p) => p.id),
    newest.map((p) => clean(p.handle)),
    newest.map((p) => p.counts.followers ?? null),
    newest.map((p) => p.provenance.fetchedAt),
    newest.map(toJson),
    filed.map((f) => f.filed),
    filed.map((f) => f.keys),
    filed.map((f) => f.names),
  ]);
  await refile(s, 'profile', changed);
  // Looked for after they were written: whoever erases one at the same moment was waited for there.
  const dead = await buried(s, vault, newest);
  await removeProfiles(s, dead.map(rowOf));
  const gone = new Set(dead.map(keyOf));
  const different = changed
    .map(({ network, id }) => ({ network: NetworkId.parse(network), id: ProfileId.parse(id) }))
    .filter((key) => !gone.has(keyOf(key)));
  await received(s, different);
  return different;
}
