import { writeFile } from 'node:fs/promises';
import { heard } from '../../core/conversation/sound/features.ts';
import { EMOTIONS, SHAPE, TONES, TOXICITIES } from '../../core/conversation/sound/heads.ts';
import { keptForm, readKept } from '../../core/conversation/sound/kept.ts';
import { learnSound, TRAINING } from '../../core/conversation/sound/learn.ts';
import type { Taught, Training } from '../../core/conversation/sound/learn.ts';
import { judgeSound } from '../../core/conversation/sound/sound.ts';
import { scoreLabels } from './label-scores.ts';
import type { LabelScores, Said } from './label-scores.ts';
import { digits } from './measure.ts';
import { pearson } from './pearson.ts';
import { readSources } from './sound-sources.ts';
import type { Judged, Source } from './sound-sources.ts';

/** So much of each source counts in tone: what is like posts the most. A source that is not named counts 0.7. */
const COUNTS: Readonly<Record<string, number>> = { 'tweets/train.csv': 1, 'goemotions/train.tsv': 0.5 };
const OTHERWISE = 0.7;
/** Every so-manieth text is not learnt from when it is asked how well the others teach. */
const HELD = 5;

/**
 * Learns how things are said from the sources in a directory. `held`: each source's fifth text is left out, and scores on it
 * are answered; else the model is put into a file, as it is shipped.
 * @throws Error when the directory holds no source.
 */
export async function trainSound(
  directory: string,
  { out, version, held }: { readonly out?: string; readonly version: string; readonly held: boolean },
  progress: (share: number) => void,
  training: Training = TRAINING,
): Promise<unknown> {
  const sources = readSources(directory);
  const rest = sources.map((source) => ({
    ...source,
    texts: source.texts.filter((_, at) => !held || at % HELD !== 0),
  }));
  const kept = keptForm(learnSound(rest.flatMap(taught), SHAPE, training, progress), version);
  if (out !== undefined) await writeFile(out, `${JSON.stringify(kept, undefined, 2)}\n`);
  const model = readKept(kept);
  const asked = held
    ? sources.map(({ name, texts }) => ({ name, texts: texts.filter((_, at) => at % HELD === 0) }))
    : [];
  return {
    texts: Object.fromEntries(rest.map(({ name, texts }) => [name, texts.length])),
    terms: model.table.terms.length,
    ...(out !== undefined && { kept: out }),
    ...(held && { held: Object.fromEntries(asked.map((source) => [source.name, scores(source, model)])) }),
  };
}

/** Of each source every tone, and every degree of toxicity, counts alike, however rare; toxicity half so. */
function taught({ name, texts }: Source): readonly Taught[] {
  const tones = rarity(
    texts.flatMap(({ tone }) => (tone ? [tone] : [])),
    1,
  );
  const degrees = rarity(
    texts.flatMap(({ toxicity }) => (toxicity ? [toxicity] : [])),
    0.5,
  );
  const nobody = (names: readonly string[]) => names.map(() => undefined);
  return texts.map(({ text, tone, emotions, toxicity }) => ({
    heard: heard(text),
    wanted: [
      ...(tone ?? nobody(TONES)),
      ...(emotions ?? nobody(EMOTIONS)),
      ...(toxicity ?? nobody(TOXICITIES)),
    ],
    weight: tone ? (COUNTS[name] ?? OTHERWISE) * dot(tone, tones) : dot(toxicity ?? [], degrees),
  }));
}

function rarity(shares: readonly (readonly number[])[], power: number): readonly number[] {
  const answers = shares[0]?.length ?? 0;
  return Array.from({ length: answers }, (_, i) => {
    const share = shares.reduce((sum, one) => sum + (one[i] ?? 0), 0) / shares.length;
    return share === 0 ? 0 : (1 / (answers * share)) ** power;
  });
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

type Model = ReturnType<typeof readKept>;

function scores({ texts }: Source, model: Model): unknown {
  const judged = texts.map((text) => ({ text, sound: judgeSound(heard(text.text), model) }));
  const tones = said(
    judged,
    TONES,
    ({ tone }) => tone,
    ({ tone }) => tone,
  );
  const degrees = said(
    judged,
    TOXICITIES,
    ({ toxicity }) => toxicity,
    ({ toxicity }) => toxicity,
  );
  const rated = judged.filter(({ text }) => text.value !== undefined);
  const values = rated.map(({ text }) => text.value ?? 0);
  return {
    ...(tones.length > 0 && { tone: brief(scoreLabels(tones)) }),
    ...(degrees.length > 0 && { toxicity: brief(scoreLabels(degrees)) }),
    ...(rated.length > 0 && {
      pearson: pearson(
        rated.map(({ sound }) => sound.value),
        values,
      ),
      rules: pearson(
        rated.map(({ sound }) => sound.valence.compound),
        values,
      ),
    }),
    ...(judged[0]?.text.emotions && { emotions: bordersOf(judged) }),
  };
}

type Answer = ReturnType<typeof judgeSound>;

function said(
  judged: readonly { readonly text: Judged; readonly sound: Answer }[],
  names: readonly string[],
  truthOf: (text: Judged) => readonly number[] | undefined,
  answerOf: (sound: Answer) => { readonly label: string; readonly probability: number },
): readonly Said[] {
  return judged.flatMap(({ text, sound }) => {
    const truth = truthOf(text);
    const most = truth ? truth.indexOf(Math.max(...truth)) : -1;
    return most < 0 ? [] : [{ truth: names[most] ?? '', ...answerOf(sound) }];
  });
}

const brief = ({ n, accuracy, macroF1, macroRecall, errorAt }: LabelScores) => ({
  ...{ n, accuracy, macroF1, macroRecall, errorAt },
});

/** For each emotion the lowest probability from which on two of three answers are right, and how many that finds. */
function bordersOf(judged: readonly { readonly text: Judged; readonly sound: Answer }[]): unknown {
  return Object.fromEntries(
    EMOTIONS.map((name, i) => {
      const all = judged.map(({ text, sound }) => ({
        p: sound.emotions[i]?.probability ?? 0,
        is: text.emotions?.[i] === 1,
      }));
      const sorted = all.toSorted((a, b) => b.p - a.p);
      let right = 0;
      let border = { from: 1, precision: 1, recall: 0 };
      const total = sorted.filter(({ is }) => is).length;
      for (const [at, { p, is }] of sorted.entries()) {
        if (is) right++;
        if (at >= 10 && right / (at + 1) >= 2 / 3)
          border = { from: digits(p), precision: digits(right / (at + 1)), recall: digits(right / total) };
      }
      return [name, border];
    }),
  );
}
