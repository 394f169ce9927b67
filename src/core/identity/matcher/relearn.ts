import { rateBits } from './base-rates.ts';
import type { BaseRates } from './base-rates.ts';
import type { MatchModel, PairFacts } from './model.ts';
import { asModel, asWeights, keepSigns, layoutOf, product, signsOf, sparse } from './weights.ts';
import type { Layout, Sparse } from './weights.ts';

/** A person's answer about one pair, with the other candidates of that contact on that network. */
export interface Label {
  readonly pair: PairFacts;
  readonly same: boolean;
  readonly rivals: readonly PairFacts[];
}

/** How closely the shipped weights are kept: one answer moves a weight little, fifty that agree move it far. */
const TRUST = 40;
const ROUNDS = 150;
const RATE = 0.1;

/**
 * The model of one installation: the shipped weights, moved by the answers of its people as far as they agree. A
 * conditional logit like the shipped one, with the shipped weights as the mean of its prior (maximum a posteriori).
 * Every weight may move, so this recalibrates as well: the intercept shifts, the slopes sharpen or soften.
 * @param rates of the installation, as `expectRates` gave them.
 * @param labels in a stable order, each pair once; the same labels give the same model. None give the shipped one.
 */
export function relearn(shipped: MatchModel, labels: readonly Label[], rates: BaseRates = {}): MatchModel {
  if (labels.length === 0) return shipped;
  const networks = [...Object.keys(shipped.networks), ...labels.map(({ pair }) => pair.network)];
  const layout = layoutOf([...new Set(networks)].toSorted());
  const weights = asWeights(shipped, layout);
  const answers = labels.map((label) => answerOf(label, layout, shipped.rates, rates));
  descend(answers, weights, layout);
  const version = `${shipped.version}+${labels.length}.${fingerprint(labels)}`;
  return { ...asModel(weights, layout, version), rates: shipped.rates };
}

/** The candidates of one choice, the one asked about first, and the base rate's share of their scores. */
interface Answer {
  readonly xs: readonly Sparse[];
  readonly same: boolean;
  readonly shift: number;
}

function answerOf(
  { pair, same, rivals }: Label,
  layout: Layout,
  learnt: BaseRates,
  rates: BaseRates,
): Answer {
  const shift = rateBits(pair.network, learnt, rates) * Math.LN2;
  return { xs: [pair, ...rivals].map((one) => sparse(one, layout)), same, shift };
}

function descend(answers: readonly Answer[], weights: Float64Array, layout: Layout): void {
  const signs = signsOf(layout);
  const shipped = weights.slice();
  const seen = new Float64Array(weights.length).fill(1e-3);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, at) => TRUST * (weight - (shipped[at] ?? 0)));
    for (const answer of answers) addSlope(answer, weights, slope);
    slope.forEach((downhill, at) => {
      seen[at] = (seen[at] ?? 0) + downhill * downhill;
      weights[at] = (weights[at] ?? 0) - (RATE * downhill) / Math.sqrt(seen[at]);
    });
    keepSigns(weights, signs, layout);
  }
}

/** Yes: this one among all. No: any of the others, or none of these. */
function addSlope({ xs, same, shift }: Answer, weights: Float64Array, slope: Float64Array): void {
  const odds = xs.map((x) => Math.exp(Math.min(40, product(x, weights) + shift)));
  const all = odds.reduce((sum, odd) => sum + odd, 1);
  const others = all - (odds[0] ?? 0);
  xs.forEach(({ at, value }, i) => {
    const odd = odds[i] ?? 0;
    const wanted = same ? Number(i === 0) : i === 0 ? 0 : odd / others;
    const error = odd / all - wanted;
    at.forEach((position, k) => (slope[position] = (slope[position] ?? 0) + error * (value[k] ?? 0)));
  });
}

/** Tells models of different answers apart, so that a link says which answers it was weighed with (FNV-1a). */
function fingerprint(labels: readonly Label[]): string {
  const text = labels.map(({ pair, same }) => `${JSON.stringify(pair)}${same}`).join();
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}
