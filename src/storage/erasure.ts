import { randomBytes } from 'node:crypto';
import type { ContactId } from '../core/ids.ts';
import { MEMBERS } from './identity/members.ts';
import { profilesOf, removeContact } from './removal.ts';
import { bury } from './tombstones.ts';
import { forgetTracesOfContact, forgetTracesOfProfiles } from './traces.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';
import type { Vault } from './vault.ts';

const LOCK = {
  shared: statement(
    'erasure.respect',
    `select pg_advisory_xact_lock_shared(hashtextextended('kith.erase:' || $1, 0))`,
  ),
  alone: statement('erasure.alone', `select pg_advisory_xact_lock(hashtextextended('kith.erase:' || $1, 0))`),
} as const;

/**
 * Erasing waits for those who are keeping contacts, and they for it: else a contact could be kept by a transaction
 * that looked before it was erased. A statement of its own, so that the next one sees what was committed meanwhile.
 */
export async function lockErasures(s: Session, how: keyof typeof LOCK): Promise<void> {
  await s.named(LOCK[how], [s.installation]);
}

const SALT = statement(
  'erasure.salt',
  'insert into kith.erasure_salt (installation_id, salt) values ($1, $2) on conflict do nothing',
);
const TOMBSTONE = statement(
  'erasure.remember',
  `with ${MEMBERS}, person as (select $2::text as contact_id union select contact_id from member)
   insert into kith.erased (installation_id, contact_hash, erased_at)
   select $1, sha256(salt || convert_to(contact_id, 'UTF8')), $3
   from kith.erasure_salt cross join person where installation_id = $1
   on conflict do nothing`,
);
// Where the person had been merged into another who is not meant, their own part goes all the same.
const PART = statement(
  'erasure.part',
  'delete from kith.merged where installation_id = $1 and contact_id = $2',
);
const FIND = statement(
  'erasure.find',
  `select i.id from kith.erasure_salt s cross join unnest($2::text[]) as i(id)
   join kith.erased e on e.installation_id = $1 and e.contact_hash = sha256(s.salt || convert_to(i.id, 'UTF8'))
   where s.installation_id = $1`,
);
export async function erase(
  s: Session,
  vault: Vault,
  id: ContactId,
  at: Date,
): Promise<{ readonly contacts: number; readonly profiles: number; readonly posts: number }> {
  await Promise.all([
    lockErasures(s, 'alone'),
    s.named(SALT, [s.installation, randomBytes(32)]),
    s.named(PART, [s.installation, id]),
    s.named(TOMBSTONE, [s.installation, id, at]),
    forgetTracesOfContact(s, id, at),
  ]);
  const own = await profilesOf(s, id);
  await Promise.all([bury(s, vault, own, { why: 'erased', at }), forgetTracesOfProfiles(s, own)]);
  return removeContact(s, id);
}

export async function isErased(s: Session, ids: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
  if (ids.length === 0) return new Set();
  const found = new Set((await s.named<{ id: string }>(FIND, [s.installation, ids])).map((row) => row.id));
  return new Set(ids.filter((id) => found.has(id)));
}
