import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { Bytes } from '../classifier/bytes.ts';
import { GramTable } from './gram-table.ts';
import type { Grams } from './gram-table.ts';
import { readSteps, stepsOf } from './increasing.ts';

/** What the language of a text is told by. */
export interface LanguageModel {
  readonly version: string;
  readonly languages: readonly Spoken[];
  readonly table: GramTable;
}

export interface Spoken {
  /** ISO 639-1. */
  readonly tag: string;
  /** What a text in it scores on average, 0 to 1. */
  readonly typical: number;
}

/** The model as it is kept in a file: runs of letters by their edges, and of each edge in order. */
const Kept = z.object({
  format: z.literal('kith language 1'),
  version: z.string(),
  languages: z.array(z.object({ tag: z.string(), typical: z.number().min(0).max(1) })).max(256),
  runs: z.array(z.int().min(0)).length(4),
  /** Compressed, column after column: steps from one run to the next, counts, languages, scores. */
  columns: Bytes,
});

/** What is put into a file; read again it says the same. */
export function keptForm(grams: Grams, version: string, languages: readonly Spoken[]): z.input<typeof Kept> {
  const runs = [0, 1, 2, 3].map((edge) => grams.edges.filter((one) => one === edge).length);
  const columns = [stepsOf(grams.bytes, runs), grams.counts, grams.languages, grams.scores];
  return {
    ...{ format: 'kith language 1', version, languages: [...languages], runs },
    columns: brotliCompressSync(Buffer.concat(columns)).toString('base64'),
  };
}

/** @throws ZodError for what is no such model; Error for one that was cut. */
export function readKept(kept: unknown): LanguageModel {
  const { version, languages, runs, columns } = Kept.parse(kept);
  return { version, languages, table: new GramTable(gramsIn(brotliDecompressSync(columns), runs)) };
}

function gramsIn(columns: Uint8Array, runs: readonly number[]): Grams {
  const { values: bytes, read } = readSteps(columns, runs);
  const edges = new Uint8Array(bytes.length);
  for (let edge = 0, from = 0; edge < runs.length; edge++) {
    edges.fill(edge, from, (from += runs[edge] ?? 0));
  }
  const counts = columns.subarray(read, read + bytes.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const from = read + bytes.length;
  if (columns.length !== from + 2 * total)
    throw new Error('The parts of the language model do not fit together.');
  return {
    ...{ bytes, edges, counts },
    languages: columns.subarray(from, from + total),
    scores: columns.subarray(from + total),
  };
}
