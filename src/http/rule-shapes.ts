import { z } from 'zod';
import { ContactId } from '../core/ids.ts';
import { DryRun, WantedRule } from '../core/rules/rule.ts';
import type { Rule } from '../core/rules/rule.ts';
import { present } from '../core/present.ts';
import { Done } from '../ports/rules.ts';
import type { Match } from '../ports/rules.ts';

const When = z.iso.datetime();

export const RuleLine = WantedRule.extend({
  id: z.string(),
  state: z.enum(['draft', 'on', 'off']).meta({
    description: 'A draft does nothing; a rule is one until it is published, and again when changed',
  }),
  changedBy: z.string(),
  dryRun: DryRun.optional().meta({ description: 'Of the rule as it is' }),
  onSince: When.optional(),
  trouble: z.string().optional().meta({ description: 'Why it acts on nothing although it is on' }),
}).meta({ id: 'Rule' });
export type RuleLine = z.output<typeof RuleLine>;

export const RuleList = z.object({ rules: z.array(RuleLine) }).meta({ id: 'Rules' });
export type RuleList = z.output<typeof RuleList>;

/** What a rule would do. */
export const Foresight = z
  .object({
    dryRun: DryRun,
    met: z
      .array(
        z.object({
          contact: ContactId,
          at: When,
          url: z.string(),
          outcome: z.enum(['acts', 'held', 'known']),
          says: z
            .string()
            .optional()
            .meta({ description: 'What it would write into its chats, before it is made safe for each' }),
        }),
      )
      .meta({ description: 'The first facts that fit' }),
  })
  .meta({ id: 'DryRun' });
export type Foresight = z.output<typeof Foresight>;

export const RuleMatches = z
  .object({
    matches: z.array(
      z.object({
        contact: ContactId,
        outcome: z.enum(['held', 'acting', 'done']),
        at: When,
        metAt: When,
        url: z.string().optional(),
        done: z.array(Done),
      }),
    ),
  })
  .meta({ id: 'RuleMatches' });

export const RuleUndone = z
  .object({
    contacts: z.number().int().meta({ description: 'Contacts whose fields are given back' }),
    stays: z
      .array(Done)
      .meta({ description: 'What was made in the CRM, or said in a chat, and cannot be taken back' }),
  })
  .meta({ id: 'RuleUndone' });
export type RuleUndone = z.output<typeof RuleUndone>;

export function ruleLine({ madeAt: _made, onSince, ...rest }: Rule): RuleLine {
  return { ...rest, ...present({ onSince: onSince?.toISOString() }) };
}

export function matchLine({ contact, outcome, at, metAt, url, done }: Match) {
  return {
    ...{ contact, outcome, at: at.toISOString(), metAt: metAt.toISOString() },
    ...present({ url }),
    done: [...done],
  };
}
