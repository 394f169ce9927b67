import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Grams } from '../../core/conversation/language/gram-table.ts';
import { keptForm } from '../../core/conversation/language/kept.ts';

/** Nito-ELD's runs of letters: of each how much it speaks for which language. */
const NGRAMS = z.object({
  ngramsData: z.object({
    languages: z.record(z.string(), z.string()),
    ngrams: z.record(z.string(), z.record(z.string(), z.int().min(0).max(255))),
  }),
});
/** Which character stands for which byte of UTF-8. */
const DICTIONARY = z.object({ dictionary: z.array(z.string()).length(256) });
const TYPICAL = z.object({ avgScore: z.record(z.string(), z.number()) });

/**
 * Puts the data of Nito-ELD (`eld/src`: ngrams/large.js, dictionary.js, avgScore.js) into the form in which Kith keeps it.
 * @param out where the model is put; absent: it is only looked at.
 * @throws Error when the directory holds no such files; ZodError when they have another shape.
 */
export async function trainLanguage(
  directory: string,
  { out, version }: { readonly out?: string; readonly version: string },
): Promise<unknown> {
  const open = (file: string): Promise<unknown> => import(pathToFileURL(resolve(join(directory, file))).href);
  const { ngramsData } = NGRAMS.parse(await open('ngrams/large.js'));
  const { dictionary } = DICTIONARY.parse(await open('dictionary.js'));
  const { avgScore } = TYPICAL.parse(await open('avgScore.js'));
  const languages = Object.values(ngramsData.languages).map((tag) => ({
    tag,
    typical: avgScore[tag] ?? 0.75,
  }));
  const grams = gramsOf(ngramsData.ngrams, bytesOf(dictionary));
  const kept = JSON.stringify(keptForm(grams, version, languages));
  if (out !== undefined) await writeFile(out, `${kept}\n`);
  return {
    languages: languages.length,
    runs: grams.bytes.length,
    bytes: kept.length,
    ...(out !== undefined && { kept: out }),
  };
}

type ByteOf = (character: string) => number;

function bytesOf(dictionary: readonly string[]): ByteOf {
  const bytes = new Map(
    dictionary.flatMap((character, byte) => (character === ' ' ? [] : [[character, byte]])),
  );
  return (character) => bytes.get(character) ?? character.charCodeAt(0);
}

function gramsOf(ngrams: z.output<typeof NGRAMS>['ngramsData']['ngrams'], byteOf: ByteOf): Grams {
  const runs = Object.entries(ngrams)
    .map(([run, scores]) => ({
      edges: (run.startsWith(' ') ? 2 : 0) + (run.endsWith(' ') ? 1 : 0),
      bytes: [...run.replace(/^ | $/g, '')].reduce((sum, character) => sum * 256 + byteOf(character), 0),
      scores: Object.entries(scores).map(([language, score]) => [Number(language), score] as const),
    }))
    .toSorted((a, b) => a.edges - b.edges || a.bytes - b.bytes);
  const scores = runs.flatMap((run) => run.scores);
  return {
    bytes: Uint32Array.from(runs, ({ bytes }) => bytes),
    edges: Uint8Array.from(runs, ({ edges }) => edges),
    counts: Uint8Array.from(runs, (run) => run.scores.length),
    languages: Uint8Array.from(scores, ([language]) => language),
    scores: Uint8Array.from(scores, ([, score]) => score),
  };
}
