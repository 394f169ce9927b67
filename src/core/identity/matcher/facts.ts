import { FIELDS, compare } from './comparisons.ts';
import { levelBits } from './model.ts';
import type { MatchModel, PairFacts } from './model.ts';
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

/** What agrees by fewer bits is no reason of its own. */
const TELLING = 1;

/**
 * How many fields of a pair agree that are not written from each other: a handle is made from the name, and so is a
 * mailbox, unless its digits agree too.
 */
export function independentFields(model: MatchModel, { network, comparison }: PairFacts): number {
  const named = comparison.name >= 1 && comparison.name <= 8;
  const others = FIELDS.filter((field) => {
    if (field === 'name' || field === 'handle' || (field === 'mailbox' && comparison.mailbox < 2))
      return false;
    return levelBits(model, network, field, comparison[field]) >= TELLING;
  });
  return others.length + (named || comparison.handle > 0 ? 1 : 0);
}
