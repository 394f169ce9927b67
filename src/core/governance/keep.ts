import type { Terms } from '../terms.ts';

const DAY_MS = 86_400_000;

/** Until when a fact fetched under these terms may be kept; undefined: as long as the person publishes it. */
export function keepUntil(terms: Pick<Terms, 'keepForDays'>, fetchedAt: Date): Date | undefined {
  return terms.keepForDays === undefined
    ? undefined
    : new Date(fetchedAt.getTime() + terms.keepForDays * DAY_MS);
}

/** Why a network's profiles may not be matched to a person known from elsewhere: the clause; undefined when they may. */
export function matchingForbidden(terms: Terms): string | undefined {
  return terms.mayMatchOutside && !terms.needsConsent ? undefined : terms.clause;
}
