import { likeliestLanguage } from '../../core/conversation/language.ts';
import { scoreLabels } from './label-scores.ts';
import type { LabelScores } from './label-scores.ts';
import { timed } from './measure.ts';
import { LABELLED, readLines } from './texts-file.ts';

export interface LanguageScores extends LabelScores {
  readonly textsPerSecond: number;
}

/**
 * How well languages are told; labels are ISO 639-1 codes, or BCP 47 tags that begin with one. Every text is given its
 * likeliest language, even one that would be "not sure" on a post; `errorAt` shows what abstaining is worth.
 * @throws Error that names the file and the line at fault.
 */
export async function evaluateLanguage(file: string): Promise<LanguageScores> {
  const texts = await readLines(file, LABELLED);
  const { result: said, seconds } = timed(() => texts.map(({ text }) => likeliestLanguage(text)));
  const scores = scoreLabels(
    texts.map(({ label }, i) => ({
      truth: label.toLowerCase().split('-')[0] ?? label,
      label: said[i]?.tag,
      probability: said[i]?.probability ?? 0,
    })),
  );
  return { ...scores, textsPerSecond: Math.round(texts.length / seconds) };
}
