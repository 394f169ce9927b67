import { crmOf } from '../core/ids.ts';
import type { ContactId } from '../core/ids.ts';
import type { ProfileKey } from '../core/profile.ts';
import { MEMBERS } from './identity/members.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/**
 * Where somebody is named besides what hangs on them: in what was delivered, in people's words on other contacts, in work
 * that waits, was done or was given up. Who is erased is named there no more.
 */

// What waits is taken in yet, and names ids, which erasing made harmless. What failed could be taken in again: not this.
// An id that is part of a longer one blanks more than was asked, never less.
const DELIVERIES = {
  ofContact: statement(
    'traces.deliveries of contact',
    `with ${MEMBERS}, person as (select $2::text as contact_id union select contact_id from member)
     update kith.delivery d set body = '' from person
     where d.installation_id = $1 and d.connector = $4 and d.status <> 'waiting' and d.received_at <= $3
       and position(convert_to(person.contact_id, 'UTF8') in d.body) > 0`,
  ),
  ofProfiles: statement(
    'traces.deliveries of profiles',
    `update kith.delivery d set body = '' from unnest($2::text[], $3::text[]) as o(network, profile_id)
     where d.installation_id = $1 and d.connector = o.network and d.status <> 'waiting'
       and position(convert_to(o.profile_id, 'UTF8') in d.body) > 0`,
  ),
} as const;

const VERDICTS = statement(
  'traces.verdicts',
  `delete from kith.verdict v using unnest($2::text[], $3::text[]) as o(network, profile_id)
   where v.installation_id = $1 and v.network = o.network and v.profile_id = o.profile_id`,
);
const ALIKE = statement(
  'traces.alike',
  `with ${MEMBERS}, person as (select $2::text as contact_id union select contact_id from member)
   update kith.addition a set others = array_remove(a.others, person.contact_id) from person
   where a.installation_id = $1 and person.contact_id = any(a.others)`,
);

// To the queue a job that is gone while it is worked on has ended.
const JOBS = {
  ofContact: statement(
    'traces.jobs of contact',
    `with ${MEMBERS}, person as (select $2::text as contact_id union select contact_id from member)
     delete from pgboss.job j using person
     where j.data ->> 'installation' = $1 and j.data ->> 'contact' = person.contact_id`,
  ),
  ofProfiles: statement(
    'traces.jobs of profiles',
    `delete from pgboss.job j using unnest($2::text[], $3::text[]) as o(network, profile_id)
     where j.data ->> 'installation' = $1 and j.data ->> 'network' = o.network
       and j.data ->> 'profile' = o.profile_id`,
  ),
} as const;

/** To be asked before it is forgotten who was merged into the contact. @param at nothing that came later names them. */
export async function forgetTracesOfContact(s: Session, id: ContactId, at: Date): Promise<void> {
  const who = [s.installation, id];
  await Promise.all([
    s.named(DELIVERIES.ofContact, [...who, at, crmOf(s.installation)]),
    s.named(ALIKE, who),
    s.named(JOBS.ofContact, who),
  ]);
}

export async function forgetTracesOfProfiles(s: Session, keys: readonly ProfileKey[]): Promise<void> {
  if (keys.length === 0) return;
  const values = [s.installation, keys.map(({ network }) => network), keys.map(({ id }) => id)];
  await Promise.all([DELIVERIES.ofProfiles, VERDICTS, JOBS.ofProfiles].map((one) => s.named(one, values)));
}
