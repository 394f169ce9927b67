import type { Terms } from '../terms.ts';

/**
 * Why nobody who is known from a network alone may be made a contact: the clause; undefined when they may. A contact stays,
 * is known outside the network, and nobody was asked: terms that forbid one of these forbid it.
 */
export function addingForbidden(
  terms: Pick<Terms, 'mayMatchOutside' | 'needsConsent' | 'onlyByEmail' | 'keepForDays' | 'clause'>,
): string | undefined {
  const { mayMatchOutside, needsConsent, onlyByEmail, keepForDays, clause } = terms;
  return mayMatchOutside && !needsConsent && !onlyByEmail && keepForDays === undefined ? undefined : clause;
}
