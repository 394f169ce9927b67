import { digits, scoreOf } from './measure.ts';
import type { Score } from './measure.ts';

/** What was said of a text whose label is known. */
export interface Said {
  readonly truth: string;
  /** Undefined: not sure. */
  readonly label: string | undefined;
  readonly probability: number;
  /** The higher, the less the text is like what is known; absent where nothing is said of it. */
  readonly strangeness?: number;
}

export interface LabelScores {
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly macroRecall: number;
  readonly perLabel: Readonly<Record<string, Score>>;
  /** The share that is wrong among all, and among the four of five that were said most surely. */
  readonly errorAt: { readonly '1': number; readonly '0.8': number };
  /** Of a text in scope and one out of it, how often the latter is the stranger; absent where there are none. */
  readonly oosAuroc?: number;
}

/** The label of texts that are none of the others' business. */
const OUT_OF_SCOPE = 'oos';

/** Scores over texts in scope; those labelled `oos` count only for how well they are told from the rest. */
export function scoreLabels(said: readonly Said[]): LabelScores {
  const inScope = said.filter(({ truth }) => truth !== OUT_OF_SCOPE);
  const labels = [...new Set(inScope.map(({ truth }) => truth))].toSorted();
  const perLabel = Object.fromEntries(labels.map((label) => [label, scoreOfLabel(label, inScope)]));
  const scores = Object.values(perLabel);
  const out = said.filter(({ truth }) => truth === OUT_OF_SCOPE);
  return {
    n: inScope.length,
    accuracy: digits(1 - errorOf(inScope)),
    macroF1: mean(scores.map(({ f1 }) => f1)),
    macroRecall: mean(scores.map(({ recall }) => recall)),
    perLabel,
    errorAt: { '1': digits(errorOf(inScope)), '0.8': digits(errorOf(surest(inScope, 0.8))) },
    ...(out.length > 0 && { oosAuroc: auroc(inScope.map(strangenessOf), out.map(strangenessOf)) }),
  };
}

function scoreOfLabel(label: string, said: readonly Said[]): Score {
  const right = said.filter((one) => one.label === label && one.truth === label).length;
  const claimed = said.filter((one) => one.label === label).length;
  return scoreOf(right, claimed, said.filter(({ truth }) => truth === label).length);
}

const errorOf = (said: readonly Said[]) =>
  said.length === 0 ? 0 : said.filter(({ label, truth }) => label !== truth).length / said.length;

function surest(said: readonly Said[], share: number): readonly Said[] {
  const sorted = said.toSorted((a, b) => b.probability - a.probability);
  return sorted.slice(0, Math.round(said.length * share));
}

const strangenessOf = ({ strangeness, probability }: Said) => strangeness ?? -probability;

/** The area under the curve by the rank sum of Mann & Whitney (1947); ties count half. */
export function auroc(lower: readonly number[], higher: readonly number[]): number {
  const all = [...lower.map((value) => ({ value, up: 0 })), ...higher.map((value) => ({ value, up: 1 }))];
  const sorted = all.toSorted((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (sorted[to + 1]?.value === sorted[from]?.value && to + 1 < sorted.length) to++;
    const rank = (from + to) / 2 + 1;
    for (let i = from; i <= to; i++) ranks += (sorted[i]?.up ?? 0) * rank;
    from = to + 1;
  }
  const above = ranks - (higher.length * (higher.length + 1)) / 2;
  return digits(above / (lower.length * higher.length));
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : digits(values.reduce((sum, value) => sum + value, 0) / values.length);
