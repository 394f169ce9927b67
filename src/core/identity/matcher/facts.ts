import { compare } from './comparisons.ts';
import type { PairFacts } from './model.ts';
import type { NameCounts } from './name-counts.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/** What one pair is judged by: the levels its fields reach, and how common the names are (`RARITY`'s order). */
export function factsOf(contact: ContactTraits, profile: ProfileTraits, counts: NameCounts): PairFacts {
  return {
    network: profile.network,
    comparison: compare(contact, profile),
    rarity: [
      counts.profilesNamed(profile.network, profile.given, profile.family),
      counts.withFamily(contact.family),
      counts.contactsNamed(contact.given, contact.family),
      counts.withGiven(contact.given),
    ],
  };
}
