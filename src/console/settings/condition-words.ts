import type { IntentName } from '../../core/conversation/intent/intents.ts';
import type { Comparison } from '../../core/rules/comparison.ts';
import type { Condition } from '../../core/rules/condition.ts';

/** What a post does that has an intent. */
export const DOES_WHAT = {
  question: 'asks something',
  complaint: 'complains',
  bug: 'reports a fault',
  praise: 'praises',
  purchase: 'asks about buying',
  feature: 'proposes something',
  churn: 'speaks of leaving',
  press: 'asks for the press',
  crisis: 'tells of a crisis',
} as const satisfies Record<IntentName, string>;

/** How things are called that a rule names by their ids. */
export interface Names {
  readonly chats: ReadonlyMap<string, string>;
  /** Listening rules; those that are off name nothing. */
  readonly topics: ReadonlyMap<string, { readonly name: string; readonly on: boolean }>;
  /** Contact fields of the CRM. */
  readonly fields: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
  /** Labels of the account's own that are taught now; undefined: it is not known yet. */
  readonly labels?: ReadonlySet<string> | undefined;
}

/** Half a sentence after “When”. */
export function conditionSays(condition: Condition, names: Names): string {
  switch (condition.on) {
    case 'signal':
      return `there is a signal (${condition.kinds.join(', ')})`;
    case 'tone':
      return `a post is ${condition.is}`;
    case 'intent':
      return `a post ${orOf(condition.any.map((one) => DOES_WHAT[one]))}${surely(condition)}`;
    case 'emotion':
      return `a post sounds of ${orOf(condition.any)}${surely(condition)}`;
    case 'toxicity':
      return `a post is ${orOf(condition.any)}${surely(condition)}`;
    case 'label':
      return `a post is ${orOf(condition.any.map((one) => labelSays(one, names)))}${surely(condition)}`;
    case 'topic':
      return `a post is about ${topicSays(condition.is, names)}`;
    case 'text':
      return `a post says “${condition.contains}”`;
    case 'language':
      return `a post is in “${condition.is}”`;
    case 'network':
      return `it is on ${names.networks.get(condition.is) ?? condition.is}`;
    case 'influence':
      return `their influence is ${condition.atLeast} or more`;
    case 'contact':
      return `their ${condition.field} ${comparisonSays(condition)}`;
    case 'field':
      return `their ${names.fields.get(condition.field) ?? condition.field} ${comparisonSays(condition)}`;
  }
}

const orOf = (all: readonly string[]) => all.join(' or ');

const surely = ({ atLeast }: { readonly atLeast: number }) =>
  atLeast === 0 ? '' : ` (at least ${Math.round(atLeast * 100)} % sure)`;

const labelSays = (label: string, { labels }: Names) =>
  labels?.has(label) === false ? `“${label}” (taught no more: no post is)` : `“${label}”`;

function topicSays(id: string, { topics }: Names): string {
  const topic = topics.get(id);
  if (!topic) return 'a topic that is gone';
  return topic.on ? `“${topic.name}”` : `“${topic.name}”, which is switched off and names nothing`;
}

const comparisonSays = (comparison: Comparison) =>
  comparison.how === 'is known' ? 'is known' : `${comparison.how} “${comparison.value}”`;
