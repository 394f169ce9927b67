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
export function hashesToKeep(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
): Promise<readonly Buffer[]> {
  return textHashesToKeep(s, vault, profiles.map(keyOf));
}

/** The same, to look for; undefined where none was ever kept, or nothing is looked for. */
export function hashesOf(
  s: Session,
  vault: Vault,
  profiles: readonly ProfileKey[],
): Promise<readonly Buffer[] | undefined> {
  return textHashesOf(s, vault, profiles.map(keyOf));
}

/** Of anything else that is recognised and not kept. Such a text begins like no profile's key. */
export async function textHashesToKeep(
  s: Session,
  vault: Vault,
  texts: readonly string[],
): Promise<readonly Buffer[]> {
  const { keyId, sealed } = vault.seal(s.installation, KEY, randomBytes(32).toString('base64'));
  await s.named(MAKE_KEY, [s.installation, KEY, keyId, sealed]);
  const hashes = await textHashesOf(s, vault, texts);
  if (hashes === undefined) throw new Error('The key of the hashes was not kept.');
  return hashes;
}

/** As `hashesOf`. */
export async function textHashesOf(
  s: Session,
  vault: Vault,
  texts: readonly string[],
): Promise<readonly Buffer[] | undefined> {
  if (texts.length === 0) return undefined;
  const [row] = await s.named<{ key_id: string; sealed: Buffer }>(FIND_KEY, [s.installation, KEY]);
  const key = row && vault.open(s.installation, KEY, { keyId: row.key_id, sealed: row.sealed });
  if (key === undefined) return undefined;
  return texts.map((text) => createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest());
}
