import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import type { Store } from '../../ports/store.ts';
import { openProgress } from '../progress.ts';
import { wholeNumber } from '../whole-number.ts';
import { evaluateDuplicatesOfPosts } from './duplicates-of-posts.ts';
import { evaluateDuplicates } from './duplicates.ts';
import { evaluateIdentity } from './identity.ts';
import { evaluateIntents } from './intents.ts';
import { evaluateInfluence } from './influence.ts';
import { keepOwnLabels, removeOwnLabels, withStore } from './keep-own-labels.ts';
import { evaluateLanguage } from './language.ts';
import { evaluateSpikes } from './spikes.ts';
import { evaluateOwnLabels, trainOwnLabels } from './own-labels.ts';
import { evaluateTone } from './tone.ts';
import { trainLanguage } from './train-language.ts';
import { trainSound } from './train-sound.ts';
import { trainIntents } from './train-intents.ts';
import { trainIdentity } from './train.ts';

const print = (value: unknown) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

const LABELS = ['--labels <n>', 'let a simulated reviewer answer so many questions from the truth'] as const;
const JSON_ONLY = ['--json', 'print JSON (the default: machines read this)'] as const;

/** What reads one file and asks nothing else. */
const OF_A_FILE = {
  influence: {
    says: 'how often the one of two profiles whom people call more influential is told',
    columns: 'the columns choice (1 = A), a_followers, a_listed, a_shares, a_mentions, and the same with b_',
    run: evaluateInfluence,
  },
  spikes: {
    says: 'which hours of a series would have raised an alert',
    columns: 'the columns timestamp and value, oldest first',
    run: evaluateSpikes,
  },
} as const;

/** The same for files of JSON lines. */
const OF_LINES = {
  tone: {
    says: 'how well it is told whether a text is negative, neutral or positive',
    lines: 'a line for each text: {"text", "label"?: negative, neutral or positive, "value"?: a number}',
    run: evaluateTone,
  },
  language: {
    says: 'how well the language of a text is told',
    lines: 'a line for each text: {"text", "label"}, the label an ISO 639-1 code',
    run: evaluateLanguage,
  },
  'duplicates-of-posts': {
    says: 'how many posts that say the same are found',
    lines: 'a line for each post: {"text", "group"}, of one group what says the same',
    run: evaluateDuplicatesOfPosts,
  },
} as const;

/** `kith evaluate …`: its inputs and keys are a contract that others rely on. */
export function declareEvaluate(kith: Command): void {
  const evaluate = kith.command('evaluate').description('run the engine over labelled data of your own');
  evaluate
    .command('identity')
    .description('how well contacts and profiles of the same person are linked')
    .argument('<dir>', 'holds contacts.csv, profiles.csv and truth.csv')
    .option(...LABELS, wholeNumber, 0)
    .option(...JSON_ONLY)
    .action((directory: string, { labels }: { labels: number }) => {
      print(evaluateIdentity(directory, labels));
    });
  evaluate
    .command('duplicates')
    .description('how well records of the same person are found in one file')
    .argument('<file.csv>', 'records of any columns')
    .requiredOption('--truth <column>', 'the column that says which records are one person')
    .option(...LABELS, wholeNumber, 0)
    .option(...JSON_ONLY)
    .action(async (file: string, { truth, labels }: { truth: string; labels: number }) => {
      await shown('% compared', async (progress) =>
        print(await evaluateDuplicates(file, { truth, labels, progress })),
      );
    });
  declareOfFiles(evaluate);
  evaluate
    .command('intent')
    .description('how well it is told what a text wants; with --train by labels of your own')
    .argument('<file.jsonl>', 'a line for each text: {"text", "label"}')
    .option('--train <file.jsonl>', 'learn labels of your own from this file first')
    .option(...JSON_ONLY)
    .action(async (file: string, { train }: { train?: string }) => {
      if (train === undefined) return print(await evaluateIntents(file));
      await shown('% learnt', async (progress) => print(await evaluateOwnLabels(file, train, progress)));
    });
}

function declareOfFiles(evaluate: Command): void {
  for (const [what, { says, columns, run }] of Object.entries(OF_A_FILE)) {
    evaluate
      .command(what)
      .description(says)
      .argument('<file.csv>', columns)
      .option(...JSON_ONLY)
      .action(async (file: string) => print(await run(file)));
  }
  for (const [what, { says, lines, run }] of Object.entries(OF_LINES)) {
    evaluate
      .command(what)
      .description(says)
      .argument('<file.jsonl>', lines)
      .option(...JSON_ONLY)
      .action(async (file: string) => print(await run(file)));
  }
}

/** `kith train …`: models from labelled data. */
export function declareTrain(kith: Command): void {
  const train = kith.command('train').description('learn a model from labelled data');
  train
    .command('identity')
    .description('how much each field says of whether a profile is the contact; prints the model')
    .argument('<dir>', 'holds contacts.csv, profiles.csv and truth.csv')
    .option('--model-version <name>', 'what stands on it', 'own')
    .action(
      (directory: string, options: { modelVersion: string }) =>
        void print(trainIdentity(directory, options.modelVersion)),
    );
  declareTrainIntent(train);
  train
    .command('intents')
    .description('the intents that Kith itself comes with; for who changes them')
    .argument('<dir>', 'a file of each topic: src/core/conversation/intent/sentences')
    .option('--out <file.json>', 'put the model there')
    .option('--model-version <name>', 'what stands on it', 'own')
    .action(async (directory: string, { out, modelVersion: version }: ModelOptions) => {
      const to = { version, ...(out !== undefined && { out }) };
      await shown('% learnt', async (progress) => print(await trainIntents(directory, to, progress)));
    });
  train
    .command('language')
    .description('the languages that Kith itself comes with; for who changes them')
    .argument('<dir>', 'what Nito-ELD tells languages by: node_modules/eld/src')
    .option('--out <file.json>', 'put the model there')
    .option('--model-version <name>', 'what stands on it', 'own')
    .action(async (directory: string, { out, modelVersion: version }: ModelOptions) =>
      print(await trainLanguage(directory, { version, ...(out !== undefined && { out }) })),
    );
  declareTrainTone(train);
}

function declareTrainIntent(train: Command): void {
  train
    .command('intent')
    .description('labels of your own, by which the posts of an installation are read')
    .argument('[file.jsonl]', 'a line for each text: {"text", "label"}')
    .option('--out <file.json>', 'put the model there')
    .option('--installation <id>', 'have its posts read by these labels, instead of those it had')
    .option('--remove', 'take away the labels of --installation')
    .action(async (file: string | undefined, { out, installation, remove }: IntentOptions) => {
      const kept = (work: (store: Store, id: string) => Promise<unknown>) =>
        installation === undefined
          ? Promise.reject(new Error('Name the --installation.'))
          : withStore(readConfig(), (store) => work(store, installation));
      if (remove === true) return print(await kept((store, id) => removeOwnLabels(id, store)));
      if (file === undefined) throw new Error('Name a file to learn from, or --remove.');
      await shown('% learnt', async (progress) =>
        print(
          installation === undefined
            ? await trainOwnLabels(file, out, progress)
            : await kept((store, id) => keepOwnLabels(file, id, store, progress)),
        ),
      );
    });
}

interface IntentOptions {
  readonly out?: string;
  readonly installation?: string;
  readonly remove?: boolean;
}

function declareTrainTone(train: Command): void {
  train
    .command('tone')
    .description('the tones and emotions that Kith itself comes with; for who changes them')
    .argument('<dir>', 'holds tone/*_GroundTruth.txt, toxicity/davidson-half.csv, goemotions/ and tweets/')
    .option('--out <file.json>', 'put the model there')
    .option('--model-version <name>', 'what stands on it', 'own')
    .option('--held', 'leave a fifth of the texts out, and say how well they are told', false)
    .action(async (directory: string, { modelVersion: version, ...options }: SoundOptions) => {
      await shown('% learnt', async (progress) =>
        print(await trainSound(directory, { version, ...options }, progress)),
      );
    });
}

interface ModelOptions {
  readonly out?: string;
  readonly modelVersion: string;
}

interface SoundOptions {
  readonly out?: string;
  readonly modelVersion: string;
  readonly held: boolean;
}

/** A bar of hundredths while the work goes on, when a person is looking. */
async function shown(what: string, work: (progress: (share: number) => void) => Promise<void>) {
  const looking = { stream: process.stderr, isTty: process.stderr.isTTY === true };
  const bar = openProgress(100, what, looking);
  let steps = 0;
  const progress = (share: number) => {
    for (; steps < Math.floor(share * 100); steps++) bar.step();
  };
  await work(progress).finally(() => bar.stop());
}
