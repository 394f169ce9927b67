import { z } from 'zod';
import { Contact } from '../../core/contact.ts';
import { Consent } from '../../core/governance/consent.ts';
import { ProfileId } from '../../core/ids.ts';
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
   select distinct on (c.network) $2::text as contact, c.network, c.given_at as at, c.given_by as by, c.says, c.account
   from member m join kith.consent c on c.installation_id = $1 and c.contact_id = m.contact_id
   order by c.network, c.given_at desc`,
);

// That it could not be asked without consent is true no more.
const KEEP = statement(
  'consent.keep',
  `with said as (delete from kith.asked where installation_id = $1 and contact_id = $2 and network = $3)
   insert into kith.consent as c (installation_id, contact_id, network, given_at, given_by, says, account)
   values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (installation_id, contact_id, network) do update set
     given_at = excluded.given_at, given_by = excluded.given_by, says = excluded.says,
     account = excluded.account
   where c.given_at <= excluded.given_at`,
);

// A contact that was merged away counts as the one it is in.
const AGREED = statement(
  'consent.agreed',
  `select distinct on (t.contact_id) t.body as contact, c.account, array(
     select l.profile_id from kith.link l where l.installation_id = $1 and l.contact_id = t.contact_id
       and l.network = $2 and l.status <> 'rejected') as linked
   from kith.consent c
   left join kith.merged g on g.installation_id = $1 and g.contact_id = c.contact_id
   join kith.contact t on t.installation_id = $1 and t.contact_id = coalesce(g.into_id, c.contact_id)
   where c.installation_id = $1 and c.network = $2 and (c.account = any($3)
     or exists (select from kith.link l where l.installation_id = $1 and l.contact_id = t.contact_id
       and l.network = $2 and l.profile_id = any($3) and l.status <> 'rejected')
     or exists (select from jsonb_array_elements_text(t.body -> 'handles') h cross join unnest($3::text[]) n
       where position(n in lower(h)) > 0))
   order by t.contact_id, c.given_at desc`,
);
const Agreed = z.object({ contact: Contact, account: z.string().nullable(), linked: z.array(ProfileId) });

const WITHDRAW = statement(
  'consent.withdraw',
  `with ${MEMBERS}
   delete from kith.consent c using member m
   where c.installation_id = $1 and c.contact_id = m.contact_id and c.network = $3 returning c.account`,
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
       on v.installation_id = $1 and v.contact_id = m.contact_id and v.network = $3
     union select p.profile_id from kith.profile p
       where p.installation_id = $1 and p.network = $3 and (p.profile_id = any($4) or p.handle = any($4)))
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
    of: async (contact) => {
      const rows = await s.named<object>(OF, [s.installation, contact]);
      return rows.map((row) => Consent.parse(withoutNulls(row)));
    },
    keep: async ({ contact, network, at, by, says, account }) => {
      const words = [clean(by), clean(says), account === undefined ? null : clean(account)];
      await s.named(KEEP, [s.installation, contact, network, at, ...words]);
    },
    agreed: async (network, names) => {
      if (names.length === 0) return [];
      const rows = await s.named(AGREED, [s.installation, network, names]);
      return z
        .array(Agreed)
        .parse(rows)
        .map(({ account, ...one }) => ({ ...one, ...(account !== null && { account }) }));
    },
    withdraw: (contact, network, named = []) => withdraw(s, contact, network, named),
  };
}

const withoutNulls = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

async function withdraw(
  s: Session,
  contact: ContactId,
  network: NetworkId,
  named: readonly string[],
): Promise<boolean> {
  const values = [s.installation, contact, network];
  const given = await s.named<{ account: string | null }>(WITHDRAW, values);
  if (given.length === 0) return false;
  const names = [...named, ...given.flatMap(({ account }) => account ?? [])];
  const theirs = await s.named<{ network: string; profile_id: string }>(ONLY_THEIRS, [...values, names]);
  await removeProfiles(s, theirs);
  for (const forget of FORGET) await s.named(forget, values);
  return true;
}
