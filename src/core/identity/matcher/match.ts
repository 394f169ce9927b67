import { expectRates, rateBits } from './base-rates.ts';
import type { BaseRates } from './base-rates.ts';
import type { Candidates } from './candidates.ts';
import { shareProfiles } from './claims.ts';
import { independentFields } from './facts.ts';
import { CRM_NAMES, weigh } from './model.ts';
import type { MatchModel } from './model.ts';
import { posteriors } from './rivals.ts';
import type { Weighed } from './rivals.ts';
import { followTrails } from './trails.ts';

export interface Match extends Weighed {
  readonly probability: number;
  /** How many fields agree that are not written from each other; that the CRM names it counts as one. */
  readonly independent: number;
}

export interface Judged {
  /** In the order of the candidates. */
  readonly matches: readonly Match[];
  readonly rates: BaseRates;
}

/** What a person said counts for more than any evidence, also against rivals. */
const CERTAIN = 50;

/**
 * Weighs candidates, lets rivals compete, and estimates how many contacts are on each network.
 * @param answers of people, by the number of the pair.
 */
export function judge(
  { pairs, trails, mayBeOne }: Candidates,
  model: MatchModel,
  answers: ReadonlyMap<number, boolean> = new Map(),
): Judged {
  const weighed = pairs.map((pair): Weighed => {
    const { contact, profile, network, choice, facts, handleBits, isNamed } = pair;
    const bits = (facts ? weigh(model, facts) : handleBits) + (isNamed ? CRM_NAMES : 0);
    return { contact, profile, network, choice, bits };
  });
  const rates = expectRates(weighed, model.rates);
  const shift = new Map(Object.keys(rates).map((n) => [n, rateBits(n, model.rates, rates)]));
  const settled = weighed.map((pair, i) => {
    const answer = answers.get(i);
    const bits =
      answer === undefined ? pair.bits + (shift.get(pair.network) ?? 0) : answer ? CERTAIN : -CERTAIN;
    return { ...pair, bits };
  });
  const followed = followTrails(shareProfiles(settled, mayBeOne), trails);
  const probability = posteriors(followed);
  const matches = followed.map((pair, i): Match => {
    const { facts, isNamed } = pairs[i] ?? {};
    const independent = (facts ? independentFields(model, facts) : 1) + Number(isNamed === true);
    return { ...pair, probability: probability[i] ?? 0, independent };
  });
  return { matches, rates };
}
