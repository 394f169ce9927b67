import { hashOf } from '../classifier/hash.ts';
import type { Heard } from '../sound/features.ts';
import { logistic, sumsOf } from '../sound/model.ts';
import type { SoundModel } from '../sound/model.ts';
import { hearIntent } from './hear.ts';
import { INTENTS } from './intents.ts';
import type { IntentName } from './intents.ts';

/** Judgements that stand each alone, a head of the model for each intent, and from where on each is said. */
export interface IntentModel extends SoundModel {
  readonly borders: readonly number[];
}

export interface JudgedIntent {
  readonly label: IntentName;
  /** Of this intent alone: those of one text do not add up to 1. */
  readonly probability: number;
  /** Whether it is likely enough to be said; else we are not sure, or sure that it is not meant. */
  readonly said: boolean;
  /** The turns of phrase that spoke for it, the weightiest first. */
  readonly because: readonly string[];
}

const REASONS = 3;

/** Every intent of an English text, the likeliest first. */
export function judgeIntents(said: Heard, model: IntentModel): readonly JudgedIntent[] {
  const hears = hearIntent(said);
  return intentsIn(sumsOf(hears, model), hears.turns, model);
}

/** The same, of the sums of the model's heads. */
export function intentsIn(
  sums: readonly number[],
  turns: readonly string[],
  model: IntentModel,
): readonly JudgedIntent[] {
  return INTENTS.map((label, head) => {
    const probability = logistic(sums[head] ?? 0);
    const isSaid = probability >= (model.borders[head] ?? 1);
    return { label, probability, said: isSaid, because: isSaid ? reasons(turns, head, model) : [] };
  }).toSorted((a, b) => b.probability - a.probability);
}

function reasons(
  turns: readonly string[],
  head: number,
  { table, weights, heads }: IntentModel,
): readonly string[] {
  // All of one head: their order is that of their steps, times how much a step is.
  const step = weights.scales[head] ?? 0;
  const weightOf = (says: string) =>
    step * (weights.steps[(table.rowOf(hashOf(says)) ?? NaN) * heads + head] ?? 0);
  return turns
    .map((says) => ({ says, weight: weightOf(says) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, REASONS)
    .map(({ says }) => says);
}
