import { sql } from 'kysely';
import { DeliveryId, InstallationId } from '../core/ids.ts';
import type { DeliverySummary } from '../ports/deliveries.ts';
import type { Delivery, KeptDelivery, Workspace } from '../ports/store.ts';
import { clean } from './json.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const KEEP = statement(
  'delivery.keep',
  `insert into kith.delivery (installation_id, delivery_id, connector, received_at, body)
   select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::bytea[])
   on conflict do nothing
   returning delivery_id`,
);

/** Puts deliveries of one installation into the inbox. @returns the ids that were not there before. */
export async function keepDeliveries(
  s: Session,
  deliveries: readonly Delivery[],
): Promise<readonly DeliveryId[]> {
  // One order for all, so that two batches with the same deliveries wait for each other instead of locking up.
  const sorted = deliveries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rows = await s.named<{ delivery_id: string }>(KEEP, [
    s.installation,
    sorted.map((d) => d.id),
    sorted.map((d) => d.connector),
    sorted.map((d) => d.receivedAt),
    sorted.map((d) => d.body),
  ]);
  return rows.map((row) => DeliveryId.parse(row.delivery_id));
}

const SEEN = statement(
  'event.seen',
  `insert into kith.event_seen (installation_id, event_id)
   select $1, * from (select distinct unnest($2::text[])) as e(id) order by id
   on conflict do nothing
   returning event_id`,
);

const NEWEST = statement(
  'delivery.newest',
  'select connector, max(received_at) as at from kith.delivery where installation_id = $1 group by connector',
);

// Of each connector as many as of the others, so that none waits behind one that floods the inbox.
const WAITING = statement(
  'delivery.waiting',
  `with source as (
     select distinct connector from kith.delivery
     where installation_id = $1 and status = 'waiting'
       and ($2::text[] is null or connector = any($2)) and connector <> all($3::text[])
   ), share as (select ceil($4::float8 / count(*))::int as each from source having count(*) > 0)
   select d.* from source cross join share cross join lateral (
     select installation_id, delivery_id, connector, received_at, status, attempts, error, body
     from kith.delivery w
     where w.installation_id = $1 and w.status = 'waiting' and w.connector = source.connector
     order by w.received_at, w.delivery_id limit share.each
   ) d order by d.received_at, d.delivery_id`,
);

const UNFINISHED = statement(
  'delivery.unfinished',
  `select connector, count(*) filter (where status = 'waiting')::int as waiting,
     count(*) filter (where status = 'failed')::int as failed
   from kith.delivery where installation_id = $1 and status <> 'done' group by connector order by connector`,
);
const AGAIN = statement(
  'delivery.wait again',
  `with again as (
     update kith.delivery set status = 'waiting', error = null
     where installation_id = $1 and status = 'failed' and body <> ''
       and ($2::text is null or delivery_id = $2) and ($3::text is null or connector = $3)
     returning 1)
   select count(*)::int as n from again`,
);

const COLUMNS = [
  'installation_id',
  'delivery_id',
  'connector',
  'received_at',
  'status',
  'attempts',
  'error',
] as const;

export function deliveries(s: Session): Workspace['deliveries'] {
  return {
    find: (id) => find(s, id),
    waiting: (limit, connectors = {}) => waiting(s, limit, connectors),
    newest: async () => {
      const rows = await s.named<{ connector: string; at: Date }>(NEWEST, [s.installation]);
      return new Map(rows.map(({ connector, at }) => [connector, at]));
    },
    list: (page) => list(s, page),
    unfinished: () => s.named(UNFINISHED, [s.installation]),
    waitAgain: async ({ id, connector }) => {
      const [row] = await s.named<{ n: number }>(AGAIN, [s.installation, id ?? null, connector ?? null]);
      return row?.n ?? 0;
    },
    mark: async (id, status, error) => {
      await s.change(
        compose
          .updateTable('kith.delivery')
          .set({
            status,
            error: error === undefined ? null : clean(error),
            // Putting one back to wait is no attempt.
            attempts: status === 'waiting' ? sql`attempts` : sql`attempts + 1`,
          })
          .where('installation_id', '=', s.installation)
          .where('delivery_id', '=', id),
      );
    },
    firstSeen: async (eventIds) => {
      if (eventIds.length === 0) return new Set();
      const rows = await s.named<{ event_id: string }>(SEEN, [s.installation, eventIds]);
      return new Set(rows.map((row) => row.event_id));
    },
  };
}

async function find(s: Session, id: DeliveryId): Promise<KeptDelivery | undefined> {
  const one = compose.selectFrom('kith.delivery').select([...COLUMNS, 'body']);
  const [row] = await s.rows(one.where('installation_id', '=', s.installation).where('delivery_id', '=', id));
  return row && keptOf(row);
}

async function list(
  s: Session,
  { status, connector, limit, after }: Parameters<Workspace['deliveries']['list']>[0],
): Promise<readonly DeliverySummary[]> {
  const newest = compose
    .selectFrom('kith.delivery')
    .select([...COLUMNS, sql<number>`octet_length(body)`.as('bytes')])
    .where('installation_id', '=', s.installation)
    .orderBy('received_at', 'desc')
    .orderBy('delivery_id')
    .limit(limit);
  const standing = status ? newest.where('status', '=', status) : newest;
  const named = connector === undefined ? standing : standing.where('connector', '=', connector);
  const older = after
    ? named
        .where('received_at', '<=', after.receivedAt)
        .where((row) =>
          row.or([row('received_at', '<', after.receivedAt), row('delivery_id', '>', after.id)]),
        )
    : named;
  return (await s.rows(older)).map((row) => ({ ...summaryOf(row), bytes: row.bytes }));
}

async function waiting(
  s: Session,
  limit: number,
  { only, except = [] }: { readonly only?: readonly string[]; readonly except?: readonly string[] },
): Promise<readonly KeptDelivery[]> {
  const rows = await s.named<Row & { readonly body: Buffer }>(WAITING, [
    s.installation,
    only ?? null,
    except,
    limit,
  ]);
  return rows.map(keptOf);
}

type Row = { [C in (typeof COLUMNS)[number]]: unknown } & {
  readonly installation_id: string;
  readonly delivery_id: string;
  readonly connector: string;
  readonly received_at: Date;
  readonly status: KeptDelivery['status'];
  readonly attempts: number;
  readonly error: string | null;
};

const keptOf = (row: Row & { readonly body: Buffer }): KeptDelivery => ({
  ...summaryOf(row),
  body: row.body,
});

function summaryOf(row: Row): Omit<KeptDelivery, 'body'> {
  return {
    installation: InstallationId.parse(row.installation_id),
    id: DeliveryId.parse(row.delivery_id),
    connector: row.connector,
    receivedAt: row.received_at,
    status: row.status,
    attempts: row.attempts,
    ...(row.error === null ? {} : { error: row.error }),
  };
}
