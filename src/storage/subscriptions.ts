import { z } from 'zod';
import { NetworkId, ProfileId } from '../core/ids.ts';
import { Subscription } from '../core/subscription/subscription.ts';
import type { SubscriptionRows } from '../ports/subscriptions.ts';
import { clean } from './json.ts';
import { LINKED } from './tending.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const COLUMNS = `s.subscription_id as id, s.network, s.profile_id as profile, s.hub, s.topic, s.mode,
  s.asked_at, s.confirmed_at, s.held_until, s.last_delivery, s.says`;

const FIND = statement(
  'subscription.find',
  `select ${COLUMNS} from kith.subscription s where installation_id = $1 and subscription_id = $2`,
);
const HOLD = statement(
  'subscription.hold',
  `select ${COLUMNS} from kith.subscription s where installation_id = $1 and subscription_id = $2 for update`,
);
const OF = statement(
  'subscription.of',
  `select ${COLUMNS} from kith.subscription s
   where installation_id = $1 and network = $2 and profile_id = $3 order by asked_at, subscription_id`,
);
const LIST = statement(
  'subscription.list',
  `select ${COLUMNS} from kith.subscription s
   where installation_id = $1 order by held_until desc nulls last, asked_at, subscription_id limit $2`,
);
const KEEP = statement(
  'subscription.keep',
  `insert into kith.subscription (installation_id, subscription_id, network, profile_id, hub, topic, mode, asked_at,
     confirmed_at, held_until, last_delivery, says)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   on conflict (installation_id, subscription_id) do update set mode = excluded.mode, asked_at = excluded.asked_at,
     confirmed_at = excluded.confirmed_at, held_until = excluded.held_until, last_delivery = excluded.last_delivery,
     says = excluded.says`,
);
const FORGET = statement(
  'subscription.forget',
  'delete from kith.subscription where installation_id = $1 and subscription_id = $2',
);
const STANDING = statement(
  'subscription.standing',
  `select ${COLUMNS}, s.network = any($2) and p.profile_id is not null as wanted
   from kith.subscription s left join kith.profile p on p.installation_id = $1 and p.network = s.network
     and p.profile_id = s.profile_id and ${LINKED}
   where s.installation_id = $1 order by s.asked_at, s.subscription_id`,
);
const IS_LINKED = statement(
  'subscription.linked',
  `select 1 from kith.profile p
   where p.installation_id = $1 and p.network = $2 and p.profile_id = $3 and ${LINKED}`,
);
const UNLOOKED = statement(
  'subscription.unlooked',
  `select p.network, p.profile_id as id from kith.profile p
   where p.installation_id = $1 and p.network = any($2) and ${LINKED}
     and (p.hub_looked_at is null or p.hub_looked_at <= $3)
   order by p.hub_looked_at nulls first, p.profile_id limit $4`,
);
const LOOKED_AT = statement(
  'subscription.looked at',
  'select hub_looked_at as at from kith.profile where installation_id = $1 and network = $2 and profile_id = $3',
);
const LOOKED = statement(
  'subscription.looked',
  `update kith.profile set hub_looked_at = $4
   where installation_id = $1 and network = $2 and profile_id = $3`,
);

const When = z
  .date()
  .nullable()
  .transform((at) => at ?? undefined);
const Row = z
  .object({
    ...{ asked_at: z.date(), confirmed_at: When, held_until: When, last_delivery: When },
    says: z.string().nullable(),
  })
  .loose()
  .transform(({ asked_at, confirmed_at, held_until, last_delivery, says, ...row }) =>
    Subscription.parse({
      ...row,
      ...{ askedAt: asked_at, confirmedAt: confirmed_at, heldUntil: held_until },
      ...{ lastDelivery: last_delivery, says: says ?? undefined },
    }),
  );

export function subscriptions(s: Session): SubscriptionRows {
  const one = (rows: readonly object[]) => (rows[0] ? Row.parse(rows[0]) : undefined);
  return {
    find: async (id) => one(await s.named(FIND, [s.installation, id])),
    hold: async (id) => one(await s.named(HOLD, [s.installation, id])),
    of: async ({ network, id }) => z.array(Row).parse(await s.named(OF, [s.installation, network, id])),
    list: async (limit) => z.array(Row).parse(await s.named(LIST, [s.installation, limit])),
    keep: (subscription) => keep(s, subscription),
    forget: async (id) => {
      await s.named(FORGET, [s.installation, id]);
    },
    standing: async (networks) => {
      const rows = await s.named<{ wanted: boolean }>(STANDING, [s.installation, networks]);
      return rows.map((row) => ({ one: Row.parse(row), wanted: row.wanted }));
    },
    isLinked: async ({ network, id }) => (await s.named(IS_LINKED, [s.installation, network, id])).length > 0,
    unlooked: async (networks, since, limit) => {
      const values = [s.installation, networks, since, limit];
      const rows = await s.named<{ network: string; id: string }>(UNLOOKED, values);
      return rows.map(({ network, id }) => ({ network: NetworkId.parse(network), id: ProfileId.parse(id) }));
    },
    lookedAt: async ({ network, id }) => {
      const [row] = await s.named<{ at: Date | null }>(LOOKED_AT, [s.installation, network, id]);
      return row?.at ?? undefined;
    },
    looked: async ({ network, id }, at) => {
      await s.named(LOOKED, [s.installation, network, id, at]);
    },
  };
}

async function keep(s: Session, one: Subscription): Promise<void> {
  const { id, network, profile, hub, topic, mode, askedAt, confirmedAt, heldUntil, lastDelivery, says } = one;
  await s.named(KEEP, [
    ...[s.installation, id, network, profile, clean(hub), clean(topic), mode, askedAt],
    ...[confirmedAt ?? null, heldUntil ?? null, lastDelivery ?? null],
    says === undefined ? null : clean(says),
  ]);
}
