import { z } from 'zod';
import { ContactId } from '../core/ids.ts';
import { KITH_FIELDS } from '../core/record/patch.ts';
import { WriteMode } from '../core/governance/settings.ts';
import { RowChanges } from '../core/record/rows.ts';
import type { KithFieldName, Wanted } from '../core/record/patch.ts';
import type { PatchOutcome } from '../ports/patch-outcome.ts';
import type { Waiting } from '../ports/governance.ts';
import type { JobName } from '../ports/queue.ts';
import type { Workspace } from '../ports/store.ts';
import { clean, toJson } from './json.ts';
import { DIGEST } from './rows.ts';
import { compose } from './tables.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const FieldName = z.enum(Object.keys(KITH_FIELDS) as [KithFieldName, ...KithFieldName[]]);
// A field that a later Kith no longer owns is skipped.
const Fields = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .transform((fields): Partial<Wanted> =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => FieldName.safeParse(name).success)),
  );

const Wishes = z.record(
  z.string(),
  z.discriminatedUnion('act', [
    z.object({ act: z.literal('write'), mode: WriteMode, value: z.string() }),
    z.object({ act: z.literal('put back'), why: z.enum(['withdrawn', 'undone']) }),
    z.object({ act: z.literal('give back') }),
  ]),
);

// A patch that is being written is waited for: else the difference would be taken from what is about to change.
const IN_FLIGHT = statement(
  'outbox.in flight',
  'select 1 from kith.outbox where installation_id = $1 and contact_id = $2 for update',
);
const WRITERS = statement(
  'outbox.writers',
  `select 1 from kith.outbox
   where installation_id = $1 and contact_id = any($2) and wishes <> '{}' order by contact_id for update`,
);
const WRITTEN = statement(
  'outbox.written',
  'select fields from kith.written where installation_id = $1 and contact_id = $2',
);

// A newer patch takes the place of the older one in the row, so that contacts that change often are not passed over.
const WANT = statement(
  'outbox.want',
  `insert into kith.outbox as o (installation_id, contact_id, fields, wishes, rows) values ($1, $2, $3, $4, $5)
   on conflict (installation_id, contact_id) do update set
     fields = excluded.fields, wishes = excluded.wishes, rows = excluded.rows, status = 'waiting', says = null,
     wanted_at = case when o.status = 'waiting' then o.wanted_at else excluded.wanted_at end`,
);

const WAITING = `select contact_id, fields, wishes, rows from kith.outbox
   where installation_id = $1 and status = 'waiting'
   order by wanted_at, contact_id limit $2`;
const TAKE = statement('outbox.take', `${WAITING} for update skip locked`);
const PEEK = statement('outbox.peek', WAITING);

const COUNT = statement(
  'outbox.count',
  `select count(*)::int as n from kith.outbox where installation_id = $1 and status = 'waiting'`,
);

// What waits is newer than what was written; what was refused waits again too.
const REWIND = statement(
  'outbox.rewind',
  `with gone as (delete from kith.written where installation_id = $1 returning contact_id, fields)
   insert into kith.outbox as o (installation_id, contact_id, fields)
   select $1, contact_id, fields from gone where fields <> '{}'
   on conflict (installation_id, contact_id) do update set
     fields = excluded.fields || o.fields, status = 'waiting', says = null`,
);

const NOTHING_SHOWN = statement('outbox.nothing shown', 'delete from kith.shown where installation_id = $1');

const SETTLE_WRITTEN = statement(
  'outbox.settle written',
  `with done as (
     delete from kith.outbox o
     using unnest($2::text[], $3::jsonb[], $4::jsonb[], $5::jsonb[]) as d(contact_id, fields, wishes, rows)
     where o.installation_id = $1 and o.contact_id = d.contact_id
       and o.fields = d.fields and o.wishes = d.wishes and o.rows = d.rows
   )
   insert into kith.written as w (installation_id, contact_id, fields)
   select $1, d.contact_id, d.fields from unnest($2::text[], $3::jsonb[]) as d(contact_id, fields)
   join kith.contact c on c.installation_id = $1 and c.contact_id = d.contact_id
   where d.fields <> '{}'
   on conflict (installation_id, contact_id) do update set
     fields = w.fields || excluded.fields, written_at = excluded.written_at`,
);
const ROWS_PUT = statement(
  'outbox.rows put',
  `insert into kith.shown as s (installation_id, key, contact_id, kind, digest)
   select $1, put.row ->> 'key', d.contact_id, put.row ->> 'kind', ${DIGEST('put.row')}
   from unnest($2::text[], $3::jsonb[]) as d(contact_id, rows), jsonb_array_elements(d.rows -> 'put') as put(row)
   on conflict (installation_id, key) do update set digest = excluded.digest, contact_id = excluded.contact_id`,
);
const ROWS_GONE = statement(
  'outbox.rows gone',
  `delete from kith.shown s using unnest($2::jsonb[]) as d(rows), jsonb_array_elements(d.rows -> 'gone') as gone(row)
   where s.installation_id = $1 and s.key = gone.row ->> 'key'`,
);
const SETTLE_REFUSED = statement(
  'outbox.settle refused',
  `update kith.outbox o set status = 'refused', says = d.says
   from unnest($2::text[], $3::text[]) as d(contact_id, says)
   where o.installation_id = $1 and o.contact_id = d.contact_id`,
);
const SETTLE_GONE = statement(
  'outbox.settle gone',
  'delete from kith.outbox where installation_id = $1 and contact_id = any($2)',
);

const FILLING: readonly JobName[] = [
  'normalise',
  'import',
  'recheck',
  'resolve',
  'derive',
  'understand',
  'record',
  'records',
];
// What is tried again later is not waited for.
const COMING = statement(
  'outbox.coming',
  `select exists (select from pgboss.job where name = any($2) and state in ('created', 'active')
     and start_after <= now() and data ->> 'installation' = $1) as coming`,
);

const WAITED = statement(
  'outbox.waited',
  `select exists (select from kith.outbox where installation_id = $1 and status = 'waiting'
     and wanted_at <= now() - make_interval(secs => $2)) as waited`,
);

export function outbox(s: Session): Workspace['outbox'] {
  return {
    written: async (contact) => {
      const values = [s.installation, contact];
      const [, rows] = await Promise.all([
        s.named(IN_FLIGHT, values),
        s.named<{ fields: unknown }>(WRITTEN, values),
      ]);
      return rows[0] ? Fields.parse(rows[0].fields) : {};
    },
    want: async (contact, waiting) => {
      const { fields, wishes = {}, rows = NO_ROWS } = waiting ?? {};
      const values = [fields, wishes, rows].map(toJson);
      if (waiting) await s.named(WANT, [s.installation, contact, ...values]);
      else await s.change(withdrawn(s, contact));
    },
    take: async (limit) => (await s.named(TAKE, [s.installation, limit])).map(waitingOf),
    peek: async (limit) => (await s.named(PEEK, [s.installation, limit])).map(waitingOf),
    writers: async (contacts) => {
      await s.named(WRITERS, [s.installation, contacts]);
    },
    count: async () => {
      const [row] = await s.named<{ n: number }>(COUNT, [s.installation]);
      return row?.n ?? 0;
    },
    moreIsComing: async () => {
      const [row] = await s.named<{ coming: boolean }>(COMING, [s.installation, FILLING]);
      return row?.coming === true;
    },
    hasWaited: async (seconds) => {
      const [row] = await s.named<{ waited: boolean }>(WAITED, [s.installation, seconds]);
      return row?.waited === true;
    },
    settle: (waiting, outcomes) => settle(s, waiting, outcomes),
    rewind: async () => {
      await Promise.all([s.named(REWIND, [s.installation]), s.named(NOTHING_SHOWN, [s.installation])]);
    },
  };
}

const NO_ROWS: RowChanges = { put: [], gone: [] };
const Row = z.object({ contact_id: ContactId, fields: Fields, wishes: Wishes, rows: RowChanges });

export function waitingOf(row: unknown): Waiting {
  const { contact_id: contact, fields, wishes, rows } = Row.parse(row);
  return {
    contact,
    fields,
    ...(Object.keys(wishes).length > 0 && { wishes }),
    ...(rows.put.length + rows.gone.length > 0 && { rows }),
  };
}

function withdrawn(s: Session, contact: ContactId) {
  return compose
    .deleteFrom('kith.outbox')
    .where('installation_id', '=', s.installation)
    .where('contact_id', '=', contact);
}

/** Written fields are remembered; what was refused stays visible and waits for the next change. */
async function settle(
  s: Session,
  waiting: readonly Waiting[],
  outcomes: readonly PatchOutcome[],
): Promise<void> {
  const written = new Set(outcomes.filter((o) => o.outcome === 'written').map((o) => o.contact));
  const done = waiting.filter((one) => written.has(one.contact));
  const refused = outcomes.filter((o) => o.outcome === 'refused');
  const gone = outcomes.filter((o) => o.outcome === 'contact gone');
  const contacts = done.map((one) => one.contact);
  const fields = done.map((one) => toJson(one.fields));
  const wishes = done.map((one) => toJson(one.wishes ?? {}));
  const rows = done.map((one) => toJson(one.rows ?? NO_ROWS));
  const keeps = done.some((one) => one.rows !== undefined);
  await Promise.all([
    s.named(SETTLE_WRITTEN, [s.installation, contacts, fields, wishes, rows]),
    ...(keeps
      ? [s.named(ROWS_PUT, [s.installation, contacts, rows]), s.named(ROWS_GONE, [s.installation, rows])]
      : []),
    s.named(SETTLE_REFUSED, [
      s.installation,
      refused.map((o) => o.contact),
      refused.map((o) => clean(o.says)),
    ]),
    s.named(SETTLE_GONE, [s.installation, gone.map((o) => o.contact)]),
  ]);
}
