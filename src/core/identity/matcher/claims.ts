import { posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';

/** How far another contact's claim on a profile lowers a claim: it is a guess itself. */
const YIELD = 0.5;
/** A claim of less than one to a hundred is not heard. */
const UNHEARD = 0.01;
/** A claim counts for at most so many to one. */
const SUREST = 0.9999;

/**
 * A profile belongs to one person: contacts who are not each other claim it against each other, as profiles compete for
 * a contact. The same person entered twice claims it once.
 * @param mayBeOne whether two contacts, by number, could be one person.
 * @returns the pairs in the order given.
 */
export function shareProfiles(
  pairs: readonly Weighed[],
  mayBeOne: (a: number, b: number) => boolean,
): readonly Weighed[] {
  const probability = posteriors(pairs);
  const odds = probability.map((p) => Math.min(p, SUREST) / (1 - Math.min(p, SUREST)));
  const claimants = Map.groupBy(
    pairs.keys().filter((i) => (odds[i] ?? 0) > UNHEARD),
    (i) => pairs[i]?.profile,
  );
  return pairs.map((pair) => {
    let others = 0;
    for (const j of claimants.get(pair.profile) ?? []) {
      const contact = pairs[j]?.contact ?? pair.contact;
      if (contact !== pair.contact && !mayBeOne(pair.contact, contact)) others += odds[j] ?? 0;
    }
    return others > 0 ? { ...pair, bits: pair.bits - YIELD * Math.log2(1 + others) } : pair;
  });
}
