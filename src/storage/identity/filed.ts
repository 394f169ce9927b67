import { fileContact, fileProfile } from '../../core/identity/matcher/filing.ts';
import type { Filing } from '../../core/identity/matcher/filing.ts';
import type { Contact } from '../../core/contact.ts';
import { keyOf } from '../../core/profile.ts';
import type { Profile } from '../../core/profile.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { tally } from './counts.ts';
import { asArray, numberOf } from './number.ts';

/**
 * A row with what it is filed under and what it was filed under before, as an upsert answers it. Numbers of 64 bits are
 * asked for as texts: how the driver reads them otherwise is a setting that any library in the process may change.
 */
export interface Refiled {
  /** The number of a profile, the id of a contact. */
  readonly who: string;
  readonly keys: readonly string[];
  readonly was_keys: readonly string[];
  readonly names: readonly string[];
  readonly was_names: readonly string[];
}

const FILE = {
  profile: statement(
    'profile.file',
    `insert into kith.profile_key (installation_id, key, profile)
     select $1, * from unnest($2::bigint[], $3::bigint[]) as n(key, profile) order by key on conflict do nothing`,
  ),
  contact: statement(
    'contact.file',
    `insert into kith.contact_key (installation_id, key, contact_id)
     select $1, * from unnest($2::bigint[], $3::text[]) as n(key, contact_id) order by key on conflict do nothing`,
  ),
} as const;

const UNFILE = {
  profile: statement(
    'profile.unfile',
    `delete from kith.profile_key k using unnest($2::bigint[], $3::bigint[]) as o(key, profile)
     where k.installation_id = $1 and k.key = o.key and k.profile = o.profile`,
  ),
  contact: statement(
    'contact.unfile',
    `delete from kith.contact_key k using unnest($2::bigint[], $3::text[]) as o(key, contact_id)
     where k.installation_id = $1 and k.key = o.key and k.contact_id = o.contact_id`,
  ),
} as const;

/**
 * Takes rows out of the blocks they left, puts them into those they came into, and notes the names. The caller holds
 * the rows; statements of their own, so that they see what others had filed before the rows were ours.
 */
export async function refile(s: Session, of: keyof typeof FILE, rows: readonly Refiled[]): Promise<void> {
  for (const row of rows) {
    tally(s, row.was_names, -1);
    tally(s, row.names, 1);
  }
  const left = rows.flatMap(({ who, keys, was_keys }) => without(was_keys, keys).map((key) => [key, who]));
  const come = rows.flatMap(({ who, keys, was_keys }) => without(keys, was_keys).map((key) => [key, who]));
  await Promise.all([
    left.length > 0 && s.named(UNFILE[of], [s.installation, ...columns(left)]),
    come.length > 0 && s.named(FILE[of], [s.installation, ...columns(come)]),
  ]);
}

function without(keys: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return keys.filter((key) => !known.has(key));
}

const columns = (pairs: readonly (readonly string[])[]) => [
  pairs.map(([key]) => key),
  pairs.map(([, who]) => who),
];

/** The columns of a row that hold its filing. */
interface Columns {
  readonly keys: string;
  readonly names: string;
}

function columnsOf({ keys, names }: Filing): Columns {
  return { keys: asArray(keys.map(numberOf)), names: asArray(names.map(numberOf)) };
}

export function filedContact(contact: Contact): Columns {
  return columnsOf(fileContact(contact));
}

export function filedProfile(profile: Profile): Columns & { readonly filed: string } {
  return { ...columnsOf(fileProfile(profile)), filed: numberOf(keyOf(profile)) };
}
