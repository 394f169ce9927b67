import { z } from 'zod';
import { ContactId } from '../../core/ids.ts';
import type { Outcome } from '../../core/rules/meet.ts';
import { windowOf } from '../../core/rules/rule.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { Done } from '../../ports/rules.ts';
import type { Match, RuleRows } from '../../ports/rules.ts';
import { clean, toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { alertFacts } from './alert-facts.ts';
import { facts } from './facts.ts';
import { rulesThemselves } from './rules.ts';
import { setFields } from './set-fields.ts';
import { waiting } from './waiting.ts';

const MEET = statement(
  'rule.meet',
  `insert into kith.rule_match as m (installation_id, rule_id, fact_key, contact_id, alert_id, outcome, at, met_at)
   values ($1, $2, $3, $4, $5, 'held', $6, $7)
   on conflict (installation_id, rule_id, fact_key) do update set met_at = excluded.met_at
   where m.outcome = 'held' and $8 returning 1`,
);
// Looks whether the window has room and takes its place in it at once: whoever comes next waits for the row.
const ACT = statement(
  'rule.act',
  `with place as (
     insert into kith.rule_window as o (installation_id, rule_id, begins, used) values ($1, $2, $4, 1)
     on conflict (installation_id, rule_id, begins) do update set used = o.used + 1 where o.used < $5 returning 1
   )
   update kith.rule_match set outcome = 'acting', url = $6 from place
   where installation_id = $1 and rule_id = $2 and fact_key = $3 returning 1`,
);
const USED = statement(
  'rule.used',
  'select used from kith.rule_window where installation_id = $1 and rule_id = $2 and begins = $3',
);
const COLUMNS = 'rule_id, fact_key, contact_id, alert_id, outcome, at, met_at, url, done';
const MATCH = statement(
  'rule.match',
  `select ${COLUMNS} from kith.rule_match
   where installation_id = $1 and rule_id = $2 and fact_key = $3`,
);
const DONE = statement(
  'rule.done',
  `update kith.rule_match set done = $4, outcome = 'done', url = null
   where installation_id = $1 and rule_id = $2 and fact_key = $3`,
);
const MATCHES = statement(
  'rule.matches',
  `select ${COLUMNS} from kith.rule_match
   where installation_id = $1 and rule_id = $2 order by met_at desc, fact_key limit $3`,
);
const MADE = statement(
  'rule.made',
  `select d.one from kith.rule_match m cross join jsonb_array_elements(m.done) as d(one)
   where m.installation_id = $1 and m.rule_id = $2 and d.one ->> 'do' <> 'field' and not d.one ? 'says'
   order by m.met_at desc, m.fact_key limit $3`,
);

const Row = z
  .object({
    ...{ rule_id: z.string(), fact_key: z.string(), at: z.date(), met_at: z.date() },
    ...{ contact_id: ContactId.nullable(), alert_id: z.string().nullable() },
    ...{ outcome: z.enum(['held', 'acting', 'done']), url: z.string().nullable(), done: z.array(Done) },
  })
  .transform((row): Match => {
    const { rule_id: rule, fact_key: fact, contact_id: contact, alert_id: alert, url, done } = row;
    const met = { rule, fact, outcome: row.outcome, at: row.at, metAt: row.met_at, done };
    if (contact !== null) return { ...met, contact, ...(url !== null && { url }) };
    if (alert !== null) return { ...met, alert };
    throw new Error('a rule met what is about nothing');
  });

/** Rules, what they met, and what they want. */
export function rules(s: Session): RuleRows {
  return {
    ...rulesThemselves(s),
    ...setFields(s),
    ...waiting(s),
    facts: facts(s),
    alertFacts: alertFacts(s),
    claim: (rule, fact, now, again) => claim(s, rule, fact, now, again),
    used: async (rule, begins) =>
      (await s.named<{ used: number }>(USED, [s.installation, rule, begins]))[0]?.used ?? 0,
    match: async (rule, fact) => {
      const [row] = await s.named(MATCH, [s.installation, rule, fact]);
      return row && Row.parse(row);
    },
    keepDone: async ({ rule, fact }, done) => {
      await s.named(DONE, [s.installation, rule, fact, toJson(done)]);
    },
    matches: async (rule, limit) => z.array(Row).parse(await s.named(MATCHES, [s.installation, rule, limit])),
    made: async (rule, limit) => {
      const rows = await s.named<{ one: unknown }>(MADE, [s.installation, rule, limit]);
      return rows.map(({ one }) => Done.parse(one));
    },
  };
}

async function claim(
  s: Session,
  rule: Rule,
  fact: Parameters<RuleRows['claim']>[1],
  now: Date,
  again: boolean,
): Promise<Outcome> {
  const { key, at } = fact;
  const [contact, alert, url] =
    'alert' in fact ? [null, fact.alert.id, null] : [fact.contact, null, clean(fact.url)];
  const met = await s.named(MEET, [s.installation, rule.id, key, contact, alert, at, now, again]);
  if (met.length === 0) return 'known';
  const window = [windowOf(rule.limit, now), rule.limit.most, url];
  const acts = await s.named(ACT, [s.installation, rule.id, key, ...window]);
  return acts.length > 0 ? 'acts' : 'held';
}
