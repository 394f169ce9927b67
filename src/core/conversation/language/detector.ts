import type { LanguageModel } from './kept.ts';
import { RunsSeen } from './runs-seen.ts';
import { WordsAsBytes } from './words-as-bytes.ts';

/** How much a text is like the languages of a model, each from 0 to 1. */
export interface Likeness {
  /** The language that it is most like; undefined when none has any of its runs of letters. */
  readonly best: string | undefined;
  readonly score: number;
  /** That of the next one. */
  readonly other: number;
  /** That of the language which was asked for. */
  readonly claimed: number;
  /** Whether it scores what texts in its language do, and has more than a run or two. */
  readonly reliable: boolean;
}

/** Runs have four bytes, and a new one begins after three. */
const RUN = { bytes: 4, stride: 3 } as const;
/** Of longer words only so many bytes are looked at. */
const LONGEST_WORD = 70;
/** Edges of a run. */
const [BEGINS, ENDS] = [2, 1];
/** What speaks for a language is kept less this. */
const LEAST = 53;
/** By which the mean over all runs is squeezed into 0 to 1. */
const SCALE = 25;
/** Reliable is so much of what is typical, of at least so many runs. */
const RELIABLE = { share: 0.75, runs: 3 } as const;

/**
 * Tells how much a text is like each language by the runs of letters in its words: the algorithm and the data of Nito-ELD
 * 2.1 (large; Apache-2.0) with the same answers, on arrays of numbers instead of objects.
 */
export class Detector {
  readonly #model: LanguageModel;
  readonly #words = new WordsAsBytes();
  readonly #runs = new RunsSeen();
  readonly #sums: Int32Array;

  constructor(model: LanguageModel) {
    this.#model = model;
    this.#sums = new Int32Array(model.languages.length);
  }

  /** @param claimed the language to look at beside the best, if any: ISO 639-1. */
  likeness(text: string, claimed: string): Likeness {
    this.#sums.fill(0);
    this.#runs.begin();
    this.#words.read(text);
    const { words, ends } = this.#words;
    for (let word = 0, from = 0; word < words; word++) {
      const to = ends[word] ?? 0;
      this.#cut(from, to);
      from = to;
    }
    return this.#compared(claimed);
  }

  /** Cuts one word into runs; those at its end may overlap those before. */
  #cut(from: number, to: number): void {
    const end = Math.min(to, from + LONGEST_WORD);
    let edge = BEGINS;
    for (let at = from; at + RUN.bytes < end; at += RUN.stride) {
      this.#hear(at, at + RUN.bytes, edge);
      edge = 0;
    }
    this.#hear(Math.max(from, end - RUN.bytes), to, edge | ENDS);
  }

  #hear(from: number, to: number, edges: number): void {
    const { bytes } = this.#words;
    let run = 0;
    for (let at = from; at < to; at++) run = (run << 8) | (bytes[at] ?? 0);
    if (this.#runs.isNew(run, edges)) this.#model.table.add(run, edges, LEAST, this.#sums);
  }

  #compared(claimed: string): Likeness {
    const { languages } = this.#model;
    let [first, second, asked, best] = [0, 0, 0, -1];
    for (let i = 0; i < languages.length; i++) {
      const sum = this.#sums[i] ?? 0;
      if (sum > first) [second, first, best] = [first, sum, i];
      else if (sum > second) second = sum;
      if (languages[i]?.tag === claimed) asked = sum;
    }
    const { count } = this.#runs;
    const score = squeezed(first, count);
    const { tag, typical = 1 } = languages[best] ?? {};
    return {
      ...{ best: tag, score, other: squeezed(second, count), claimed: squeezed(asked, count) },
      reliable: count >= RELIABLE.runs && score >= typical * RELIABLE.share,
    };
  }
}

function squeezed(sum: number, runs: number): number {
  const mean = sum / Math.max(1, runs);
  return mean / (mean + SCALE);
}
