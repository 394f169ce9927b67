import { INTENTS } from '../../core/conversation/intent/intents.ts';
import type { JudgedIntent } from '../../core/conversation/intent/judge.ts';
import { judged } from '../../core/conversation/judged.ts';
import { heard } from '../../core/conversation/sound/features.ts';
import { scoreLabels } from './label-scores.ts';
import type { LabelScores, Said } from './label-scores.ts';
import { timed } from './measure.ts';
import { LABELLED, readLines } from './texts-file.ts';

/** The label of a text that wants nothing of all this. */
const NONE = 'none';
const NAMES: ReadonlySet<string> = new Set([...INTENTS, NONE]);

export interface IntentScores extends LabelScores {
  readonly textsPerSecond: number;
}

/**
 * How well the shipped intents are told. Each text has one label; it is given its likeliest intent that is likely enough to
 * be said, of those that the file has at all, or else `none`: a file of complaints and others does not ask for questions.
 * @throws Error that names the file, the line at fault, or a label that is none of ours.
 */
export async function evaluateIntents(file: string): Promise<IntentScores> {
  const texts = await readLines(file, LABELLED);
  const asked = new Set(texts.map(({ label }) => label));
  const foreign = [...asked].find((label) => !NAMES.has(label) && label !== 'oos');
  if (foreign !== undefined)
    throw new Error(
      `${file} has the label “${foreign}”, which is none of ${[...NAMES].join(', ')}: name a file to learn it from with --train.`,
    );
  const { result, seconds } = timed(() => texts.map(({ text }) => judged(heard(text)).intents));
  const said = texts.map(({ label: truth }, i) => ({ truth, ...answer(result[i] ?? [], asked) }));
  return { ...scoreLabels(said), textsPerSecond: Math.round(texts.length / seconds) };
}

function answer(judged: readonly JudgedIntent[], asked: ReadonlySet<string>): Omit<Said, 'truth'> {
  const heard = judged.filter(({ label }) => asked.has(label));
  const best = heard.find(({ said }) => said);
  if (best) return { label: best.label, probability: best.probability };
  return { label: NONE, probability: 1 - (heard[0]?.probability ?? 0) };
}
