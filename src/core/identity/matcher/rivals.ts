/** A candidate pair with its weight: the contact and the profile are indexes, the network is the profile's. */
export interface Weighed {
  readonly contact: number;
  readonly profile: number;
  readonly network: string;
  readonly bits: number;
}

/**
 * A person has at most one profile of a kind on a network, as a rule: the candidates of one contact on one network
 * compete, and "none of these" competes with them at zero bits.
 * @returns the posterior of each pair, in the order given.
 */
export function posteriors(
  pairs: readonly Weighed[],
  calibration: readonly [number, number] = [1, 0],
): Float64Array {
  const [a, b] = calibration;
  const odds = Float64Array.from(pairs, (pair) => 2 ** Math.min(60, a * pair.bits + b));
  const sums = new Map<string, number>();
  const keyOf = (pair: Weighed) => `${pair.contact}:${pair.network}`;
  pairs.forEach((pair, i) => sums.set(keyOf(pair), (sums.get(keyOf(pair)) ?? 1) + (odds[i] ?? 0)));
  return odds.map((odd, i) => {
    const pair = pairs[i];
    return pair ? odd / (sums.get(keyOf(pair)) ?? 1) : 0;
  });
}
