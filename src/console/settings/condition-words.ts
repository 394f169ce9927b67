import type { IntentName } from '../../core/conversation/intent/intents.ts';
import { amountOf } from '../../core/influence/neighbourhood/deal.ts';
import { present } from '../../core/present.ts';
import type { Comparison } from '../../core/rules/comparison.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { AlertLevel } from '../../core/warning/alerts.ts';
import { MEASURE_WORDS } from '../../core/warning/words.ts';

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

type Says<K extends Condition['on']> = (
  condition: Extract<Condition, { readonly on: K }>,
  names: Names,
) => string;

const SAYS: { readonly [K in Condition['on']]: Says<K> } = {
  signal: ({ kinds }) => `there is a signal (${kinds.join(', ')})`,
  tone: ({ is }) => `a post is ${is}`,
  intent: (condition) => `a post ${orOf(condition.any.map((one) => DOES_WHAT[one]))}${surely(condition)}`,
  emotion: (condition) => `a post sounds of ${orOf(condition.any)}${surely(condition)}`,
  toxicity: (condition) => `a post is ${orOf(condition.any)}${surely(condition)}`,
  label: (condition, names) =>
    `a post is ${orOf(condition.any.map((one) => labelSays(one, names)))}${surely(condition)}`,
  topic: ({ is }, names) => `a post is about ${topicSays(is, names)}`,
  text: ({ contains }) => `a post says “${contains}”`,
  language: ({ is }) => `a post is in “${is}”`,
  network: ({ is }, { networks }) => `it is on ${networks.get(is) ?? is}`,
  influence: ({ atLeast }) => `their influence is ${atLeast} or more`,
  contact: (condition) => `their ${condition.field} ${comparisonSays(condition)}`,
  field: (condition, { fields }) =>
    `their ${fields.get(condition.field) ?? condition.field} ${comparisonSays(condition)}`,
  deal: ({ worth }) =>
    worth
      ? `they have an open deal worth ${amountOf({ value: worth.atLeast, ...present({ currency: worth.currency }) })} or more`
      : 'they have an open deal',
  alert: ({ atLeast, of = [], measures = [] }, names) =>
    [
      `there is an alert (${URGENCY[atLeast]})`,
      ...(of.length > 0 ? [` about ${orOf(of.map((id) => topicSays(id, names)))}`] : []),
      ...(measures.length > 0 ? [`, counting ${orOf(measures.map((one) => MEASURE_WORDS[one]))}`] : []),
    ].join(''),
};

/** Half a sentence after “When”. */
export function conditionSays(condition: Condition, names: Names): string {
  const says = SAYS[condition.on] as (condition: Condition, names: Names) => string;
  return says(condition, names);
}

/** How urgent an alert has to be. */
export const URGENCY = {
  watch: 'watch or worse',
  warn: 'warning or worse',
  crisis: 'crisis',
} as const satisfies Record<AlertLevel, string>;

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
