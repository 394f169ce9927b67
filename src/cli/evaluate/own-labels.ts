import { writeFile } from 'node:fs/promises';
import { learnChecked } from '../../core/conversation/classifier/cross-validate.ts';
import { keptForm } from '../../core/conversation/classifier/kept.ts';
import { learn } from '../../core/conversation/classifier/learn.ts';
import type { Progress } from '../../core/conversation/classifier/learn.ts';
import { classify } from '../../core/conversation/classifier/model.ts';
import { scoreLabels } from './label-scores.ts';
import type { LabelScores } from './label-scores.ts';
import { digits, timed } from './measure.ts';
import { LABELLED, readLines } from './texts-file.ts';

export interface OwnLabelScores extends LabelScores {
  readonly textsPerSecond: number;
  readonly trainSeconds: number;
}

/**
 * Learns the labels of one file and tells those of another apart; `oos` in the latter is what is none of them.
 * @throws Error that names the file and the line at fault, or says that two labels are needed.
 */
export async function evaluateOwnLabels(
  file: string,
  training: string,
  progress: Progress,
): Promise<OwnLabelScores> {
  const examples = await readLines(training, LABELLED);
  const texts = await readLines(file, LABELLED);
  const trained = timed(() => learn(examples, progress));
  const said = timed(() =>
    texts.map(({ text, label: truth }) => ({ truth, ...classify(text, trained.result) })),
  );
  return {
    ...scoreLabels(said.result),
    textsPerSecond: Math.round(texts.length / said.seconds),
    trainSeconds: digits(trained.seconds),
  };
}

export interface Training extends LabelScores {
  readonly examples: number;
  readonly trainSeconds: number;
  readonly kept?: string;
}

/**
 * Learns the labels of a file and says how well they are told apart, each third of it by what the others taught.
 * @param out where the model is put; absent: it is only looked at.
 * @throws Error that names the file and the line at fault, or says that two labels are needed.
 */
export async function trainOwnLabels(
  file: string,
  out: string | undefined,
  progress: Progress,
): Promise<Training> {
  const examples = await readLines(file, LABELLED);
  const { result, seconds } = timed(() => learnChecked(examples, progress));
  if (out !== undefined) await writeFile(out, JSON.stringify(keptForm(result.model)));
  return {
    ...scoreLabels(result.checked),
    examples: examples.length,
    trainSeconds: digits(seconds),
    ...(out !== undefined && { kept: out }),
  };
}
