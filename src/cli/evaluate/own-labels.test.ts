import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readKept } from '../../core/conversation/classifier/kept.ts';
import { classify } from '../../core/conversation/classifier/model.ts';
import { auroc, scoreLabels } from './label-scores.ts';
import { evaluateOwnLabels, trainOwnLabels } from './own-labels.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-labels-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, `\uFEFF${lines.map((line) => JSON.stringify(line)).join('\r\n\r\n')}\n`);
  return path;
}

const MONTHS = ['January', 'March', 'May', 'June', 'July', 'August', 'October', 'November', 'December'];
const taught = MONTHS.flatMap((month) => [
  { text: `send me the invoice of ${month} again`, label: 'invoice' },
  { text: `the login page fails since ${month}`, label: 'login' },
]);
const silent = () => {};

describe('kith evaluate intent --train', () => {
  it('learns the labels of one file and scores those of another, what is out of scope apart', async () => {
    const training = file('train.jsonl', taught);
    const texts = file('texts.jsonl', [
      { text: 'please send the invoice for April', label: 'invoice' },
      { text: 'login fails on my phone', label: 'login' },
      { text: 'the parrot sings', label: 'oos' },
    ]);
    expect(await evaluateOwnLabels(texts, training, silent)).toMatchObject({
      ...{ n: 2, accuracy: 1, macroF1: 1, oosAuroc: 1 },
      perLabel: { invoice: { f1: 1 }, login: { f1: 1 } },
      errorAt: { '1': 0, '0.8': 0 },
    });
  });

  it('names the file and the line that cannot be read', async () => {
    const good = file('good.jsonl', taught);
    const bad = file('bad.jsonl', [taught[0], { text: 'no label' }]);
    await expect(evaluateOwnLabels(good, bad, silent)).rejects.toThrow(/bad\.jsonl, line 3 .*label/s);
    await expect(evaluateOwnLabels(good, file('one.jsonl', [taught[0]]), silent)).rejects.toThrow(/two/);
    await expect(evaluateOwnLabels(good, join(folder, 'none.jsonl'), silent)).rejects.toThrow(/no such file/);
    writeFileSync(join(folder, 'empty.jsonl'), '\n');
    await expect(evaluateOwnLabels(good, join(folder, 'empty.jsonl'), silent)).rejects.toThrow(/is empty/);
  });
});

describe('kith train intent', () => {
  it('says how well it tells them apart, by what it was not shown, and keeps the model', async () => {
    const out = join(folder, 'model.json');
    const done: number[] = [];
    const scores = await trainOwnLabels(file('train.jsonl', taught), out, (share) => done.push(share));
    expect(scores).toMatchObject({ examples: taught.length, n: taught.length, kept: out });
    expect(scores.accuracy).toBeGreaterThan(0.9);
    expect(done.at(-1)).toBe(1);
    const model = readKept(JSON.parse(readFileSync(out, 'utf8')));
    expect(classify('where is the invoice of February', model).label).toBe('invoice');
  });
});

describe('scores of labels', () => {
  it('count every label alike in the mean, however rare, and "not sure" as wrong', () => {
    const said = [
      ...[0.9, 0.8, 0.7].map((probability) => ({ truth: 'a', label: 'a', probability })),
      { truth: 'b', label: undefined, probability: 0.1 },
    ];
    expect(scoreLabels(said)).toMatchObject({ accuracy: 0.75, macroRecall: 0.5 });
    expect(scoreLabels(said).errorAt).toEqual({ '1': 0.25, '0.8': 0 });
  });

  it('have an area under the curve of one half where nothing is told apart', () => {
    expect(auroc([1, 1], [1, 1])).toBe(0.5);
    expect(auroc([1, 2], [3, 4])).toBe(1);
    expect(auroc([3, 1], [2, 4])).toBe(0.75);
  });
});
