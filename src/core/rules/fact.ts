import type { Contact } from '../contact.ts';
import type { Reading } from '../conversation/reading.ts';
import type { ContactId } from '../ids.ts';
import type { Signal } from '../record/signal.ts';
import { compares, plain } from './comparison.ts';
import type { ContactField } from './comparison.ts';
import type { Condition } from './condition.ts';

/** Something that a post was read as. */
interface Judged {
  readonly label: string;
  readonly probability: number;
}

/** Something that happened around one contact, which a rule may act on: a signal, or a post of a linked profile. */
export interface Fact {
  /** A hash; the same for the same fact. */
  readonly key: string;
  readonly at: Date;
  readonly contact: ContactId;
  readonly network: string;
  readonly profile: string;
  readonly url: string;
  /** Of a signal. */
  readonly signal?: Signal['kind'];
  /** Of a post; absent where its author declined to be found by words. */
  readonly text?: string;
  /** Of a post, as the next. Absent where Kith is not sure. */
  readonly tone?: NonNullable<Reading['tone']>['label'];
  readonly language?: Reading['language'];
  readonly intents?: readonly Judged[];
  readonly emotion?: Judged;
  readonly toxicity?: Judged;
  /** In the words that the account teaches now. */
  readonly labels?: readonly Judged[];
  /** Of a post, the listening rules that a rule asks for and that name it, by id; absent before it was looked at so. */
  readonly topics?: readonly string[];
  /** Percentile; absent where it is not known. */
  readonly influence?: number;
  /** What the CRM says of the contact; what it does not say is absent. */
  readonly known: Readonly<Partial<Record<ContactField, readonly string[]>>>;
  /** What stands in the CRM's own fields that a rule asks for; absent before the CRM was asked. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the CRM says of a contact, as facts know it. */
export function knownOf({ company, title, location, website, emails }: Contact): Fact['known'] {
  const said = { company, title, location, website };
  const domains = emails.flatMap((email) => email.split('@').slice(1));
  return {
    ...Object.fromEntries(
      Object.entries(said).flatMap(([field, value]) => (value === undefined ? [] : [[field, [value]]])),
    ),
    ...(domains.length > 0 && { 'e-mail domain': domains }),
  };
}

/** Whether all conditions hold of a fact. */
export function holds(when: readonly Condition[], fact: Fact): boolean {
  return when.every((condition) => holdsOne(condition, fact));
}

/** Whether a condition holds, by what it asks. */
const HOLDS: {
  readonly [K in Condition['on']]: (condition: Extract<Condition, { readonly on: K }>, fact: Fact) => boolean;
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
};

function holdsOne(condition: Condition, fact: Fact): boolean {
  const asks = HOLDS[condition.on] as (condition: Condition, fact: Fact) => boolean;
  return asks(condition, fact);
}

const isSurely = (
  { any, atLeast }: { readonly any: readonly string[]; readonly atLeast: number },
  judged: Judged | undefined,
) => judged !== undefined && any.includes(judged.label) && judged.probability >= atLeast;

/** What becomes of a fact that fits: `held` where the limit lets no more through; `known` where it was met before. */
export type Outcome = 'acts' | 'held' | 'known';

/** A fact that fits, and what becomes of it. */
export interface Met {
  readonly fact: Fact;
  readonly outcome: Outcome;
}

/**
 * Meets facts one after the other with a rule. A dry run and the real thing are both this: they differ in `claim` alone,
 * which says whether the rule may act on one more.
 */
export async function meet(
  when: readonly Condition[],
  facts: readonly Fact[],
  claim: (fact: Fact) => Outcome | Promise<Outcome>,
): Promise<readonly Met[]> {
  const met: Met[] = [];
  for (const fact of facts) {
    if (holds(when, fact)) met.push({ fact, outcome: await claim(fact) });
  }
  return met;
}
