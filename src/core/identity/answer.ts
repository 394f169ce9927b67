import { z } from 'zod';
import type { Contact } from '../contact.ts';
import { keyOf } from '../profile.ts';
import type { Profile } from '../profile.ts';
import type { AddressGrammar } from './address.ts';
import { factsOfPair } from './compare-fields.ts';
import { FIELDS } from './matcher/comparisons.ts';
import type { Comparison, Field } from './matcher/comparisons.ts';
import type { NameCounts } from './matcher/name-counts.ts';
import type { Label } from './matcher/relearn.ts';
import { sceneOf } from './statements.ts';

/**
 * What a pair was judged by when a person answered: levels and counts, no names. It is kept with the answer, so that
 * the same answers teach the same, whatever becomes of the contact and the profile.
 */
export type Answer = Omit<Label, 'same'>;

const FieldName = z.enum(FIELDS as readonly [Field, ...Field[]]);
// A field that was not yet compared when the person answered had nothing to compare.
const Levels = z
  .partialRecord(FieldName, z.number().int().nonnegative())
  .transform(
    (levels) => Object.fromEntries(FIELDS.map((field) => [field, levels[field] ?? 0])) as Comparison,
  );
const Facts = z.object({ network: z.string(), comparison: Levels, rarity: z.array(z.number()) });

export const Answer = z.object({ pair: Facts, rivals: z.array(Facts) });

/** @param profiles all that were weighed for the contact; those on the network of the one asked about are its rivals. */
export function answerOn(
  contact: Contact,
  asked: Profile,
  profiles: readonly Profile[],
  grammars: readonly AddressGrammar[],
  counts: NameCounts,
): Answer {
  const others = profiles.filter((one) => keyOf(one) !== keyOf(asked));
  const scene = sceneOf(contact, [...others, asked], grammars, () => false);
  const rivals = others.filter((one) => one.network === asked.network);
  const facts = (profile: Profile) => factsOfPair(scene, profile, counts);
  return { pair: facts(asked), rivals: rivals.toSorted(byKey).map(facts) };
}

const byKey = (a: Profile, b: Profile) => (keyOf(a) < keyOf(b) ? -1 : 1);
