import { z } from 'zod';
import type { PatchOutcome } from '../ports/patch-outcome.ts';
import type { Waiting } from '../ports/governance.ts';
import type { Workspace } from '../ports/store.ts';
import { clean, toJson } from './json.ts';
import { waitingOf } from './outbox.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

// What changed since the outbox was read stays there.
const BEGIN = statement(
  'bulk.begin',
  `with carried as (
     delete from kith.outbox o using jsonb_array_elements($3::jsonb) as d(w)
     where o.installation_id = $1 and o.contact_id = d.w ->> 'contact_id'
       and o.fields = d.w -> 'fields' and o.rows = d.w -> 'rows'
   )
   insert into kith.bulk (installation_id, job, waiting, begun_at) values ($1, $2, $3, $4)`,
);
const HOLD = statement(
  'bulk.hold',
  'select waiting from kith.bulk where installation_id = $1 and job = $2 for update',
);
const RENAME = statement(
  'bulk.rename',
  'update kith.bulk set job = $3 where installation_id = $1 and job = $2',
);
const END = statement('bulk.end', 'delete from kith.bulk where installation_id = $1 and job = $2');

// Whatever waits there by now is newer.
const BACK = statement(
  'bulk.back',
  `insert into kith.outbox (installation_id, contact_id, fields, wishes, rows, status, says)
   select $1, w.contact_id, w.fields, '{}', w.rows, d.status, d.says
   from jsonb_to_recordset($2::jsonb) as w(contact_id text, fields jsonb, rows jsonb)
   join unnest($3::text[], $4::text[], $5::text[]) as d(contact_id, status, says) using (contact_id)
   join kith.contact c on c.installation_id = $1 and c.contact_id = w.contact_id
   on conflict do nothing`,
);

export function bulk(s: Session, outbox: Workspace['outbox']): Workspace['bulk'] {
  return {
    begin: async (job, waiting, at) => {
      await s.named(BEGIN, [s.installation, job, toJson(waiting.map(rowOf)), at]);
    },
    hold: async (job) => {
      const [row] = await s.named<{ waiting: unknown }>(HOLD, [s.installation, job]);
      return row && z.array(z.unknown()).parse(row.waiting).map(waitingOf);
    },
    rename: async (job, next) => {
      await s.named(RENAME, [s.installation, job, next]);
    },
    settle: async (job, waiting, outcomes) => {
      await outbox.settle(
        waiting,
        outcomes.filter(({ outcome }) => outcome === 'written'),
      );
      await putBack(s, waiting, outcomes);
      await s.named(END, [s.installation, job]);
    },
  };
}

const rowOf = ({ contact, fields, rows = { put: [], gone: [] } }: Waiting) => ({
  ...{ contact_id: contact, fields, wishes: {}, rows },
});

/** Refused ones stay visible; those without an answer are tried again. */
async function putBack(s: Session, waiting: readonly Waiting[], outcomes: readonly PatchOutcome[]) {
  const of = new Map(outcomes.map((one) => [one.contact, one]));
  const back = waiting.filter(({ contact }) => {
    const outcome = of.get(contact)?.outcome;
    return outcome === undefined || outcome === 'refused';
  });
  if (back.length === 0) return;
  const refusals = back.map(({ contact }) => {
    const one = of.get(contact);
    return one?.outcome === 'refused' ? clean(one.says) : null;
  });
  await s.named(BACK, [
    ...[s.installation, toJson(back.map(rowOf)), back.map(({ contact }) => contact)],
    ...[refusals.map((says) => (says === null ? 'waiting' : 'refused')), refusals],
  ]);
}
