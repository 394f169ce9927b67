import { oddsOfChoices } from './rivals.ts';
import type { Weighed } from './rivals.ts';

/** Of the contacts that have a candidate on a network, the share whose own profile is among them. */
export type BaseRates = Readonly<Record<string, number>>;

const ROUNDS = 50;
const BOUNDS = [0.001, 0.99] as const;

/** Networks the model was not learnt on begin here. */
const UNKNOWN = 0.3;

/**
 * How many of these contacts are on each network, estimated from the pairs themselves without a label: EM over the
 * base rates alone (Saerens, Latinne & Decaestecker 2002). The weights say what agreement proves, the rates how many
 * were there to be found; only the latter differ much between installations.
 */
export function expectRates(pairs: readonly Weighed[], learnt: BaseRates): BaseRates {
  const odds = oddsOfChoices(pairs);
  const choices = new Map<string, Set<number>>();
  for (const { network, choice } of pairs) {
    const all = choices.get(network);
    if (all) all.add(choice);
    else choices.set(network, new Set([choice]));
  }
  return Object.fromEntries(
    [...choices].map(([network, all]) => {
      const found = Float64Array.from(all, (choice) => (odds[choice] ?? 1) - 1);
      return [network, expectRate(found, learnt[network] ?? UNKNOWN)];
    }),
  );
}

/** @param odds of each contact that one of its candidates is right, at the rate that was learnt. */
function expectRate(odds: Float64Array, learnt: number): number {
  let rate = learnt;
  for (let round = 0; round < ROUNDS; round++) {
    const shift = 2 ** (logOdds(rate) - logOdds(learnt));
    const found = odds.reduce((sum, odd) => sum + (odd * shift) / (1 + odd * shift), 0);
    rate = bounded(found / odds.length);
  }
  return rate;
}

/** How much more a pair weighs where another share of the contacts is on its network than the model learnt. */
export function rateBits(network: string, learnt: BaseRates, rates: BaseRates): number {
  const expected = rates[network];
  return expected === undefined ? 0 : logOdds(expected) - logOdds(learnt[network] ?? UNKNOWN);
}

const bounded = (rate: number) => Math.min(BOUNDS[1], Math.max(BOUNDS[0], rate));
const logOdds = (rate: number) => Math.log2(bounded(rate) / (1 - bounded(rate)));
