import { NetworkId, ProfileId } from '../core/ids.ts';
import type { ContactId } from '../core/ids.ts';
import type { ProfileKey } from '../core/profile.ts';
import { refile } from './identity/filed.ts';
import type { Refiled } from './identity/filed.ts';
import { MEMBERS } from './identity/members.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

// A link that was refused for another contact is no reason to keep a profile: it says that it is not theirs. What the
// contact that stays ($3) had to do with it is.
const ORPHANS = statement(
  'profile.orphans',
  `select l.network, l.profile_id from kith.link l
   where l.installation_id = $1 and l.contact_id = $2 and not exists (
     select 1 from kith.link o
     where o.installation_id = $1 and o.network = l.network and o.profile_id = l.profile_id
       and o.contact_id <> $2 and (o.status <> 'rejected' or o.contact_id = $3))
   order by l.network, l.profile_id`,
);

// What was only proposed may be anybody's.
const OWN = statement(
  'profile.own',
  `with orphan as (${ORPHANS.text})
   select o.network, o.profile_id from orphan o join kith.link l
     on l.installation_id = $1 and l.contact_id = $2 and l.network = o.network and l.profile_id = o.profile_id
   where l.status in ('auto', 'confirmed') order by 1, 2`,
);

/** The profiles that are this contact's, as far as is known, and nobody else's. */
export async function profilesOf(s: Session, id: ContactId): Promise<readonly ProfileKey[]> {
  const rows = await s.named<{ network: string; profile_id: string }>(OWN, [s.installation, id, null]);
  return rows.map((row) => ({ network: NetworkId.parse(row.network), id: ProfileId.parse(row.profile_id) }));
}

const POSTS = statement(
  'post.remove of profiles',
  `delete from kith.post p using unnest($2::text[], $3::text[]) as o(network, profile_id)
   where p.installation_id = $1 and p.network = o.network and p.profile_id = o.profile_id
   returning p.post_id`,
);

const PROFILES = statement(
  'profile.remove',
  `delete from kith.profile p using unnest($2::text[], $3::text[]) as o(network, profile_id)
   where p.installation_id = $1 and p.network = o.network and p.profile_id = o.profile_id
   returning p.filed::text as who, p.keys::text[] as was_keys, p.names::text[] as was_names`,
);

/** Removes profiles with everything that hangs on them. @returns how many, and how many posts. */
export async function removeProfiles(
  s: Session,
  keys: readonly { readonly network: string; readonly profile_id: string }[],
): Promise<{ readonly profiles: number; readonly posts: number }> {
  if (keys.length === 0) return { profiles: 0, posts: 0 };
  const values = [s.installation, keys.map((k) => k.network), keys.map((k) => k.profile_id)];
  const [posts, profiles] = await Promise.all([s.named(POSTS, values), s.named<Unfiled>(PROFILES, values)]);
  await refile(s, 'profile', profiles.map(nowhere));
  return { profiles: profiles.length, posts: posts.length };
}

type Unfiled = Pick<Refiled, 'who' | 'was_keys' | 'was_names'>;
const nowhere = (row: Unfiled): Refiled => ({ ...row, keys: [], names: [] });

// What was said and found of a contact goes, and of those that were merged into it.
const FORGET = (['verdict', 'found', 'consent', 'merged'] as const).map((table) =>
  statement(
    `${table}.forget`,
    `with ${MEMBERS}
     delete from kith.${table} t using member m where t.installation_id = $1 and t.contact_id = m.contact_id`,
  ),
);
const CONTACT = statement(
  'contact.remove',
  'delete from kith.contact where installation_id = $1 and contact_id = $2 returning contact_id as who, keys::text[] as was_keys, names::text[] as was_names',
);

/**
 * Removes a contact with its links, verdicts, answers and patches, and the profiles that nobody else is linked to.
 * @returns how many of each.
 */
export async function removeContact(
  s: Session,
  id: ContactId,
  into?: ContactId,
): Promise<{ readonly contacts: number; readonly profiles: number; readonly posts: number }> {
  const mine = [s.installation, id];
  const orphans = await s.named<{ network: string; profile_id: string }>(ORPHANS, [...mine, into ?? null]);
  const [removed, contacts] = await Promise.all([
    removeProfiles(s, orphans),
    s.named<Unfiled>(CONTACT, mine),
    // One after the other: who was merged into it is forgotten last.
    ...(into === undefined ? FORGET.map((statement) => s.named(statement, mine)) : []),
  ]);
  await refile(s, 'contact', contacts.map(nowhere));
  return { contacts: contacts.length, ...removed };
}

// Nothing is moved: what was said and found of the contact stays its own. Of one that is not known nothing has to be.
const MERGE = statement(
  'contact.merge',
  `insert into kith.merged as g (installation_id, contact_id, into_id)
   select $1, $2, $3 where exists (select 1 from kith.contact where installation_id = $1 and contact_id = $2)
     or exists (select 1 from kith.verdict where installation_id = $1 and contact_id = $2)
   on conflict (installation_id, contact_id) do update set into_id = excluded.into_id`,
);
const STAYS = statement(
  'contact.stays',
  'delete from kith.merged where installation_id = $1 and contact_id = $2',
);

// Of a link that both have, the one of the contact that stays is kept.
const MOVE_LINKS = statement(
  'link.move',
  `insert into kith.link (installation_id, contact_id, network, profile_id, status, body)
   select l.installation_id, c.contact_id, l.network, l.profile_id, l.status,
     l.body || jsonb_build_object('contact', c.contact_id)
   from kith.link l join kith.contact c on c.installation_id = l.installation_id and c.contact_id = $3
   where l.installation_id = $1 and l.contact_id = $2
   on conflict do nothing`,
);

/**
 * The contact left the CRM, or moved on into another: then its links move there, and what was said and found of it
 * counts for the other (also when that has not arrived yet). Profiles that nobody is linked to any more go too, so that nothing stays behind about people
 * who are gone.
 */
export async function remove(s: Session, id: ContactId, into: ContactId | undefined): Promise<void> {
  if (into === id) return;
  if (into !== undefined) {
    const values = [s.installation, id, into];
    await Promise.all([
      s.named(STAYS, [s.installation, into]),
      s.named(MERGE, values),
      s.named(MOVE_LINKS, values),
    ]);
  }
  await removeContact(s, id, into);
}
