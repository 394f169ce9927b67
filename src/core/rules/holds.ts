import type { OpenDeal } from '../influence/neighbourhood/deal.ts';
import { atLeastAsUrgent } from '../warning/alerts.ts';
import { compares, plain } from './comparison.ts';
import type { Condition, Worth } from './condition.ts';
import type { AlertFact, ContactFact, Fact, Judged } from './fact.ts';

/** Whether all conditions hold of a fact. What is asked of contacts holds of no alert, and the other way round. */
export function holds(when: readonly Condition[], fact: Fact): boolean {
  return when.every((condition) =>
    fact.about === 'alert' ? holdsOfAlert(condition, fact) : holdsOfContact(condition, fact),
  );
}

function holdsOfAlert(condition: Condition, { alert }: AlertFact): boolean {
  if (condition.on !== 'alert') return false;
  const { atLeast, of, measures } = condition;
  return (
    atLeastAsUrgent(alert.level, atLeast) &&
    (of?.includes(alert.rule) ?? true) &&
    (measures?.includes(alert.measure) ?? true)
  );
}

type OfContact = Exclude<Condition, { readonly on: 'alert' }>;

/** Whether a condition holds, by what it asks. */
const HOLDS: {
  readonly [K in OfContact['on']]: (
    condition: Extract<OfContact, { readonly on: K }>,
    fact: ContactFact,
  ) => boolean;
} = {
  signal: ({ kinds }, { signal }) => signal !== undefined && kinds.includes(signal),
  tone: ({ is }, { tone }) => tone === is,
  intent: (condition, { intents = [] }) => intents.some((intent) => isSurely(condition, intent)),
  emotion: (condition, { emotion }) => isSurely(condition, emotion),
  toxicity: (condition, { toxicity }) => isSurely(condition, toxicity),
  label: (condition, { labels = [] }) => labels.some((label) => isSurely(condition, label)),
  topic: ({ is }, { topics = [] }) => topics.includes(is),
  text: ({ contains }, { text = '' }) => plain(text).includes(plain(contains)),
  language: ({ is }, { language }) => language?.tag.split('-')[0] === is,
  network: ({ is }, { network }) => network === is,
  influence: ({ atLeast }, { influence }) => influence !== undefined && influence >= atLeast,
  contact: (condition, { known }) => compares(condition, known[condition.field] ?? []),
  field: (condition, { fields = {} }) => compares(condition, [fields[condition.field] ?? '']),
  deal: ({ worth }, { deals = [] }) => deals.some(({ amount }) => !worth || isWorth(amount, worth)),
};

function holdsOfContact(condition: Condition, fact: ContactFact): boolean {
  if (condition.on === 'alert') return false;
  const asks = HOLDS[condition.on] as (condition: OfContact, fact: ContactFact) => boolean;
  return asks(condition, fact);
}

const isSurely = (
  { any, atLeast }: { readonly any: readonly string[]; readonly atLeast: number },
  judged: Judged | undefined,
) => judged !== undefined && any.includes(judged.label) && judged.probability >= atLeast;

/** An amount of which the CRM does not say the currency is in none that is asked for: nothing is converted or guessed. */
const isWorth = (amount: OpenDeal['amount'], { atLeast, currency }: Worth) =>
  amount !== undefined && amount.value >= atLeast && (currency === undefined || amount.currency === currency);
