/** A candidate pair with its weight: the contact and the profile are indexes, the network is the profile's. */
export interface Weighed {
  readonly contact: number;
  readonly profile: number;
  readonly network: string;
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
  return Float64Array.from(pairs, (pair) => oddsOf(pair.bits) / (sums.get(choiceOf(pair)) ?? 1));
}

/** The candidates of one contact on one network are one choice. */
export const choiceOf = ({ contact, network }: Pick<Weighed, 'contact' | 'network'>) =>
  `${contact}:${network}`;

/** Of each choice, the odds of all its candidates together with "none of these", which has 1. */
export function oddsOfChoices(pairs: readonly Weighed[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const pair of pairs) {
    const choice = choiceOf(pair);
    sums.set(choice, (sums.get(choice) ?? 1) + oddsOf(pair.bits));
  }
  return sums;
}
