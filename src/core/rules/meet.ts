import type { Condition } from './condition.ts';
import type { Fact } from './fact.ts';
import { holds } from './holds.ts';

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
