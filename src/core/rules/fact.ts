import type { ContactId } from '../ids.ts';
import type { Signal } from '../record/signal.ts';
import type { Condition } from './rule.ts';

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
  readonly tone?: 'negative' | 'neutral' | 'positive';
  readonly language?: string;
  /** Percentile; absent where it is not known. */
  readonly influence?: number;
  readonly company?: string;
  readonly title?: string;
  readonly location?: string;
}

/** Whether all conditions hold of a fact. */
export function holds(when: readonly Condition[], fact: Fact): boolean {
  return when.every((condition) => holdsOne(condition, fact));
}

function holdsOne(condition: Condition, fact: Fact): boolean {
  switch (condition.on) {
    case 'signal':
      return fact.signal !== undefined && condition.kinds.includes(fact.signal);
    case 'tone':
      return fact.tone === condition.is;
    case 'text':
      return plain(fact.text).includes(plain(condition.contains));
    case 'language':
      return fact.language?.split('-')[0] === condition.is;
    case 'network':
      return fact.network === condition.is;
    case 'influence':
      return fact.influence !== undefined && fact.influence >= condition.atLeast;
    case 'contact':
      return plain(fact[condition.field]) === plain(condition.is);
  }
}

const plain = (text: string | undefined): string =>
  (text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

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
