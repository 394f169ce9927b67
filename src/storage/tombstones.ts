import type { Profile, ProfileKey } from '../core/profile.ts';
import { hashesOf, hashesToKeep } from './profile-hashes.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

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

/** Remembers that profiles are gone from their network as of then, or that their person asked to be erased. */
export async function bury(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
  { why, at }: { readonly why: 'gone' | 'erased'; readonly at: Date },
): Promise<void> {
  if (profiles.length === 0) return;
  await s.named(BURY, [s.installation, await hashesToKeep(s, vault, profiles), why, at]);
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
  const hashes = await hashesOf(s, vault, profiles);
  if (hashes === undefined) return [];
  const found = await s.named<Tombstone & object>(FIND, [s.installation, hashes]);
  const stones = new Map(found.map((one) => [one.hash, one]));
  return profiles.filter((profile, n) => {
    const stone = stones.get(hashes[n]?.toString('hex') ?? '');
    return stone !== undefined && (stone.why === 'erased' || profile.provenance.fetchedAt <= stone.at);
  });
}
