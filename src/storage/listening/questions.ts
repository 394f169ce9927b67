import { z } from 'zod';
import { NetworkId } from '../../core/ids.ts';
import type { HeardDay, Listening, ListeningRows } from '../../ports/listening.ts';
import { clean } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const ASKED = statement(
  'listening.asked',
  `select rule_id, network, question, asked_at, next_at, every_minutes, heard_until, is_more, trouble
   from kith.listening_question where installation_id = $1 order by rule_id, network, question`,
);
const KEEP = statement(
  'listening.keep asked',
  `insert into kith.listening_question
     (installation_id, rule_id, network, question, asked_at, next_at, every_minutes, heard_until, is_more, trouble)
   select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
   where exists (select from kith.listening_rule where installation_id = $1 and rule_id = $2)
   on conflict (installation_id, rule_id, network, question) do update set
     asked_at = excluded.asked_at, next_at = excluded.next_at, every_minutes = excluded.every_minutes,
     heard_until = coalesce(excluded.heard_until, kith.listening_question.heard_until),
     is_more = excluded.is_more, trouble = excluded.trouble`,
);
// Before it is counted, in a statement of its own: what others counted meanwhile is seen then.
const ALONE = statement(
  'listening.alone',
  `select pg_advisory_xact_lock(hashtextextended('kith.listen:' || $1 || ' ' || $2, 0))`,
);
const CLAIM = statement(
  'listening.claim',
  `insert into kith.listening_day as d (installation_id, network, day, rule_id, asked)
   select $1, $2, $3::date, $4, 1
   where (select coalesce(sum(asked), 0) from kith.listening_day
     where installation_id = $1 and network = $2 and day = $3::date) < $5
   on conflict (installation_id, network, day, rule_id) do update set asked = d.asked + 1
   returning 1`,
);
const DAYS = statement(
  'listening.days',
  `select rule_id, network, to_char(day, 'YYYY-MM-DD') as day, asked, heard, relevant, irrelevant
   from kith.listening_day where installation_id = $1 and day >= $2::date order by day, network, rule_id`,
);
const FORGET = statement(
  'listening.forget days',
  'delete from kith.listening_day where installation_id = $1 and day < $2::date',
);

const Row = z
  .object({
    ...{ rule_id: z.string(), network: NetworkId, question: z.string(), every_minutes: z.number() },
    ...{ asked_at: z.date(), next_at: z.date(), heard_until: z.date().nullable() },
    ...{ is_more: z.boolean(), trouble: z.string().nullable() },
  })
  .transform((row): Listening => ({
    ...{ rule: row.rule_id, network: row.network, question: row.question, isMore: row.is_more },
    ...{ askedAt: row.asked_at, nextAt: row.next_at, everyMinutes: row.every_minutes },
    ...(row.heard_until && { heardUntil: row.heard_until }),
    ...(row.trouble !== null && { trouble: row.trouble }),
  }));

const Day = z
  .object({
    ...{ rule_id: z.string(), network: NetworkId, day: z.string() },
    ...{ asked: z.number(), heard: z.number(), relevant: z.number(), irrelevant: z.number() },
  })
  .transform(({ rule_id: rule, ...rest }): HeardDay => ({ rule, ...rest }));

type Questions = Pick<ListeningRows, 'asked' | 'keepAsked' | 'claim' | 'days' | 'forgetDays'>;

export function listeningQuestions(s: Session): Questions {
  return {
    asked: async () => z.array(Row).parse(await s.named(ASKED, [s.installation])),
    keepAsked: async (one) => {
      await s.named(KEEP, [
        ...[s.installation, one.rule, one.network, clean(one.question), one.askedAt, one.nextAt],
        ...[one.everyMinutes, one.heardUntil ?? null, one.isMore],
        one.trouble === undefined ? null : clean(one.trouble),
      ]);
    },
    claim: async (rule, network, day, most) => {
      await s.named(ALONE, [s.installation, network]);
      return (await s.named(CLAIM, [s.installation, network, day, rule, most])).length > 0;
    },
    days: async (since) => z.array(Day).parse(await s.named(DAYS, [s.installation, since])),
    forgetDays: async (before) => {
      await s.named(FORGET, [s.installation, before]);
    },
  };
}
