import type { Action, WantedRule } from '../../core/rules/rule.ts';
import { conditionSays } from './condition-words.ts';
import type { Names } from './condition-words.ts';

/** What a limit counts in. */
export const PER = { hour: 'an hour', day: 'a day' } as const satisfies Record<
  WantedRule['limit']['per'],
  string
>;

/** A rule in one sentence. */
export function ruleSays({ when, does, limit }: WantedRule, names: Names): string {
  const ifs = when.map((one) => conditionSays(one, names)).join(', and ');
  return `When ${ifs}: ${does.map((one) => actionSays(one, names)).join('; ')}. At most ${limit.most} ${PER[limit.per]}.`;
}

function actionSays(action: Action, { chats, fields }: Names): string {
  switch (action.do) {
    case 'task':
      return `add the task “${action.title}”`;
    case 'ticket':
      return `add the ticket “${action.title}”`;
    case 'list':
      return `put them on the list “${action.list}”`;
    case 'field':
      return `set ${fields.get(action.field) ?? action.field} to “${action.value}”`;
    case 'webhook':
      return 'tell the webhooks';
    case 'chat message':
      return `write to ${named(chats.get(action.chat))}`;
  }
}

const named = (chat: string | undefined) => (chat === undefined ? 'a chat that is gone' : `“${chat}”`);
