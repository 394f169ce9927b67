import { z } from 'zod';
import type { AlertFact } from '../../core/rules/fact.ts';
import { AlertFigures } from '../../core/warning/raised.ts';
import type { RuleRows } from '../../ports/rules.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';
import { KEY } from './facts.ts';

// By when it was raised: the hour that raised it is over by then, and no rule that was switched on since would meet it.
const FACTS = statement(
  'rule.alert facts',
  `with fact as (
     select ${KEY("'alert'", 'alert_id')} as key, raised_at, alert_id, rule_id, level, at, body
     from kith.alert where installation_id = $1 and raised_at >= $2
   )
   select * from fact
   where ($3::uuid is null or not exists (select from kith.rule_match m where m.installation_id = $1
       and m.rule_id = $3 and m.fact_key = fact.key and m.outcome <> 'held'))
     and ($4::timestamptz is null or (fact.raised_at, fact.key) > ($4, $5))
   order by fact.raised_at, fact.key limit $6`,
);

const Row = z
  .object({
    ...{ key: z.string(), raised_at: z.date(), alert_id: z.string(), rule_id: z.string() },
    ...{ level: AlertFigures.shape.level, at: z.date() },
    body: AlertFigures.pick({ measure: true, p: true, hours: true, observed: true, expected: true }),
  })
  .transform(({ key, raised_at: at, alert_id: id, rule_id: rule, level, at: hour, body }): AlertFact => {
    return { about: 'alert', key, at, alert: { ...body, id, rule, level, at: hour } };
  });

export function alertFacts(s: Session): RuleRows['alertFacts'] {
  return async (since, { unmet, after }, limit) => {
    const values = [s.installation, since, unmet ?? null, after?.at ?? null, after?.key ?? null, limit];
    return z.array(Row).parse(await s.named(FACTS, values));
  };
}
