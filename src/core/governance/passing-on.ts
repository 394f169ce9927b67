import type { Terms } from '../terms.ts';

/** What is known of a network where it matters to whom its posts may go. */
export interface PassedFrom {
  readonly terms: Terms;
  /** It tells what is said in channels of the customer's own. */
  readonly onlyHeard?: true;
}

/**
 * Why nothing that is said on a network may be given to a language model: the clause of its terms; undefined where it may.
 * What may not be read into, not be shown on others' pages or only be kept with consent is not passed on either, and what
 * was said to the customer alone stays with them.
 */
export function passingForbidden({ terms, onlyHeard }: PassedFrom): string | undefined {
  const isOpen = terms.mayDerive !== false && terms.mayShowInFrame && !terms.needsConsent;
  return isOpen && !terms.onlyByEmail && !onlyHeard ? undefined : terms.clause;
}
