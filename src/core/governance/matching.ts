import type { Terms } from '../terms.ts';

/** Why a network's profiles may not be matched to a person known from elsewhere: the clause; undefined when they may. */
export function matchingForbidden(terms: Terms): string | undefined {
  return terms.mayMatchOutside && !terms.needsConsent ? undefined : terms.clause;
}
