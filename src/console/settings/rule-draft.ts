import type { Action, WantedRule } from '../../core/rules/rule.ts';
import { PER } from './rule-words.ts';
import { conditionOf, EMPTY_WHEN } from './when-draft.ts';
import type { WhenDraft } from './when-draft.ts';

export const DOES = [
  ['task', 'add a task'],
  ['ticket', 'add a ticket'],
  ['list', 'put them on a list'],
  ['field', 'set a field'],
  ['webhook', 'tell the webhooks'],
  ['chat message', 'write to a chat'],
] as const;
export const PERS = [
  ['hour', PER.hour],
  ['day', PER.day],
] as const;

/** A rule as it is being written. */
export interface RuleDraft {
  readonly name: string;
  readonly when: readonly WhenDraft[];
  readonly does: (typeof DOES)[number][0];
  readonly what: string;
  readonly field: string;
  readonly chat: string;
  readonly most: number;
  readonly per: WantedRule['limit']['per'];
}

export const EMPTY_RULE: RuleDraft = {
  ...{ name: '', when: [EMPTY_WHEN], does: 'task', what: '' },
  ...{ field: '', chat: '', most: 10, per: 'hour' },
};

/** The rule that was written. */
export function ruleOf({ name, when, does, what, field, chat, most, per }: RuleDraft): WantedRule {
  const actions = {
    task: { do: 'task', title: what },
    ticket: { do: 'ticket', title: what },
    list: { do: 'list', list: what },
    field: { do: 'field', field, value: what, mode: 'overwrite' },
    webhook: { do: 'webhook' },
    'chat message': { do: 'chat message', chat },
  } satisfies Record<RuleDraft['does'], Action>;
  return { name, when: when.map(conditionOf), does: [actions[does]], limit: { most, per } };
}
