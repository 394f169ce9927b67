import { z } from 'zod';
import { ContactId } from '../core/ids.ts';
import { AlertRef, alertRef } from '../core/outgoing/event.ts';
import { DryRun, WantedRule } from '../core/rules/rule.ts';
import type { Rule } from '../core/rules/rule.ts';
import { present } from '../core/present.ts';
import { Done } from '../ports/rules.ts';
import type { Match } from '../ports/rules.ts';
import type { Foremet } from '../flows/rules/dry-run.ts';

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
          contact: ContactId.optional().meta({ description: 'Absent of an alert, which is about none' }),
          alert: AlertRef.optional(),
          at: When,
          url: z.string().optional(),
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
        contact: ContactId.optional().meta({ description: 'Absent of an alert, which is about none' }),
        alert: z.uuid().optional(),
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

export function foremetLine({ fact, outcome, says }: Foremet): Foresight['met'][number] {
  const line = { at: fact.at.toISOString(), outcome, ...present({ says }) };
  if (fact.about === 'alert') return { alert: alertRef(fact.alert), ...line };
  return { contact: fact.contact, url: fact.url, ...line };
}

export function matchLine(match: Match) {
  const { outcome, at, metAt, done } = match;
  const line = { outcome, at: at.toISOString(), metAt: metAt.toISOString(), done: [...done] };
  if ('alert' in match) return { alert: match.alert, ...line };
  return { contact: match.contact, ...line, ...present({ url: match.url }) };
}
