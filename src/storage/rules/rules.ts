import { z } from 'zod';
import { DryRun, WantedRule } from '../../core/rules/rule.ts';
import type { Rule } from '../../core/rules/rule.ts';
import type { RuleRows } from '../../ports/rules.ts';
import { clean, toJson } from '../json.ts';
import { statement } from '../transaction.ts';
import type { Session } from '../transaction.ts';

const COLUMNS = 'rule_id, body, state, made_at, changed_by, dry_run, on_since, trouble';

const ALL = statement(
  'rule.all',
  `select ${COLUMNS} from kith.rule where installation_id = $1 order by made_at, rule_id`,
);
const ON = statement(
  'rule.on',
  `select ${COLUMNS} from kith.rule where installation_id = $1 and state = 'on' order by rule_id`,
);
const FIND = statement(
  'rule.find',
  `select ${COLUMNS} from kith.rule where installation_id = $1 and rule_id = $2`,
);
const HOLD = statement('rule.hold', `${FIND.text} for no key update`);
const MAKE = statement(
  'rule.make',
  `insert into kith.rule (installation_id, body, changed_by, made_at) values ($1, $2, $3, $4)
   returning ${COLUMNS}`,
);
const CHANGE = statement(
  'rule.change',
  `update kith.rule set body = $3, changed_by = $4, state = 'draft', dry_run = null, on_since = null, trouble = null
   where installation_id = $1 and rule_id = $2 returning ${COLUMNS}`,
);
const DRY_RUN = statement(
  'rule.keep dry run',
  'update kith.rule set dry_run = $3 where installation_id = $1 and rule_id = $2',
);
const TURN = statement(
  'rule.turn',
  `update kith.rule set state = $3, changed_by = $4, trouble = null, on_since = case when $3 = 'on' then $5::timestamptz end
   where installation_id = $1 and rule_id = $2`,
);

const TROUBLE = statement(
  'rule.keep trouble',
  `update kith.rule set trouble = $3
   where installation_id = $1 and rule_id = $2 and trouble is distinct from $3`,
);

const Row = z
  .object({
    rule_id: z.string(),
    body: WantedRule,
    state: z.enum(['draft', 'on', 'off']),
    made_at: z.date(),
    changed_by: z.string(),
    dry_run: DryRun.nullable(),
    on_since: z.date().nullable(),
    trouble: z.string().nullable(),
  })
  .transform((row): Rule => ({
    ...row.body,
    ...{ id: row.rule_id, state: row.state, madeAt: row.made_at, changedBy: row.changed_by },
    ...(row.dry_run && { dryRun: row.dry_run }),
    ...(row.on_since && { onSince: row.on_since }),
    ...(row.trouble !== null && { trouble: row.trouble }),
  }));

export type RulesThemselves = Pick<
  RuleRows,
  'all' | 'find' | 'hold' | 'on' | 'make' | 'change' | 'keepDryRun' | 'turn' | 'keepTrouble'
>;

export function rulesThemselves(s: Session): RulesThemselves {
  const one = (row: object | undefined) => row && Row.parse(row);
  return {
    all: async () => z.array(Row).parse(await s.named(ALL, [s.installation])),
    on: async () => z.array(Row).parse(await s.named(ON, [s.installation])),
    find: async (id) => one((await s.named(FIND, [s.installation, id]))[0]),
    hold: async (id) => one((await s.named(HOLD, [s.installation, id]))[0]),
    make: async (rule, by, at) =>
      Row.parse((await s.named(MAKE, [s.installation, toJson(rule), clean(by), at]))[0]),
    change: async (id, rule, by) =>
      one((await s.named(CHANGE, [s.installation, id, toJson(rule), clean(by)]))[0]),
    keepDryRun: async (id, dryRun) => {
      await s.named(DRY_RUN, [s.installation, id, toJson(dryRun)]);
    },
    keepTrouble: async (id, trouble) => {
      await s.named(TROUBLE, [s.installation, id, trouble === undefined ? null : clean(trouble)]);
    },
    turn: async (id, state, by, at) => {
      await s.named(TURN, [s.installation, id, state, clean(by), at]);
    },
  };
}
