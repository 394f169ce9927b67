import { FieldTrail } from '../../core/governance/field-trail.ts';
import { ContactId } from '../../core/ids.ts';
import type { MappedRows } from '../../ports/governance.ts';
import { clean, toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session, Statement } from '../transaction.ts';
import { between } from './typed-between.ts';

const TRAILS = statement(
  'mapped.trails',
  `select contact_id, json_object_agg(field, body) as trails from kith.field_trail
   where installation_id = $1 and contact_id = any($2) group by contact_id`,
);
const KEEP = statement(
  'mapped.keep',
  `insert into kith.field_trail (installation_id, contact_id, field, body)
   select $1, i.contact_id, i.field, i.body
   from unnest($2::text[], $3::text[], $4::jsonb[]) as i(contact_id, field, body)
   join kith.contact c on c.installation_id = $1 and c.contact_id = i.contact_id
   order by i.contact_id, i.field
   on conflict (installation_id, contact_id, field) do update set body = excluded.body`,
);
const HOLD = statement(
  'mapped.hold',
  `with held as (select contact_id, field, body from kith.field_trail
     where installation_id = $1 and contact_id = any($2) order by contact_id, field for update)
   select contact_id, json_object_agg(field, body) as trails from held group by contact_id`,
);
// What was about to be written may stand there too.
const HOLDING = statement(
  'mapped.holding',
  `select distinct contact_id from kith.field_trail
   where installation_id = $1 and contact_id > $2
     and (body -> 'wrote' <> 'null' or body #> '{pending,wrote}' <> 'null') order by contact_id limit $3`,
);

export function mapped(s: Session): MappedRows {
  return {
    ...between(s),
    trails: (contacts) => read(s, TRAILS, contacts),
    hold: (contacts) => read(s, HOLD, contacts),
    keep: async (trails) => {
      if (trails.length === 0) return;
      await s.named(KEEP, [
        s.installation,
        trails.map((one) => one.contact),
        trails.map((one) => clean(one.field)),
        trails.map((one) => toJson(one.trail)),
      ]);
    },
    holding: async (limit, after) => {
      const rows = await s.named<{ contact_id: string }>(HOLDING, [s.installation, after ?? '', limit]);
      return rows.map((row) => ContactId.parse(row.contact_id));
    },
  };
}

async function read(s: Session, question: Statement, contacts: readonly ContactId[]) {
  if (contacts.length === 0) return new Map<ContactId, Readonly<Record<string, FieldTrail>>>();
  const rows = await s.named<{ contact_id: string; trails: Record<string, unknown> }>(question, [
    s.installation,
    contacts,
  ]);
  return new Map(rows.map((row) => [ContactId.parse(row.contact_id), trailsOf(row.trails)]));
}

/** Without what every object has: a field may be asked for by whatever name. */
export function trailsOf(rows: Readonly<Record<string, unknown>>): Readonly<Record<string, FieldTrail>> {
  const trails: Record<string, FieldTrail> = Object.create(null);
  for (const [field, body] of Object.entries(rows)) trails[field] = FieldTrail.parse(body);
  return trails;
}
