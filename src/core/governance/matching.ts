import type { Contact } from '../contact.ts';
import type { NetworkId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { Terms } from '../terms.ts';

/** Why a network's profiles may be matched to nobody who is known from elsewhere: the clause; undefined when they may. */
export function matchingForbidden(terms: Terms): string | undefined {
  return terms.mayMatchOutside ? undefined : terms.clause;
}

/**
 * Why a network is not asked about a person, and nothing of it kept for them, as the record says it after the network's
 * name; undefined when it may be.
 * @param consented whether this person's consent is recorded for this network.
 */
export function refusalOf(terms: Terms, consented: boolean): string | undefined {
  const clause = terms.clause.replace(/\.$/, '');
  if (!terms.mayMatchOutside) return `is not asked, since its terms forbid it: ${clause}`;
  if (terms.needsConsent && !consented)
    return `is not asked until this person’s consent is recorded: ${clause}`;
  return undefined;
}

/**
 * Whether a profile may be weighed for a contact at all. Where the terms let it be recognised only by the e-mail address
 * with which it was found, whoever else resembles it is nobody. What a person decides counts all the same.
 */
export function mayWeigh(
  terms: Pick<Terms, 'onlyByEmail'> | undefined,
  { keyedBy }: Pick<Profile, 'keyedBy'>,
  { emails }: Pick<Contact, 'emails'>,
): boolean {
  if (!terms?.onlyByEmail) return true;
  const key = keyedBy?.trim().toLowerCase();
  return key !== undefined && emails.some((email) => email.trim().toLowerCase() === key);
}

/** Networks of which nothing may be shown in a frame → the clause that says so. */
export function unframedOf(
  networks: readonly { readonly id: NetworkId; readonly terms: Terms }[],
): ReadonlyMap<NetworkId, string> {
  const forbidden = networks.filter(({ terms }) => !terms.mayShowInFrame);
  return new Map(forbidden.map(({ id, terms }) => [id, terms.clause]));
}

/** Networks of which nothing is kept without the person's consent → the clause that says so. */
export function consentClausesOf(
  networks: readonly { readonly id: NetworkId; readonly terms: Terms }[],
): ReadonlyMap<NetworkId, string> {
  const asking = networks.filter(({ terms }) => terms.needsConsent);
  return new Map(asking.map(({ id, terms }) => [id, terms.clause]));
}
