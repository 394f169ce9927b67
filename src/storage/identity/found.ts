import type { ContactId } from '../../core/ids.ts';
import { Profile } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { MEMBERS } from './members.ts';

const KEEP = statement(
  'found.keep',
  `insert into kith.found (installation_id, contact_id, network, profile_id)
   select $1, $2, p.network, p.profile_id from unnest($3::text[], $4::text[]) as i(network, profile_id)
   join kith.profile p on p.installation_id = $1 and p.network = i.network and p.profile_id = i.profile_id
   order by p.network, p.profile_id on conflict do nothing`,
);

/** Remembers that asking the networks about the contact led to these profiles. */
export async function keepFound(s: Session, contact: ContactId, keys: readonly ProfileKey[]): Promise<void> {
  if (keys.length === 0) return;
  await s.named(KEEP, [s.installation, contact, keys.map((key) => key.network), keys.map((key) => key.id)]);
}

const FOUND = statement(
  'found.read',
  `with ${MEMBERS}
   select distinct on (p.network, p.profile_id) p.body from member m
   join kith.found f on f.installation_id = $1 and f.contact_id = m.contact_id
   join kith.profile p on p.installation_id = $1 and p.network = f.network and p.profile_id = f.profile_id`,
);

// A verdict that was withdrawn leaves nothing, as if it had never been given.
const JUDGED = statement(
  'found.judged',
  `with ${MEMBERS}, newest as (
     select distinct on (v.network, v.profile_id) v.network, v.profile_id, v.says from member m
     join kith.verdict v on v.installation_id = $1 and v.contact_id = m.contact_id
     order by v.network, v.profile_id, v.decided_at desc
   )
   select p.body from newest v
   join kith.profile p on p.installation_id = $1 and p.network = v.network and p.profile_id = v.profile_id
   where v.says <> 'withdrawn'`,
);

export async function found(s: Session, contact: ContactId): Promise<readonly Profile[]> {
  return (await s.named<{ body: unknown }>(FOUND, [s.installation, contact])).map(({ body }) =>
    Profile.parse(body),
  );
}

/** Those that a person's standing word is about. */
export async function judged(s: Session, contact: ContactId): Promise<readonly Profile[]> {
  return (await s.named<{ body: unknown }>(JUDGED, [s.installation, contact])).map(({ body }) =>
    Profile.parse(body),
  );
}
