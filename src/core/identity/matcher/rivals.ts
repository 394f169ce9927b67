/** A candidate pair with its weight: the contact and the profile are indexes, the network is the profile's. */
export interface Weighed {
  readonly contact: number;
  readonly profile: number;
  readonly network: string;
  /** The candidates of one contact on one network are one choice; choices are numbered from 0. */
  readonly choice: number;
  readonly bits: number;
}

/** Enough to be certain, and far from what a number can hold. */
const MOST_BITS = 60;
const oddsOf = (bits: number) => 2 ** Math.min(MOST_BITS, bits);

/**
 * A person has at most one profile of a kind on a network, as a rule: the candidates of one contact on one network
 * compete, and "none of these" competes with them at zero bits.
 * @returns the posterior of each pair, in the order given.
 */
export function posteriors(pairs: readonly Weighed[]): Float64Array {
  const sums = oddsOfChoices(pairs);
  return Float64Array.from(pairs, ({ choice, bits }) => oddsOf(bits) / (sums[choice] ?? 1));
}

/** Of each choice, by its number, the odds of all its candidates together with "none of these", which has 1. */
export function oddsOfChoices(pairs: readonly Weighed[]): Float64Array {
  const count = pairs.reduce((most, { choice }) => Math.max(most, choice + 1), 0);
  const sums = new Float64Array(count).fill(1);
  for (const { choice, bits } of pairs) sums[choice] = (sums[choice] ?? 1) + oddsOf(bits);
  return sums;
}
