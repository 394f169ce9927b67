/**
 * How common names are among what is known: an agreement on a rare name proves more than one on a common name
 * (Winkler's term-frequency adjustment). Names are folded, as `contactTraits` and `profileTraits` give them; a name
 * that is empty is counted as 0.
 */
export interface NameCounts {
  /** Profiles of a network that show this whole name. */
  profilesNamed(network: string, given: string, family: string): number;
  /** Profiles of any network that show this family name. */
  withFamily(family: string): number;
  /** Profiles of any network that show this given name. */
  withGiven(given: string): number;
  /** Contacts of this whole name. */
  contactsNamed(given: string, family: string): number;
}
