import { z } from 'zod';
import { Webmention } from '../core/webmention.ts';
import type { WebmentionRows } from '../ports/webmentions.ts';
import { clean } from './json.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const COLUMNS = `mention_id as id, source, target, received_at, state, checked_at, says, network, profile_id, post_id`;

const HOSTS = statement(
  'mention.hosts',
  'select host from kith.mention_host where installation_id = $1 order by host',
);
const NO_OTHER_HOSTS = statement(
  'mention.no other hosts',
  'delete from kith.mention_host where installation_id = $1 and host <> all($2)',
);
const SET_HOSTS = statement(
  'mention.set hosts',
  `insert into kith.mention_host (installation_id, host) select $1, unnest($2::text[]) on conflict do nothing`,
);
// What was kept and is gone does not come back under its name: told once more, it is another.
const TELL = statement(
  'mention.tell',
  `insert into kith.mention as m (installation_id, source, target, received_at) values ($1, $2, $3, $4)
   on conflict (installation_id, source, target)
     do update set state = 'waiting', received_at = excluded.received_at,
       mention_id = case when m.state = 'gone' then excluded.mention_id else m.mention_id end
   returning mention_id as id`,
);
const WAITING = statement(
  'mention.waiting',
  `select count(*)::int as n from kith.mention where installation_id = $1 and state = 'waiting'`,
);
const FIND = statement(
  'mention.find',
  `select ${COLUMNS} from kith.mention where installation_id = $1 and mention_id = $2`,
);
const LIST = statement(
  'mention.list',
  `select ${COLUMNS} from kith.mention where installation_id = $1 order by received_at desc, mention_id limit $2`,
);
const SETTLE = statement(
  'mention.settle',
  `update kith.mention set state = $3, says = $4, network = $5, profile_id = $6, post_id = $7, checked_at = $8
   where installation_id = $1 and mention_id = $2`,
);
const UNCHECKED = statement(
  'mention.unchecked',
  `select mention_id as id from kith.mention where installation_id = $1 and state = 'kept' and checked_at <= $2
   order by checked_at, mention_id limit $3`,
);
const FORGET = statement(
  'mention.forget',
  `delete from kith.mention where installation_id = $1 and state in ('refused', 'gone') and checked_at < $2`,
);

const Row = z
  .object({
    ...{ id: z.string(), source: z.string(), target: z.string(), state: z.string() },
    ...{ received_at: z.date(), checked_at: z.date().nullable(), says: z.string().nullable() },
    ...{ network: z.string().nullable(), profile_id: z.string().nullable(), post_id: z.string().nullable() },
  })
  .transform(({ received_at, checked_at, says, network, profile_id, post_id, ...row }) =>
    Webmention.parse({
      ...{ ...row, receivedAt: received_at, checkedAt: checked_at ?? undefined, says: says ?? undefined },
      ...(network !== null && { post: { network, profile: profile_id, id: post_id } }),
    }),
  );

export function webmentions(s: Session): WebmentionRows {
  return {
    hosts: async () => (await s.named<{ host: string }>(HOSTS, [s.installation])).map(({ host }) => host),
    setHosts: async (hosts) => {
      await s.named(NO_OTHER_HOSTS, [s.installation, hosts]);
      await s.named(SET_HOSTS, [s.installation, hosts]);
    },
    tell: async (source, target, at) => {
      const values = [s.installation, clean(source), clean(target), at];
      const [row] = await s.named<{ id: string }>(TELL, values);
      return z.uuid().parse(row?.id);
    },
    waiting: async () => (await s.named<{ n: number }>(WAITING, [s.installation]))[0]?.n ?? 0,
    find: async (id) => {
      const [row] = await s.named(FIND, [s.installation, id]);
      return row && Row.parse(row);
    },
    list: async (limit) => z.array(Row).parse(await s.named(LIST, [s.installation, limit])),
    settle: async (id, { state, says, post }, at) => {
      const place = [post?.network ?? null, post?.profile ?? null, post?.id ?? null];
      await s.named(SETTLE, [
        s.installation,
        id,
        state,
        says === undefined ? null : clean(says),
        ...place,
        at,
      ]);
    },
    unchecked: async (since, limit) => {
      const rows = await s.named<{ id: string }>(UNCHECKED, [s.installation, since, limit]);
      return rows.map(({ id }) => id);
    },
    forget: async (before) => {
      await s.named(FORGET, [s.installation, before]);
    },
  };
}
