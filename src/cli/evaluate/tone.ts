import { z } from 'zod';
import { judged } from '../../core/conversation/judged.ts';
import { TONES } from '../../core/conversation/sound/heads.ts';
import { heard } from '../../core/conversation/sound/features.ts';
import { scoreLabels } from './label-scores.ts';
import type { LabelScores } from './label-scores.ts';
import { timed } from './measure.ts';
import { pearson } from './pearson.ts';
import { readLines } from './texts-file.ts';

const RATED = z.object({ text: z.string(), label: z.enum(TONES).optional(), value: z.number().optional() });

export interface ToneScores extends Partial<
  Pick<LabelScores, 'accuracy' | 'macroF1' | 'macroRecall' | 'errorAt'>
> {
  readonly n: number;
  /** Absent where no text has a value, as the others are where none has a label. */
  readonly pearson?: number;
  readonly textsPerSecond: number;
}

/**
 * How well the tone of English texts is told. Every text is given its likeliest tone: what would be “not sure” on a post is
 * said too, with its low probability, and `errorAt` shows what abstaining is worth. A text that has only a value, which is in
 * the units of its raters, counts for the correlation alone.
 * @throws Error that names the file and the line at fault.
 */
export async function evaluateTone(file: string): Promise<ToneScores> {
  const texts = await readLines(file, RATED);
  const { result: sounds, seconds } = timed(() => texts.map(({ text }) => judged(heard(text)).sound));
  const said = texts.flatMap(({ label: truth }, i) => {
    const tone = sounds[i]?.tone;
    return truth && tone ? [{ truth, ...tone }] : [];
  });
  const { accuracy, macroF1, macroRecall, errorAt } = scoreLabels(said);
  const rated = texts.flatMap(({ value }, i) =>
    value === undefined ? [] : [[value, sounds[i]?.value ?? 0] as const],
  );
  return {
    n: texts.length,
    ...(said.length > 0 && { accuracy, macroF1, macroRecall, errorAt }),
    ...(rated.length > 0 && {
      pearson: pearson(
        rated.map(([truth]) => truth),
        rated.map(([, value]) => value),
      ),
    }),
    textsPerSecond: Math.round(texts.length / seconds),
  };
}
