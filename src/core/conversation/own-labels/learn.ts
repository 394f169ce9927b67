import { learnChecked } from '../classifier/cross-validate.ts';
import { keptForm, readKept } from '../classifier/kept.ts';
import type { Example, Progress } from '../classifier/learn.ts';
import type { Classifier } from '../classifier/model.ts';
import { figuresOf } from './figures.ts';
import type { OwnLabelFigures } from './figures.ts';
import { versionOf } from './version.ts';

/** What came of an installation's examples: what is kept of it says the same again. */
export interface LearntLabels {
  /** Of the model: the same examples give the same. */
  readonly version: string;
  /** The model as JSON. */
  readonly model: string;
  readonly figures: OwnLabelFigures;
}

/** Learns an installation's own labels from examples that were found learnable. It takes the processor for up to minutes. */
export function learnOwnLabels(examples: readonly Example[], progress?: Progress): LearntLabels {
  const { model, checked } = learnChecked(examples, progress);
  const kept = JSON.stringify(keptForm(model));
  return { version: versionOf(kept), model: kept, figures: figuresOf(checked) };
}

/** @throws ZodError for what is no classifier, or was cut. */
export function classifierOf(model: string): Classifier {
  return readKept(JSON.parse(model));
}
