import { z } from 'zod';
import { ContactId } from '../../core/ids.ts';
import type { MappedRows, TypedBetween } from '../../ports/governance.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

// What is told again is the same; a contact that is gone has no history.
const NOTE = statement(
  'between.note',
  `insert into kith.typed_between (installation_id, contact_id, field, at, became)
   select $1, i.contact_id, i.field, i.at, i.became
   from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[]) as i(contact_id, field, at, became)
   join kith.contact c on c.installation_id = $1 and c.contact_id = i.contact_id
   on conflict do nothing`,
);
const NEWEST = statement(
  'between.newest',
  `select contact_id as contact, field, at, became from kith.typed_between
   where installation_id = $1 order by at desc, contact_id, field limit $2`,
);
const COUNT = statement(
  'between.count',
  `select became, count(*)::int as n from kith.typed_between
   where installation_id = $1 and at >= $2 group by became`,
);

const Became = z.enum(['given back', 'kept', 'cannot know']) satisfies z.ZodType<TypedBetween['became']>;
const Row = z.object({ contact: ContactId, field: z.string(), at: z.date(), became: Became });

/** Where somebody typed while Kith wrote. */
export function between(s: Session): Pick<MappedRows, 'note' | 'typedBetween' | 'countBetween'> {
  return {
    note: async (all) => {
      if (all.length === 0) return;
      await s.named(NOTE, [
        ...[s.installation, all.map(({ contact }) => contact), all.map(({ field }) => clean(field))],
        ...[all.map(({ at }) => at), all.map(({ became }) => became)],
      ]);
    },
    typedBetween: async (limit) =>
      (await s.named(NEWEST, [s.installation, limit])).map((row) => Row.parse(row)),
    countBetween: async (since) => {
      const rows = await s.named<{ became: string; n: number }>(COUNT, [s.installation, since]);
      return new Map(rows.map(({ became, n }) => [Became.parse(became), n]));
    },
  };
}
