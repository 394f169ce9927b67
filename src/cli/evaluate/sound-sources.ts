import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMOTIONS, TONES } from '../../core/conversation/sound/heads.ts';
import type { EmotionName } from '../../core/conversation/sound/heads.ts';
import { readRows } from '../csv-rows.ts';

/** A text that people judged; shares add up to 1, and what nobody judged is absent. */
export interface Judged {
  readonly text: string;
  /** Shares of negative, neutral and positive. */
  readonly tone?: readonly number[];
  /** Mean of raters, −4 to 4. */
  readonly value?: number;
  /** 1 for each emotion that it shows, 0 for the others. */
  readonly emotions?: readonly number[];
  /** Shares of hateful, offensive and civil. */
  readonly toxicity?: readonly number[];
}

/** Texts of one kind, judged by the same people. */
export interface Source {
  readonly name: string;
  readonly texts: readonly Judged[];
}

/**
 * The sources in a directory, each where it is there (`models/README.md` says where they come from).
 * @throws Error when there is none.
 */
export function readSources(directory: string): readonly Source[] {
  const tone = join(directory, 'tone');
  const rated = existsSync(tone) ? readdirSync(tone).filter((name) => name.endsWith('_GroundTruth.txt')) : [];
  const files: readonly (readonly [string, (text: string) => readonly Judged[]])[] = [
    ['tweets/train.csv', tweets],
    ['goemotions/train.tsv', comments],
    ...rated.map((name) => [join('tone', name), sentences] as const),
    ['toxicity/davidson-half.csv', offences],
  ];
  const there = files.filter(([name]) => existsSync(join(directory, name)));
  if (there.length === 0)
    throw new Error(`${directory} holds none of ${files.map(([name]) => name).join(', ')}.`);
  return there.map(([name, read]) => ({ name, texts: read(readFileSync(join(directory, name), 'utf8')) }));
}

const one = (at: number, of: number) => Array.from({ length: of }, (_, i) => (i === at ? 1 : 0));

/** What nobody would call offensive: without it a model of offensive posts takes every casual word for one. */
const CIVIL = [0, 0, 1] as const;

/** Hutto & Gilbert's sentences, of reviews and editorials: id, mean valence, text. About half a point from the middle a tone begins. */
function sentences(text: string): readonly Judged[] {
  return text.split('\n').flatMap((line) => {
    const [, written, said] = line.split('\t');
    const value = Number(written);
    if (said === undefined || !Number.isFinite(value)) return [];
    const [negative, positive] = [begun(-value), begun(value)];
    return [
      {
        text: said.replaceAll("''", '"'),
        value,
        tone: [negative, 1 - negative - positive, positive],
        toxicity: CIVIL,
      },
    ];
  });
}

const begun = (strength: number) => Math.min(1, Math.max(0, (strength - 0.3) / 0.8));

/** Tweets with a tone: columns text and sentiment. */
function tweets(text: string): readonly Judged[] {
  return records(text).flatMap(({ text: said = '', sentiment = '' }) => {
    const tone = TONES.findIndex((name) => name === sentiment);
    const civil = sentiment === 'negative' ? {} : { toxicity: CIVIL };
    return tone < 0 ? [] : [{ text: said, tone: one(tone, TONES.length), ...civil }];
  });
}

/** Posts with what most of three people called them: columns class (0 hate, 1 offensive, 2 neither) and tweet. */
function offences(text: string): readonly Judged[] {
  return records(text).map((row) => ({ text: row['tweet'] ?? '', toxicity: one(Number(row['class']), 3) }));
}

function records(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = readRows(text.replace(/^\uFEFF/, ''), ',').filter((row) => 'cells' in row);
  return rows.map(({ cells }) =>
    Object.fromEntries((header?.cells ?? []).map((name, i) => [name, cells[i] ?? ''])),
  );
}

/** Demszky et al. 2020: text, numbers of feelings by their place in this list, id. */
const FEELINGS =
  'admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval disgust ' +
  'embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse ' +
  'sadness surprise neutral';
const POSITIVE =
  'admiration amusement approval caring desire excitement gratitude joy love optimism pride relief';
const NEGATIVE =
  'anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness';
const SHOWN: Readonly<Record<EmotionName, string>> = {
  joy: 'joy amusement excitement love gratitude relief pride',
  anger: 'anger annoyance',
  sadness: 'sadness disappointment grief remorse',
  fear: 'fear nervousness',
  surprise: 'surprise',
  disgust: 'disgust',
};

function comments(text: string): readonly Judged[] {
  const names = FEELINGS.split(' ');
  return text.split('\n').flatMap((line) => {
    const [said, numbers] = line.split('\t');
    if (said === undefined || numbers === undefined) return [];
    const felt = numbers.split(',').map((number) => names[Number(number)] ?? 'neutral');
    const share = (of: string) => felt.filter((name) => of.split(' ').includes(name)).length / felt.length;
    const [negative, positive] = [share(NEGATIVE), share(POSITIVE)];
    return [
      {
        text: said.replace(/\[(?:NAME|RELIGION)\]/g, ' '),
        tone: [negative, 1 - negative - positive, positive],
        emotions: EMOTIONS.map((name) => (share(SHOWN[name]) > 0 ? 1 : 0)),
      },
    ];
  });
}
