import { classify } from '../classifier/model.ts';
import type { Classifier } from '../classifier/model.ts';
import { reasonsOf } from '../classifier/reasons.ts';
import type { Reading } from '../reading.ts';
import { READ_CHARACTERS } from '../words.ts';
import type { Border } from './border.ts';

/** The label of texts that are none of the others' business; it is learnt, and never said. */
export const OUT_OF_SCOPE = 'oos';

/** The labels that an installation taught, ready to be told apart. */
export interface OwnLabels {
  readonly version: string;
  readonly classifier: Classifier;
  /** Absent: they could not be told apart well enough, and none is ever said. */
  readonly border?: Border | undefined;
}

/**
 * The installation's own label of a text, in whatever language it was taught; none where it is not sure, or where the text is
 * like nothing that was taught. Of a long text the first 5,000 characters are read.
 */
export function labelsOf(
  text: string,
  { classifier, border }: Pick<OwnLabels, 'classifier' | 'border'>,
): NonNullable<Reading['labels']> {
  const read = text.slice(0, READ_CHARACTERS);
  if (!border || read.trim() === '') return [];
  const { label, probability, strangeness } = classify(read, classifier);
  if (label === undefined || label === OUT_OF_SCOPE) return [];
  if (probability < border.probability || strangeness > border.strangeness) return [];
  const because = [...reasonsOf(read, label, classifier)];
  return [{ label, probability: Number(probability.toFixed(2)), because }];
}
