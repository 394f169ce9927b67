import { Consent } from '../../core/governance/consent.ts';
import type { ContactId, NetworkId } from '../../core/ids.ts';
import type { ConsentRows } from '../../ports/consents.ts';
import { MEMBERS } from '../identity/members.ts';
import { clean } from '../json.ts';
import { removeProfiles } from '../removal.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const OF = statement(
  'consent.of',
  `with ${MEMBERS}
   select distinct on (c.network) $2::text as contact, c.network, c.given_at as at, c.given_by as by, c.says
   from member m join kith.consent c on c.installation_id = $1 and c.contact_id = m.contact_id
   order by c.network, c.given_at desc`,
);

// That it could not be asked without consent is true no more.
const KEEP = statement(
  'consent.keep',
  `with said as (delete from kith.asked where installation_id = $1 and contact_id = $2 and network = $3)
   insert into kith.consent as c (installation_id, contact_id, network, given_at, given_by, says)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (installation_id, contact_id, network) do update set
     given_at = excluded.given_at, given_by = excluded.given_by, says = excluded.says
   where c.given_at <= excluded.given_at`,
);

const WITHDRAW = statement(
  'consent.withdraw',
  `with ${MEMBERS}
   delete from kith.consent c using member m
   where c.installation_id = $1 and c.contact_id = m.contact_id and c.network = $3 returning 1`,
);

// Whoever agreed for themselves keeps a profile that was weighed for both.
const ONLY_THEIRS = statement(
  'consent.only theirs',
  `with ${MEMBERS}, kept as (
     select l.profile_id from kith.link l
     where l.installation_id = $1 and l.contact_id = $2 and l.network = $3
     union select f.profile_id from member m join kith.found f
       on f.installation_id = $1 and f.contact_id = m.contact_id and f.network = $3
     union select v.profile_id from member m join kith.verdict v
       on v.installation_id = $1 and v.contact_id = m.contact_id and v.network = $3)
   select $3::text as network, k.profile_id from kept k where not exists (
     select 1 from kith.link o where o.installation_id = $1 and o.network = $3 and o.profile_id = k.profile_id
       and o.contact_id <> $2 and o.status <> 'rejected')
   order by k.profile_id`,
);

const FORGET = (['found', 'verdict', 'asked'] as const).map((table) =>
  statement(
    `consent.forget ${table}`,
    `with ${MEMBERS}
     delete from kith.${table} t using member m
     where t.installation_id = $1 and t.contact_id = m.contact_id and t.network = $3`,
  ),
);

export function consents(s: Session): ConsentRows {
  return {
    of: async (contact) => (await s.named(OF, [s.installation, contact])).map((row) => Consent.parse(row)),
    keep: async ({ contact, network, at, by, says }) => {
      await s.named(KEEP, [s.installation, contact, network, at, clean(by), clean(says)]);
    },
    withdraw: (contact, network) => withdraw(s, contact, network),
  };
}

async function withdraw(s: Session, contact: ContactId, network: NetworkId): Promise<boolean> {
  const values = [s.installation, contact, network];
  const given = await s.named(WITHDRAW, values);
  if (given.length === 0) return false;
  await removeProfiles(s, await s.named<{ network: string; profile_id: string }>(ONLY_THEIRS, values));
  for (const forget of FORGET) await s.named(forget, values);
  return true;
}
