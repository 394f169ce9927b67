import { keyOf } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import type { ListeningRows } from '../../ports/listening.ts';
import { LINKED } from '../tending.ts';
import { hashesOf, hashesToKeep } from '../profile-hashes.ts';
import { removeProfiles } from '../removal.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import type { Vault } from '../vault.ts';

/** Of a profile `p`: a contact has to do with it, if only by a question or a refusal. */
const TOUCHED = ['link', 'found', 'verdict']
  .map(
    (table) => `exists (select from kith.${table} t where t.installation_id = $1 and t.network = p.network
   and t.profile_id = p.profile_id)`,
  )
  .join(' or ');

const IDLE = statement(
  'stranger.idle',
  `select p.network, p.profile_id from kith.profile p
   join unnest($2::text[], $3::text[]) as i(network, profile_id) using (network, profile_id)
   where p.installation_id = $1 and not (${TOUCHED})
   order by p.network, p.profile_id`,
);
const IGNORE = statement(
  'stranger.ignore',
  `insert into kith.unheard (installation_id, network, profile_hash, at)
   values ($1, $2, $3, $4) on conflict do nothing`,
);
const UNHEAR = statement(
  'stranger.unhear',
  `delete from kith.heard h using kith.post p
   where h.installation_id = $1 and p.installation_id = $1 and p.network = $2 and p.profile_id = $3
     and h.network = p.network and h.post_id = p.post_id`,
);
const SILENCE = statement(
  'stranger.silence',
  `delete from kith.post p where p.installation_id = $1 and p.network = $2 and p.profile_id = $3 and not ${LINKED}`,
);
const IGNORED = statement(
  'stranger.ignored',
  `select p.network, p.profile_id as id
   from unnest($2::text[], $3::text[], $4::bytea[]) as p(network, profile_id, profile_hash)
   join kith.unheard u on u.installation_id = $1 and u.network = p.network and u.profile_hash = p.profile_hash
   where not ${LINKED}`,
);
const DAYS = statement(
  'stranger.days',
  'select stranger_days from kith.listening where installation_id = $1',
);
const KEEP = statement(
  'stranger.keep',
  `insert into kith.listening (installation_id, stranger_days) values ($1, $2)
   on conflict (installation_id) do update set stranger_days = excluded.stranger_days`,
);
// A post counts from when it was first heard; one that no rule heard, from when the network told of it.
const LET_GO = statement(
  'stranger.let go',
  `with old as (
     select p.network, p.post_id from kith.post p
     left join lateral (
       select min(h.heard_at) as first from kith.heard h
       where h.installation_id = $1 and h.network = p.network and h.post_id = p.post_id) h on true
     where p.installation_id = $1 and not ${LINKED}
       and (coalesce(h.first, p.fetched_at) < $2 or (h.first is not null and p.network = any($3)))
     order by p.network, p.post_id limit $4
   )
   delete from kith.post p using old
   where p.installation_id = $1 and p.network = old.network and p.post_id = old.post_id
   returning p.network, p.profile_id`,
);
// Of whom nothing is left that was heard; of those who were told of and said nothing that is kept, after the same time.
const SILENT = statement(
  'stranger.silent',
  `select p.network, p.profile_id from kith.profile p
   where p.installation_id = $1 and (p.read_at is not null or p.fetched_at < $2 or p.network = any($3))
     and not (${TOUCHED}) and not exists (select from kith.post s where s.installation_id = $1
       and s.network = p.network and s.profile_id = p.profile_id)
   order by p.network, p.profile_id limit $4`,
);

interface Key {
  readonly network: string;
  readonly profile_id: string;
}

type Strangers = Pick<ListeningRows, 'ignore' | 'ignored' | 'strangerDays' | 'keepStrangers' | 'letGo'>;

/** Unless an admin says otherwise. */
const STRANGER_DAYS = 30;

export function strangers(s: Session, vault: Vault): Strangers {
  return {
    ignore: async (key, at) => {
      const of = [s.installation, key.network, key.id];
      const [hash] = await hashesToKeep(s, vault, [key]);
      await s.named(IGNORE, [s.installation, key.network, hash, at]);
      await s.named(UNHEAR, of);
      await s.named(SILENCE, of);
      await removeStrangers(s, [{ network: key.network, profile_id: key.id }]);
    },
    ignored: async (keys) => {
      const hashes = await hashesOf(s, vault, keys);
      if (hashes === undefined) return new Set();
      const rows = await s.named<ProfileKey & object>(IGNORED, [...columns(s, keys.map(rowOf)), hashes]);
      return new Set(rows.map(keyOf));
    },
    strangerDays: async () => {
      const [row] = await s.named<{ stranger_days: number }>(DAYS, [s.installation]);
      return row?.stranger_days ?? STRANGER_DAYS;
    },
    keepStrangers: async (days) => {
      await s.named(KEEP, [s.installation, days]);
    },
    letGo: async (before, off, limit) => {
      const which = [s.installation, before, off, limit];
      const posts = await s.named<Key & object>(LET_GO, which);
      const silent = await s.named<Key & object>(SILENT, which);
      await removeProfiles(s, silent);
      return Math.max(posts.length, silent.length) === limit;
    },
  };
}

/** Removes those of these profiles with which no contact has anything to do. */
export async function removeStrangers(s: Session, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  await removeProfiles(s, await s.named<Key & object>(IDLE, columns(s, keys)));
}

const rowOf = ({ network, id }: ProfileKey): Key => ({ network, profile_id: id });
const columns = (s: Session, keys: readonly Key[]) => [
  s.installation,
  keys.map(({ network }) => network),
  keys.map((key) => key.profile_id),
];
