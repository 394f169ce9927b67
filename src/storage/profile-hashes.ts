import { createHmac, randomBytes } from 'node:crypto';
import { keyOf } from '../core/profile.ts';
import type { ProfileKey } from '../core/profile.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

/** The name under which the key of an installation's hashes is kept. */
const KEY = 'tombstones';

const FIND_KEY = statement(
  'profile hash.key',
  'select key_id, sealed from kith.secret where installation_id = $1 and name = $2',
);
// Whoever comes second uses the key of the first, else what the first kept would not be recognised.
const MAKE_KEY = statement(
  'profile hash.make key',
  `insert into kith.secret (installation_id, name, key_id, sealed) values ($1, $2, $3, $4) on conflict do nothing`,
);

/**
 * By what a profile is recognised that is not kept: an HMAC-SHA256 under a key of the installation's own, which lies in
 * the vault. Ids of accounts are few enough to be tried out, so a hash that anybody can make would name them.
 */
export async function hashesToKeep(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
): Promise<readonly Buffer[]> {
  const { keyId, sealed } = vault.seal(s.installation, KEY, randomBytes(32).toString('base64'));
  await s.named(MAKE_KEY, [s.installation, KEY, keyId, sealed]);
  const hashes = await hashesOf(s, vault, profiles);
  if (hashes === undefined) throw new Error('The key of the hashes was not kept.');
  return hashes;
}

/** The same, to look for; undefined where none was ever kept, or nothing is looked for. */
export async function hashesOf(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
): Promise<readonly Buffer[] | undefined> {
  if (profiles.length === 0) return undefined;
  const [row] = await s.named<{ key_id: string; sealed: Buffer }>(FIND_KEY, [s.installation, KEY]);
  const key = row && vault.open(s.installation, KEY, { keyId: row.key_id, sealed: row.sealed });
  if (key === undefined) return undefined;
  const hash = (profile: ProfileKey) =>
    createHmac('sha256', Buffer.from(key, 'base64')).update(keyOf(profile)).digest();
  return profiles.map(hash);
}
