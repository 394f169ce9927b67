import type { Action, Condition, WantedRule } from '../../core/rules/rule.ts';

/** What a limit counts in. */
export const PER = { hour: 'an hour', day: 'a day' } as const satisfies Record<
  WantedRule['limit']['per'],
  string
>;

/** The names of chats by their ids. */
type Chats = ReadonlyMap<string, string>;

/** A rule in one sentence. */
export function ruleSays({ when, does, limit }: WantedRule, chats: Chats): string {
  const ifs = when.map(conditionSays).join(', and ');
  return `When ${ifs}: ${does.map((one) => actionSays(one, chats)).join('; ')}. At most ${limit.most} ${PER[limit.per]}.`;
}

function conditionSays(condition: Condition): string {
  switch (condition.on) {
    case 'signal':
      return `there is a signal (${condition.kinds.join(', ')})`;
    case 'tone':
      return `a post is ${condition.is}`;
    case 'text':
      return `a post says “${condition.contains}”`;
    case 'language':
      return `a post is in “${condition.is}”`;
    case 'network':
      return `it is on ${condition.is}`;
    case 'influence':
      return `their influence is ${condition.atLeast} or more`;
    case 'contact':
      return `their ${condition.field} is “${condition.is}”`;
  }
}

function actionSays(action: Action, chats: Chats): string {
  switch (action.do) {
    case 'task':
      return `add the task “${action.title}”`;
    case 'ticket':
      return `add the ticket “${action.title}”`;
    case 'list':
      return `put them on the list “${action.list}”`;
    case 'field':
      return `set ${action.field} to “${action.value}”`;
    case 'webhook':
      return 'tell the webhooks';
    case 'chat message':
      return `write to ${named(chats.get(action.chat))}`;
  }
}

const named = (chat: string | undefined) => (chat === undefined ? 'a chat that is gone' : `“${chat}”`);
