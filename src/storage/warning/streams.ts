import { z } from 'zod';
import { Influence } from '../../core/influence/influence.ts';
import { present } from '../../core/present.ts';
import { MEASURE_NAMES } from '../../core/warning/measures.ts';
import type { SaidPost } from '../../core/warning/measures.ts';
import type { StreamHour, WarningRows } from '../../ports/warning.ts';
import { readPost } from '../posts.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const SAID = statement(
  'warning.said',
  `select s.body as post, p.body ->> 'since' as since, p.influence
   from kith.heard h
   join kith.post s on s.installation_id = $1 and s.network = h.network and s.post_id = h.post_id
   join kith.profile p on p.installation_id = $1 and p.network = s.network and p.profile_id = s.profile_id
   where h.installation_id = $1 and h.rule_id = $2 and s.published_at >= $3 and s.published_at < $4
     and s.network <> all($5::text[])
   order by s.published_at desc, s.network, s.post_id limit $6`,
);
const COUNT = statement(
  'warning.count',
  `insert into kith.stream_hour as c (installation_id, rule_id, measure, hour, said)
   select $1, $2, i.* from unnest($3::text[], $4::integer[], $5::integer[]) as i(measure, hour, said)
   where exists (select from kith.listening_rule where installation_id = $1 and rule_id = $2)
   on conflict (installation_id, rule_id, measure, hour) do update set said = greatest(c.said, excluded.said)`,
);
const HOURS = statement(
  'warning.hours',
  `select rule_id, measure, hour, said from kith.stream_hour
   where installation_id = $1 and hour >= $2 and ($3::uuid is null or rule_id = $3)
   order by rule_id, measure, hour`,
);
const FIRST = statement(
  'warning.first hours',
  'select rule_id as rule, min(hour) as hour from kith.stream_hour where installation_id = $1 group by rule_id',
);
const FORGET = statement(
  'warning.forget',
  `delete from kith.stream_hour c where c.installation_id = $1 and (c.hour < $2 or (
     not exists (select from kith.listening_rule r
       where r.installation_id = $1 and r.rule_id = c.rule_id and r.is_on)
     and not exists (select from kith.stream_hour n
       where n.installation_id = $1 and n.rule_id = c.rule_id and n.hour >= $3)))`,
);

const SaidRow = z
  .object({
    ...{ post: z.unknown(), since: z.coerce.date().nullable(), influence: Influence.nullable() },
  })
  .transform(({ post, since, influence }): SaidPost => {
    const { network, id, profile, publishedAt: at, text, reading } = readPost(post);
    return {
      ...{ network, id, profile, at, text },
      ...(reading?.intents && { complains: reading.intents.some(({ label }) => label === 'complaint') }),
      ...present({ tone: reading?.tone?.label, accountSince: since ?? undefined }),
      ...(influence?.known && { influence: influence.percentile }),
    };
  });

const HourRow = z
  .object({ rule_id: z.string(), measure: z.enum(MEASURE_NAMES), hour: z.number(), said: z.number() })
  .transform(({ rule_id: rule, measure, hour, said: count }): StreamHour => ({ rule, measure, hour, count }));

type Streams = Pick<WarningRows, 'said' | 'count' | 'hours' | 'firstHours' | 'forget'>;

export function streams(s: Session): Streams {
  return {
    said: async (rule, { from, until }, without, limit) =>
      z.array(SaidRow).parse(await s.named(SAID, [s.installation, rule, from, until, without, limit])),
    count: async (rule, counts) => {
      if (counts.length === 0) return;
      const columns = [counts.map((c) => c.measure), counts.map((c) => c.hour), counts.map((c) => c.count)];
      await s.named(COUNT, [s.installation, rule, ...columns]);
    },
    hours: async (from, rule) =>
      z.array(HourRow).parse(await s.named(HOURS, [s.installation, from, rule ?? null])),
    firstHours: async () => {
      const rows = await s.named<{ rule: string; hour: number }>(FIRST, [s.installation]);
      return new Map(rows.map(({ rule, hour }) => [rule, hour]));
    },
    forget: async (before, idle) => {
      await s.named(FORGET, [s.installation, before, idle]);
    },
  };
}
