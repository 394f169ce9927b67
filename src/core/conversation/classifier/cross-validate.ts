import { learn } from './learn.ts';
import type { Example, Progress } from './learn.ts';
import { judged, softmax, sumsOf } from './model.ts';
import type { Classified, Classifier } from './model.ts';
import { vectorOf } from './vocabulary.ts';
import type { Vector } from './vocabulary.ts';

const FOLDS = 3;

/** What a model says of an example that it did not learn from. */
export interface Checked extends Classified {
  readonly truth: string;
}

/** A model whose probabilities are as high as it is right, and what was said of each example while it was left out. */
export interface Learnt {
  readonly model: Classifier;
  readonly checked: readonly Checked[];
}

/**
 * Learns from examples, and three times more from two thirds of them, to see how well the last third is told apart (Stone
 * 1974). From these answers the temperature is set by which probabilities keep what they promise (Guo et al. 2017).
 * @throws Error when there are fewer than two labels.
 */
export function learnChecked(examples: readonly Example[], progress: Progress = () => {}): Learnt {
  const part = (at: number) => (done: number) => progress((at + done) / (FOLDS + 1));
  const foldOf = thirds(examples);
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const taught = examples.filter((_one, at) => foldOf[at] !== fold);
    const model = learn(taught, part(fold));
    return examples.filter((_one, at) => foldOf[at] === fold).map((example) => seenBy(model, example));
  });
  const seen = folds.flat();
  const temperature = bestTemperature(seen);
  const model = { ...learn(examples, part(FOLDS)), temperature };
  const checked = seen.map((one) => ({
    truth: one.truth,
    ...judged(one.vector, { ...one.model, temperature }),
  }));
  return { model, checked };
}

interface Seen {
  readonly truth: string;
  readonly vector: Vector;
  readonly model: Classifier;
}

/** Neighbours in a file are often alike, and every label must be in every third: so each label is dealt out in turn. */
function thirds(examples: readonly Example[]): readonly number[] {
  const dealt = new Map<string, number>();
  return examples.map(({ label }) => {
    const turn = dealt.get(label) ?? 0;
    dealt.set(label, turn + 1);
    return turn % FOLDS;
  });
}

const seenBy = (model: Classifier, { text, label }: Example): Seen => ({
  truth: label,
  vector: vectorOf(text, model.vocabulary),
  model,
});

const TEMPERATURES = Array.from({ length: 40 }, (_, i) => 0.25 * 1.08 ** i);

function bestTemperature(seen: readonly Seen[]): number {
  const known = seen.map(({ vector, model, truth }) => ({
    sums: sumsOf(vector, model),
    wanted: model.labels.indexOf(truth),
  }));
  const surprise = (temperature: number) =>
    known.reduce(
      (sum, one) => sum - Math.log(Math.max(1e-9, softmax(one.sums, temperature)[one.wanted] ?? 1e-9)),
      0,
    );
  const measured = TEMPERATURES.map((temperature) => ({ temperature, surprise: surprise(temperature) }));
  return measured.toSorted((a, b) => a.surprise - b.surprise)[0]?.temperature ?? 1;
}
