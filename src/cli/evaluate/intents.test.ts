import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIntents } from '../../core/conversation/intent/kept.ts';
import { evaluateIntents } from './intents.ts';
import { trainIntents } from './train-intents.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-intents-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

describe('kith evaluate intent', () => {
  it('gives each text its likeliest intent of those that the file has, or none', async () => {
    const complaint = { text: 'Why does nobody answer? Two weeks and still no parcel!', label: 'complaint' };
    const scores = await evaluateIntents(
      file('texts.jsonl', [complaint, { text: 'How do I get to the shop?', label: 'none' }]),
    );
    expect(scores).toMatchObject({ n: 2, accuracy: 1, perLabel: { complaint: { f1: 1 }, none: { f1: 1 } } });
  });

  it('names a label that is none of ours, and the cure', async () => {
    const foreign = file('foreign.jsonl', [{ text: 'hello', label: 'greeting' }]);
    await expect(evaluateIntents(foreign)).rejects.toThrow(/foreign\.jsonl .*“greeting”.*--train/s);
  });
});

describe('kith train intents', () => {
  it('makes a model of the sentences of two topics, and says how well one teaches the other', async () => {
    const topic = (thing: string) => [
      { text: `how does the ${thing} work?`, intents: ['question'] },
      { text: `what does the ${thing} weigh?`, intents: ['question'] },
      { text: `the ${thing} is in the hall`, intents: [] },
      { text: `we have a ${thing}`, intents: [] },
    ];
    const sentences = mkdtempSync(join(folder, 'sentences-'));
    for (const thing of ['lamp', 'phone'])
      writeFileSync(
        join(sentences, `${thing}.jsonl`),
        topic(thing)
          .map((line) => JSON.stringify(line))
          .join('\n'),
      );
    const out = join(folder, 'model.json');
    expect(await trainIntents(sentences, { out, version: 'test' }, () => {})).toMatchObject({
      sentences: 8,
      otherTopics: { question: { n: 4, f1: 1 } },
      kept: out,
    });
    expect(readIntents(JSON.parse(readFileSync(out, 'utf8'))).version).toBe('test');
  });
});
