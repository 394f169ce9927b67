import type { Progress } from '../classifier/learn.ts';
import { FACTS, heard } from '../sound/features.ts';
import { learnSound } from '../sound/learn.ts';
import type { Taught, Training } from '../sound/learn.ts';
import { sumsOf } from '../sound/model.ts';
import type { SoundModel } from '../sound/model.ts';
import { bestF1, calibration } from './calibrate.ts';
import type { Calibration } from './calibrate.ts';
import { hearIntent } from './hear.ts';
import { INTENTS } from './intents.ts';
import type { IntentName } from './intents.ts';
import type { IntentModel } from './judge.ts';

/** A sentence, everything that it wants, and what field it is from. */
export interface Sentence {
  readonly text: string;
  readonly intents: readonly IntentName[];
  readonly topic: string;
}

/** A sentence judged by what the other topics taught: one probability an intent. */
export interface Foreign {
  readonly sentence: Sentence;
  readonly probabilities: readonly number[];
}

const SHAPE = { heads: INTENTS.length, exclusive: [] };

/** Found by leaving one topic out after another. */
const TRAINING: Training = { epochs: 12, rate: 0.3, dropped: 0.4, seenIn: 2, kept: 20_000 };

/**
 * Learns each intent as a judgement of its own. How sure it may be is learnt from sentences of topics that were left out
 * (Platt 1999), as those of a customer will be; an intent is said from half of the best F1 on, which is where F1 is best
 * when probabilities keep what they promise (Lipton et al. 2014).
 * @throws Error when there are fewer than two topics.
 */
export function learnIntents(
  sentences: readonly Sentence[],
  progress: Progress = () => {},
): { readonly model: IntentModel; readonly foreign: readonly Foreign[] } {
  const topics = [...new Set(sentences.map(({ topic }) => topic))].toSorted();
  if (topics.length < 2)
    throw new Error('To see what carries over, sentences of at least two topics are needed.');
  const part = (at: number) => (done: number) => progress((at + done) / (topics.length + 1));
  const texts = sentences.map((sentence) => ({ sentence, taught: taughtBy(sentence) }));
  const judged = topics.flatMap((topic, at) => {
    const others = texts.filter(({ sentence }) => sentence.topic !== topic).map(({ taught }) => taught);
    const model = learnSound(others, SHAPE, TRAINING, part(at));
    return texts
      .filter(({ sentence }) => sentence.topic === topic)
      .map(({ sentence, taught }) => ({ sentence, sums: sumsOf(taught.heard, model) }));
  });
  const truths = (name: IntentName) => judged.map(({ sentence }) => sentence.intents.includes(name));
  const calibrations = INTENTS.map((name, head) =>
    calibration(
      judged.map(({ sums }) => sums[head] ?? 0),
      truths(name),
    ),
  );
  const foreign = judged.map(({ sentence, sums }) => ({
    sentence,
    probabilities: calibrations.map((probabilityOf, head) => probabilityOf.of(sums[head] ?? 0)),
  }));
  const whole = learnSound(
    texts.map(({ taught }) => taught),
    SHAPE,
    TRAINING,
    part(topics.length),
  );
  return { model: { ...calibrated(whole, calibrations), borders: bordersOf(foreign) }, foreign };
}

/** Half of the best F1 of each intent. */
function bordersOf(foreign: readonly Foreign[]): readonly number[] {
  return INTENTS.map((name, head) => {
    const probabilities = foreign.map((one) => one.probabilities[head] ?? 0);
    const truths = foreign.map(({ sentence }) => sentence.intents.includes(name));
    return bestF1(probabilities, truths) / 2;
  });
}

function taughtBy({ text, intents }: Sentence): Taught {
  const wanted = INTENTS.map((name) => (intents.includes(name) ? 1 : 0));
  return { heard: hearIntent(heard(text)), wanted, weight: 1 };
}

/** A calibration is linear in the sum, so it goes into the weights. */
function calibrated(model: SoundModel, calibrations: readonly Calibration[]): SoundModel {
  const { heads } = model;
  const { steps, scales } = model.weights;
  const slopeOf = (at: number) => calibrations[at % heads]?.slope ?? 1;
  const facts = model.facts.map((fact, at) => fact * slopeOf(at));
  for (let head = 0; head < heads; head++) {
    const at = FACTS * heads + head;
    facts[at] = (facts[at] ?? 0) + (calibrations[head]?.offset ?? 0);
  }
  const weights = { steps, scales: scales.map((scale, head) => scale * slopeOf(head)) };
  return { ...model, weights, facts };
}
