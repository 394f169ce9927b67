import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Progress } from '../../core/conversation/classifier/learn.ts';
import { INTENTS } from '../../core/conversation/intent/intents.ts';
import { keptIntents } from '../../core/conversation/intent/kept.ts';
import { learnIntents } from '../../core/conversation/intent/learn.ts';
import type { Foreign, Sentence } from '../../core/conversation/intent/learn.ts';
import { calibrationError, digits, scoreAt } from './measure.ts';
import { readLines } from './texts-file.ts';

const SENTENCE = z.object({ text: z.string().min(1), intents: z.array(z.enum(INTENTS)) });

/**
 * Learns the intents from a directory of JSON lines, a file for each topic, and says how well each is told in a topic that
 * was left out.
 * @param out where the model is put; absent: it is only looked at.
 * @throws Error that names the file and the line at fault, or says that two topics are needed.
 */
export async function trainIntents(
  directory: string,
  { out, version }: { readonly out?: string; readonly version: string },
  progress: Progress,
): Promise<unknown> {
  const { model, foreign } = learnIntents(await readSentences(directory), progress);
  if (out !== undefined)
    await writeFile(out, `${JSON.stringify(keptIntents(model, version), undefined, 2)}\n`);
  return {
    sentences: foreign.length,
    terms: model.table.terms.length,
    otherTopics: Object.fromEntries(
      INTENTS.map((name, head) => [name, scoresOf(head, foreign, model.borders[head] ?? 1)]),
    ),
    ...(out !== undefined && { kept: out }),
  };
}

async function readSentences(directory: string): Promise<readonly Sentence[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.jsonl')).toSorted();
  const topics = await Promise.all(
    files.map(async (file) => {
      const topic = basename(file, '.jsonl');
      const lines = await readLines(join(directory, file), SENTENCE);
      return lines.map((line) => ({ ...line, topic }));
    }),
  );
  return topics.flat();
}

function scoresOf(head: number, foreign: readonly Foreign[], border: number) {
  const name = INTENTS[head];
  const judged = foreign.map(({ sentence, probabilities }) => ({
    probability: probabilities[head] ?? 0,
    same: sentence.intents.some((intent) => intent === name),
  }));
  const n = judged.filter(({ same }) => same).length;
  return { n, border: digits(border), ...scoreAt(judged, n, border), ece: calibrationError(judged) };
}
