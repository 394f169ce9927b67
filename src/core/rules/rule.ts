import { z } from 'zod';
import { Condition } from './condition.ts';
import type { Fact } from './fact.ts';

const Text = z.string().trim().min(1).max(200);

/** What is done once a fact fits. Only a field can be taken back; what was said in a chat cannot be unsaid. */
export const Action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('task'), title: Text, dueInDays: z.int().min(0).max(365).optional() }),
  z.object({ do: z.literal('ticket'), title: Text }),
  z.object({ do: z.literal('list'), list: Text }),
  z.object({
    do: z.literal('field'),
    field: z.string().min(1).max(100),
    value: z.string().trim().min(1).max(250),
    mode: z.enum(['fill blank', 'overwrite']),
  }),
  z.object({ do: z.literal('webhook') }),
  /** By its id among the chats that an admin named. */
  z.object({ do: z.literal('chat message'), chat: z.uuid() }),
]);
export type Action = z.output<typeof Action>;

/** How often a rule may act, in an hour or a day of the clock (UTC). */
export const BlastLimit = z.object({ most: z.int().min(1).max(10_000), per: z.enum(['hour', 'day']) });
export type BlastLimit = z.output<typeof BlastLimit>;

/** What an admin writes: when all of it holds of one fact, then all of it is done, at most so often. */
export const WantedRule = z.object({
  name: Text,
  when: z.array(Condition).min(1).max(10),
  does: z.array(Action).min(1).max(5),
  limit: BlastLimit,
});
export type WantedRule = z.output<typeof WantedRule>;

/** What a rule acts on: what happens around contacts, or alerts. */
export const aboutOf = ({ when }: Pick<WantedRule, 'when'>): Fact['about'] =>
  when.some(({ on }) => on === 'alert') ? 'alert' : 'contact';

/** What only tells somebody, and so needs no contact. */
const TELLS: ReadonlySet<Action['do']> = new Set(['webhook', 'chat message']);

/** Why what a rule asks and does cannot go together; undefined: it can. */
export function mismatchIn(rule: Pick<WantedRule, 'when' | 'does'>): string | undefined {
  if (aboutOf(rule) === 'contact') return undefined;
  if (rule.when.some(({ on }) => on !== 'alert')) return ONLY_ALERTS;
  return rule.does.every((one) => TELLS.has(one.do)) ? undefined : ONLY_TOLD;
}

const ONLY_ALERTS = 'An alert is about no contact: ask for nothing of contacts or their posts beside it.';
const ONLY_TOLD = 'An alert is about no contact: the webhooks can be told of it, or a chat, and no more.';

/** What a rule would do with what is kept of the last 30 days. */
export const DryRun = z.object({
  at: z.iso.datetime(),
  /** Facts that were looked at. */
  facts: z.int(),
  acts: z.int(),
  /** Would fit, and is more than the limit lets through. */
  held: z.int(),
});
export type DryRun = z.output<typeof DryRun>;

/** A draft does nothing. It is switched on after a dry run of it as it is, and is a draft again when it is changed. */
export interface Rule extends WantedRule {
  readonly id: string;
  readonly state: 'draft' | 'on' | 'off';
  readonly madeAt: Date;
  readonly changedBy: string;
  readonly dryRun?: DryRun;
  /** Why it acts on nothing although it is on. */
  readonly trouble?: string;
  /** It acts on what happens from then on. */
  readonly onSince?: Date;
}

const LENGTH_MS = { hour: 3_600_000, day: 86_400_000 } as const;

/** When the hour or day that a limit counts in began. */
export function windowOf({ per }: BlastLimit, now: Date): Date {
  return new Date(Math.floor(now.getTime() / LENGTH_MS[per]) * LENGTH_MS[per]);
}
