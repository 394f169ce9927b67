import { z } from 'zod';
import { Reading } from '../../core/conversation/reading.ts';
import { ContactId, NetworkId } from '../../core/ids.ts';
import { keyOf, Profile } from '../../core/profile.ts';
import type { ProfileKey } from '../../core/profile.ts';
import type { Addition, AdditionRows } from '../../ports/additions.ts';
import { clean } from '../json.ts';
import { hashesOf, hashesToKeep } from '../profile-hashes.ts';
import { LINKED } from '../tending.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import type { Vault } from '../vault.ts';

const COLUMNS =
  'a.network, a.key, a.decided_by, a.rule_id, a.at, a.state, a.contact_id, a.others, a.may_insist, a.says';

const OF = statement(
  'addition.of',
  `select i.n, ${COLUMNS} from unnest($2::text[], $3::bytea[]) with ordinality as i(network, profile_hash, n)
   join kith.addition a on a.installation_id = $1 and a.network = i.network and a.profile_hash = i.profile_hash`,
);
const BEGIN = statement(
  'addition.begin',
  `insert into kith.addition as a (installation_id, network, profile_hash, decided_by, rule_id, at, state)
   values ($1, $2, $3, $4, $5, $6, 'waiting')
   on conflict (installation_id, network, profile_hash) do update set
     decided_by = excluded.decided_by, rule_id = excluded.rule_id, at = excluded.at, state = 'waiting',
     others = '{}', may_insist = false, says = null
   returning ${COLUMNS}`,
);
const SETTLE = statement(
  'addition.settle',
  `update kith.addition set state = $4, contact_id = $5, others = $6, may_insist = $7, says = $8
   where installation_id = $1 and network = $2 and profile_hash = $3`,
);
const NEWEST = statement(
  'addition.newest',
  `select ${COLUMNS} from kith.addition a where installation_id = $1 order by at desc, key limit $2`,
);
// In a statement of its own: what others decided meanwhile is seen by the next one.
const HOLD = statement(
  'addition.hold',
  'select 1 from kith.listening_rule where installation_id = $1 and rule_id = $2 for update',
);
const DECIDED = statement(
  'addition.decided',
  'select count(*)::int as many from kith.addition where installation_id = $1 and rule_id = $2 and at >= $3',
);
const FREE = statement(
  'addition.free',
  `select p.network, p.profile_id as id from unnest($2::text[], $3::text[]) as p(network, profile_id)
   where not ${LINKED}`,
);
const STRANGERS = statement(
  'addition.strangers',
  `select p.body as profile, jsonb_agg(jsonb_build_object('at', s.published_at, 'reading', s.body -> 'reading')) as said
   from kith.heard h
   join kith.post s on s.installation_id = $1 and s.network = h.network and s.post_id = h.post_id
   join kith.profile p on p.installation_id = $1 and p.network = s.network and p.profile_id = s.profile_id
   where h.installation_id = $1 and h.rule_id = $2 and s.published_at >= $3 and not ${LINKED}
     and p.body -> 'reserved' = 'false' and p.body ->> 'standing' = 'active'
   group by p.network, p.profile_id, p.body having count(*) >= $4
   order by min(s.published_at), p.network, p.profile_id limit $5`,
);

const Row = z
  .object({
    ...{
      network: NetworkId,
      key: z.string(),
      decided_by: z.string(),
      rule_id: z.string().nullable(),
      at: z.date(),
    },
    state: z.enum(['waiting', 'added', 'there already', 'looks like', 'refused']),
    ...{ contact_id: ContactId.nullable(), others: z.array(ContactId), may_insist: z.boolean() },
    says: z.string().nullable(),
  })
  .transform((row): Addition & { readonly network: NetworkId } => ({
    ...{ network: row.network, key: row.key, by: row.decided_by, at: row.at, state: row.state },
    ...{ others: row.others, mayInsist: row.may_insist },
    ...(row.rule_id !== null && { rule: row.rule_id }),
    ...(row.contact_id !== null && { contact: row.contact_id }),
    ...(row.says !== null && { says: row.says }),
  }));
const StrangerRow = z.object({
  profile: Profile,
  said: z.array(z.object({ at: z.coerce.date(), reading: Reading.pick({ intents: true }).nullish() })),
});

/** Whom people and rules had added to the CRM. Profiles are known by their hashes, which outlive them. */
export function additions(s: Session, vault: Vault): AdditionRows {
  return {
    of: (keys) => of(s, vault, keys),
    begin: async (key, { by, rule }, at) => {
      const [hash] = await hashesToKeep(s, vault, [key]);
      const rows = await s.named(BEGIN, [s.installation, key.network, hash, clean(by), rule ?? null, at]);
      return Row.parse(rows[0]);
    },
    settle: async (key, { state, contact, others = [], mayInsist = false, says }) => {
      const [hash] = await hashesToKeep(s, vault, [key]);
      const why = says === undefined ? null : clean(says);
      await s.named(SETTLE, [
        ...[s.installation, key.network, hash],
        ...[state, contact ?? null, others, mayInsist, why],
      ]);
    },
    newest: async (limit) => z.array(Row).parse(await s.named(NEWEST, [s.installation, limit])),
    decidedBy: async (rule, since) => {
      await s.named(HOLD, [s.installation, rule]);
      const [row] = await s.named<{ many: number }>(DECIDED, [s.installation, rule, since]);
      return row?.many ?? 0;
    },
    free: async (keys) => {
      const columns = [keys.map(({ network }) => network), keys.map(({ id }) => id)];
      const rows = await s.named<ProfileKey & object>(FREE, [s.installation, ...columns]);
      return new Set(rows.map(keyOf));
    },
    strangers: async (rule, since, times, limit) => {
      const rows = await s.named(STRANGERS, [s.installation, rule, since, times, limit]);
      return z
        .array(StrangerRow)
        .parse(rows)
        .map(({ profile, said }) => ({
          profile,
          said: said.map(({ at, reading }) => ({ at, reading: reading ?? undefined })),
        }));
    },
  };
}

async function of(
  s: Session,
  vault: Vault,
  keys: readonly ProfileKey[],
): Promise<ReadonlyMap<string, Addition>> {
  const hashes = await hashesOf(s, vault, keys);
  if (hashes === undefined) return new Map();
  const rows = await s.named<{ n: string }>(OF, [s.installation, keys.map(({ network }) => network), hashes]);
  return new Map(
    rows.flatMap((row) => {
      const key = keys[Number(row.n) - 1];
      return key ? [[keyOf(key), Row.parse(row)] as const] : [];
    }),
  );
}
