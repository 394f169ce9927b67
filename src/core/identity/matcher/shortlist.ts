import { factsOf } from './facts.ts';
import { weigh } from './model.ts';
import type { MatchModel } from './model.ts';
import type { NameCounts } from './name-counts.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/**
 * Of many profiles found by a key, those that weigh most for a contact, heaviest first: the others could neither be
 * linked nor, as rivals, change what is.
 */
export function shortlist<P extends { readonly traits: ProfileTraits }>(
  contact: ContactTraits,
  profiles: readonly P[],
  model: MatchModel,
  counts: NameCounts,
  most: number,
): readonly P[] {
  const weighed = profiles.map((profile) => ({
    profile,
    bits: weigh(model, factsOf(contact, profile.traits, counts)),
  }));
  return weighed
    .toSorted((a, b) => b.bits - a.bits)
    .slice(0, most)
    .map(({ profile }) => profile);
}
