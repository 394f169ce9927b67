import { asModel, keepSigns, layoutOf, product, signsOf, sparse } from './weights.ts';
import type { Sparse } from './weights.ts';
import type { MatchModel, PairFacts } from './model.ts';

/** The candidates of one contact on one network, at most one of which is theirs; a group may have no right one. */
export type Choice = readonly { readonly pair: PairFacts; readonly same: boolean }[];

/**
 * Learns the weights of the linkage model from labelled choices: the Fellegi–Sunter weights as a conditional logit
 * (McFadden 1974) over the candidates of one contact on one network and "none of these". Dependent fields share their
 * evidence instead of counting it twice, and the rivals are part of what is learnt, so that the probabilities of
 * `posteriors` are the learnt ones. AdaGrad (Duchi et al. 2011) in the order given: the same choices give the same model.
 */
export function learn(choices: readonly Choice[], version: string, rounds = 40): MatchModel {
  const networks = [...new Set(choices.flatMap((choice) => choice.map(({ pair }) => pair.network)))];
  const layout = layoutOf(networks.toSorted());
  const groups = choices.map((choice) => choice.map(({ pair, same }) => ({ x: sparse(pair, layout), same })));
  const weights = new Float64Array(layout.size);
  const seen = new Float64Array(layout.size).fill(1e-3);
  const signs = signsOf(layout);
  const shared = layout.intercept + 1;
  for (let round = 0; round < rounds; round++) {
    for (const group of groups) step(group, weights, seen, shared);
    keepSigns(weights, signs, layout);
  }
  return { ...asModel(weights, layout, version), rates: ratesOf(choices) };
}

const RATE = 0.3;
const RIDGE = 1e-5;
/** A network's own weights stay close to the shared ones, unless much speaks for it. */
const APART = 1e-3;
/** Beyond this the exponential says nothing more. */
const SURE = 40;

/** Of the choices on each network, the share with a right one. */
function ratesOf(choices: readonly Choice[]): Record<string, number> {
  const of = Map.groupBy(choices, ([first]) => first?.pair.network ?? '');
  return Object.fromEntries(
    [...of].map(([network, all]) => {
      const found = all.filter((choice) => choice.some(({ same }) => same)).length;
      return [network, Number((found / all.length).toFixed(4))];
    }),
  );
}

function step(
  group: readonly { readonly x: Sparse; readonly same: boolean }[],
  weights: Float64Array,
  seen: Float64Array,
  shared: number,
): void {
  const odds = group.map(({ x }) => Math.exp(Math.min(SURE, product(x, weights))));
  const all = odds.reduce((sum, odd) => sum + odd, 1);
  const right = Math.max(1, group.filter(({ same }) => same).length);
  const gradient = new Map<number, number>();
  group.forEach(({ x, same }, i) => {
    const error = (odds[i] ?? 0) / all - (same ? 1 / right : 0);
    x.at.forEach((at, k) => gradient.set(at, (gradient.get(at) ?? 0) + error * (x.value[k] ?? 0)));
  });
  for (const [at, slope] of gradient) {
    const downhill = slope + (at < shared ? RIDGE : APART) * (weights[at] ?? 0);
    seen[at] = (seen[at] ?? 0) + downhill * downhill;
    weights[at] = (weights[at] ?? 0) - (RATE * downhill) / Math.sqrt(seen[at]);
  }
}
