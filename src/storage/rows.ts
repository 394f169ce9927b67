import { z } from 'zod';
import { Row, RowRef } from '../core/record/rows.ts';
import type { RowChanges } from '../core/record/rows.ts';
import type { Workspace } from '../ports/store.ts';
import { toJson } from './json.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

/** When it was fetched is no change of what a row says. */
export const DIGEST = (row: string) => `md5((${row} - 'fetchedAt')::text)`;

const CHANGES = statement(
  'rows.changes',
  `with wanted as (
     select row ->> 'key' as key, row, n
     from jsonb_array_elements($3::jsonb) with ordinality as r(row, n)
   )
   select
     (select coalesce(jsonb_agg(w.row order by w.n), '[]') from wanted w
      left join kith.shown s on s.installation_id = $1 and s.key = w.key
      where s.digest is distinct from ${DIGEST('w.row')}) as put,
     (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'key', s.key) order by s.key), '[]')
      from kith.shown s
      where s.installation_id = $1 and s.contact_id = $2
        and not exists (select 1 from wanted w where w.key = s.key)) as gone`,
);
const ORPHANS = statement(
  'rows.orphans',
  `select s.kind, s.key from kith.shown s
   where s.installation_id = $1 and not exists (
     select 1 from kith.contact c where c.installation_id = $1 and c.contact_id = s.contact_id)
   order by s.key limit $2 for update of s skip locked`,
);
const REMOVED = statement(
  'rows.removed',
  'delete from kith.shown where installation_id = $1 and key = any($2)',
);

const AVERAGE = statement(
  'rows.average',
  `select coalesce(sum(n)::float / nullif(count(*), 0), 0) as average from (
     select count(*) as n from kith.shown where installation_id = $1 group by contact_id
     union all
     select jsonb_array_length(rows -> 'put') from kith.outbox
     where installation_id = $1 and jsonb_array_length(rows -> 'put') > 0
   ) as each`,
);

const Changed = z.object({ put: z.array(Row), gone: z.array(RowRef) });

export function rows(s: Session): Workspace['rows'] {
  return {
    changes: async (contact, wanted) => {
      const [row] = await s.named(CHANGES, [s.installation, contact, toJson(wanted)]);
      const changes: RowChanges = Changed.parse(row);
      return changes.put.length + changes.gone.length > 0 ? changes : undefined;
    },
    orphans: async (limit) => z.array(RowRef).parse(await s.named(ORPHANS, [s.installation, limit])),
    average: async () => {
      const [row] = await s.named<{ average: number }>(AVERAGE, [s.installation]);
      return row?.average ?? 0;
    },
    removed: async (gone) => {
      await s.named(REMOVED, [s.installation, gone.map(({ key }) => key)]);
    },
  };
}
