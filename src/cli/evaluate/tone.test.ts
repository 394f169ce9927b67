import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { heard } from '../../core/conversation/sound/features.ts';
import { TRAINING } from '../../core/conversation/sound/learn.ts';
import { readKept } from '../../core/conversation/sound/kept.ts';
import { judgeSound } from '../../core/conversation/sound/sound.ts';
import { evaluateTone } from './tone.ts';
import { trainSound } from './train-sound.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-tone-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

describe('kith evaluate tone', () => {
  it('scores labels, and how values go together, and gives every text its likeliest tone', async () => {
    const path = file('tone.jsonl', [
      { text: 'I love it, great work!', label: 'positive', value: 3.1 },
      { text: 'Terrible. I hate this.', label: 'negative', value: -2.9 },
      { text: 'The meeting is on Monday at ten.', label: 'neutral', value: 0.1 },
      { text: 'Great, another outage', value: -1 },
    ]);
    const scores = await evaluateTone(path);
    expect(scores).toMatchObject({
      n: 4,
      accuracy: 1,
      macroF1: 1,
      macroRecall: 1,
      errorAt: { '1': 0, '0.8': 0 },
    });
    expect(scores.pearson).toBeGreaterThan(0.6);
    expect(scores.textsPerSecond).toBeGreaterThan(0);
  });

  it('says nothing of what is not in the file', async () => {
    const scores = await evaluateTone(file('plain.jsonl', [{ text: 'fine', label: 'positive' }]));
    expect(scores).not.toHaveProperty('pearson');
    expect(await evaluateTone(file('values.jsonl', [{ text: 'fine', value: 1 }]))).not.toHaveProperty(
      'accuracy',
    );
  });

  it('names the line that cannot be read', async () => {
    const path = file('bad.jsonl', [{ text: 'fine' }, { text: 'fine', label: 'good' }]);
    await expect(evaluateTone(path)).rejects.toThrow(/bad\.jsonl, line 2 .*label/s);
  });
});

describe('kith train tone', () => {
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, 'sources', name, '..'), { recursive: true });
    writeFileSync(join(folder, 'sources', name), text);
  };

  it('learns from the sources that are there, says how well, and keeps a model that can be read', async () => {
    const words = [
      ['wurblig', 'negative', -2],
      ['quompish', 'neutral', 0],
      ['splendorous', 'positive', 2],
    ] as const;
    const things = ['lamp', 'chair', 'parcel', 'phone', 'bike', 'desk', 'book', 'shirt', 'kettle', 'door'];
    const all = things.flatMap((thing) =>
      words.map(([word, tone, value]) => ({ says: `the ${thing} is ${word}`, tone, value })),
    );
    write('tone/x_GroundTruth.txt', all.map(({ says, value }, i) => `${i}\t${value}\t${says}`).join('\n'));
    write(
      'tweets/train.csv',
      `text,sentiment\n${all.map(({ says, tone }) => `"${says}",${tone}`).join('\n')}\n`,
    );
    write(
      'goemotions/train.tsv',
      things
        .map((thing, i) => `my ${thing} ${i % 2 ? 'grumbled' : 'sang'}\t${i % 2 ? 2 : 17}\tid`)
        .join('\n'),
    );
    write(
      'toxicity/davidson-half.csv',
      `class,tweet\n${things.map((thing, i) => `${i % 2 ? 2 : 1},${i % 2 ? 'nice' : 'snarfing'} ${thing}`).join('\n')}\n`,
    );
    const out = join(folder, 'model.json');
    const done: number[] = [];
    const told = (share: number) => done.push(share);
    const training = { ...TRAINING, epochs: 20, seenIn: 2 };
    const report = await trainSound(
      join(folder, 'sources'),
      { out, version: 'test', held: true },
      told,
      training,
    );
    expect(report).toMatchObject({ kept: out, held: { 'tweets/train.csv': { tone: { accuracy: 1 } } } });
    expect(done.at(-1)).toBe(1);
    const model = readKept(JSON.parse(readFileSync(out, 'utf8')));
    expect(
      judgeSound(heard('my lamp grumbled'), model).emotions.find(({ label }) => label === 'anger')
        ?.probability,
    ).toBeGreaterThan(0.5);
    expect(judgeSound(heard('snarfing desk'), model).toxicity.label).toBe('offensive');
  });

  it('says which files it looked for', async () => {
    await expect(trainSound(folder, { version: 'x', held: false }, () => {})).rejects.toThrow(
      /tweets\/train\.csv/,
    );
  });
});
