import { z } from 'zod';
import { Sending } from '../../core/outgoing/endpoint.ts';
import { EventAbout } from '../../core/outgoing/event.ts';
import type { DueSending, OutgoingRows } from '../../ports/outgoing-events.ts';
import { toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { ChatRow, chats } from './chats.ts';
import { EndpointRow, endpoints } from './endpoints.ts';

// Whoever hears it, or the one that is named; where nobody does, the event is not kept either.
const ANNOUNCE = statement(
  'outgoing.announce',
  `with hearing as (
     select endpoint_id from kith.outgoing_endpoint
     where installation_id = $1 and stopped is null and case when $7::uuid is null then $3 = any(hears) else endpoint_id = $7 end
   ), event as (
     insert into kith.outgoing_event (installation_id, contact_id, network, profile_id, at, body)
     select $1, $4, $5, $6, $2, $8 where exists (select from hearing) returning event_id
   )
   insert into kith.outgoing_sending (installation_id, event_id, endpoint_id, first_at, next_at)
   select $1, event_id, endpoint_id, $2, $2 from event cross join hearing returning sending_id as id`,
);

const SENDING = `s.sending_id, s.event_id, s.endpoint_id, s.status, s.attempts, s.first_at, s.last_at, s.next_at,
  s.answered, s.says, v.body ->> 'type' as type`;
const WITH_EVENT = `kith.outgoing_sending s join kith.outgoing_event v using (installation_id, event_id)`;

const DUE = statement(
  'outgoing.due',
  `select ${SENDING}, v.body, v.at, e.url, e.hears, e.name, e.service, e.stopped, e.made_at, e.failing_since
   from ${WITH_EVENT} join kith.outgoing_endpoint e using (installation_id, endpoint_id)
   where s.installation_id = $1 and s.sending_id = $2 and s.status = 'waiting' and e.stopped is null`,
);
// Of two that made the same attempt, one settles it.
const SETTLE = statement(
  'outgoing.settle',
  `update kith.outgoing_sending set status = $4, attempts = $5, answered = $6, says = $7, next_at = $8, last_at = $9
   where installation_id = $1 and sending_id = $2 and status = 'waiting' and attempts = $3 returning 1`,
);
// A failure counts from the first after the last that was taken.
const ENDPOINT = statement(
  'outgoing.settle endpoint',
  `update kith.outgoing_endpoint set stopped = coalesce(stopped, $3),
     failing_since = case when $4::timestamptz is null then null else coalesce(failing_since, $4) end
   where installation_id = $1 and endpoint_id = $2`,
);
const AGAIN = statement(
  'outgoing.again',
  `update kith.outgoing_sending set status = 'waiting', attempts = 0, next_at = $4
   where installation_id = $1 and endpoint_id = $2 and sending_id = $3 returning 1`,
);
const LOG = statement(
  'outgoing.log',
  `select ${SENDING} from ${WITH_EVENT}
   where s.installation_id = $1 and s.endpoint_id = $2 order by s.first_at desc, s.sending_id limit $3`,
);
const WAITING = statement(
  'outgoing.waiting',
  `select sending_id as id, attempts from kith.outgoing_sending
   where installation_id = $1 and endpoint_id = $2 and status = 'waiting' order by first_at, sending_id`,
);
const FORGET = statement(
  'outgoing.forget',
  'delete from kith.outgoing_event where installation_id = $1 and at < $2',
);

const Row = z.object({
  ...{ sending_id: z.string(), event_id: z.string(), endpoint_id: z.string(), type: z.string() },
  ...{ status: z.string(), attempts: z.number(), first_at: z.date() },
  ...{ last_at: z.date().nullable(), next_at: z.date().nullable() },
  ...{ answered: z.number().nullable(), says: z.string().nullable() },
});

const SendingRow = Row.transform((row) => {
  const { sending_id: id, event_id: event, endpoint_id: endpoint, type, status, attempts } = row;
  const { first_at: at, last_at: lastAt, next_at: nextAt, answered, says } = row;
  const known = Object.entries({ lastAt, nextAt, answered, says }).filter(([, value]) => value !== null);
  return Sending.parse({ id, event, endpoint, type, status, attempts, at, ...Object.fromEntries(known) });
});
const ToRow = z.union([ChatRow, EndpointRow]);
const EventRow = z.object({ body: EventAbout, at: z.date() });

/** Endpoints, chats, events, and what is on its way. */
export function outgoing(s: Session): OutgoingRows {
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  return {
    ...endpoints(s),
    ...chats(s),
    announce: async (event, at, only) => {
      const { network, profile } = event.signal ?? event.rule ?? {};
      const about = [event.contact ?? null, network ?? null, profile ?? null];
      const values = [s.installation, at, event.type, ...about, only ?? null, toJson(event)];
      return ids(await s.named<{ id: string }>(ANNOUNCE, values));
    },
    due: async (sending) => dueOf((await s.named(DUE, [s.installation, sending]))[0]),
    settle: async ({ sending, to }, after, at) => {
      const { status, attempts, answered, says, nextAt } = after.sending;
      const outcome = [status, attempts, answered ?? null, says ?? null, nextAt ?? null, at];
      const rows = await s.named(SETTLE, [s.installation, sending.id, sending.attempts, ...outcome]);
      if (rows.length === 0) return false;
      const { stopped, failingSince } = after.endpoint;
      await s.named(ENDPOINT, [s.installation, to.id, stopped ?? null, failingSince ? at : null]);
      return true;
    },
    again: async (endpoint, sending, at) =>
      (await s.named(AGAIN, [s.installation, endpoint, sending, at])).length > 0,
    log: async (endpoint, limit) =>
      z.array(SendingRow).parse(await s.named(LOG, [s.installation, endpoint, limit])),
    waiting: (endpoint) => s.named<{ id: string; attempts: number }>(WAITING, [s.installation, endpoint]),
    forget: async (before) => {
      await s.named(FORGET, [s.installation, before]);
    },
  };
}

function dueOf(row: object | undefined): DueSending | undefined {
  if (!row) return undefined;
  const { body: event, at: eventAt } = EventRow.parse(row);
  return { sending: SendingRow.parse(row), to: ToRow.parse(row), event, eventAt };
}
