import { createHmac, randomBytes } from 'node:crypto';
import { keyOf } from '../core/profile.ts';
import type { Profile, ProfileKey } from '../core/profile.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

/** The name under which the key of an installation's tombstones is kept. */
const KEY = 'tombstones';

const FIND_KEY = statement(
  'tombstone.key',
  'select key_id, sealed from kith.secret where installation_id = $1 and name = $2',
);
// Whoever comes second uses the key of the first, else what the first buried would not be recognised.
const MAKE_KEY = statement(
  'tombstone.make key',
  `insert into kith.secret (installation_id, name, key_id, sealed) values ($1, $2, $3, $4) on conflict do nothing`,
);
// Whoever was erased stays so, whatever else is told; of what is gone the latest word counts.
const BURY = statement(
  'tombstone.bury',
  `insert into kith.tombstone as t (installation_id, profile_hash, why, at)
   select $1, hash, $3, $4 from unnest($2::bytea[]) as i(hash) order by hash
   on conflict (installation_id, profile_hash) do update set why = excluded.why, at = excluded.at
   where t.why = 'gone' and (excluded.why = 'erased' or t.at < excluded.at)`,
);
const FIND = statement(
  'tombstone.find',
  `select encode(profile_hash, 'hex') as hash, why, at from kith.tombstone
   where installation_id = $1 and profile_hash = any($2::bytea[])`,
);

/**
 * Remembers that profiles are gone from their network as of then, or that their person asked to be erased. What is kept
 * is an HMAC-SHA256 under a key of the installation's own, which lies in the vault: ids of accounts are few enough to be
 * tried out, so a hash that anybody can make would name them.
 */
export async function bury(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
  { why, at }: { readonly why: 'gone' | 'erased'; readonly at: Date },
): Promise<void> {
  if (profiles.length === 0) return;
  const { keyId, sealed } = vault.seal(s.installation, KEY, randomBytes(32).toString('base64'));
  await s.named(MAKE_KEY, [s.installation, KEY, keyId, sealed]);
  const key = await keyIn(s, vault);
  if (key === undefined) throw new Error('The key of the tombstones was not kept.');
  await s.named(BURY, [s.installation, profiles.map((one) => hashOf(one, key)), why, at]);
}

interface Tombstone {
  readonly hash: string;
  readonly why: 'gone' | 'erased';
  readonly at: Date;
}

/**
 * Those of the profiles that may not be kept: their person was erased, or they were gone after what is told of them here
 * happened. A profile that is told later than it was gone is there again.
 */
export async function buried(
  s: Session,
  vault: Vault,
  profiles: readonly Profile[],
): Promise<readonly Profile[]> {
  const key = profiles.length === 0 ? undefined : await keyIn(s, vault);
  if (key === undefined) return [];
  const hashes = profiles.map((one) => hashOf(one, key));
  const found = await s.named<Tombstone & object>(FIND, [s.installation, hashes]);
  const stones = new Map(found.map((one) => [one.hash, one]));
  return profiles.filter((profile, n) => {
    const stone = stones.get(hashes[n]?.toString('hex') ?? '');
    return stone !== undefined && (stone.why === 'erased' || profile.provenance.fetchedAt <= stone.at);
  });
}

async function keyIn(s: Session, vault: Vault): Promise<string | undefined> {
  const [row] = await s.named<{ key_id: string; sealed: Buffer }>(FIND_KEY, [s.installation, KEY]);
  return row && vault.open(s.installation, KEY, { keyId: row.key_id, sealed: row.sealed });
}

const hashOf = (profile: ProfileKey, key: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(keyOf(profile)).digest();
