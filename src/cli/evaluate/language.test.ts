import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateLanguage } from './language.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-language-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINES = [
  { text: 'Das neue Release ist leider schon wieder kaputt gegangen', label: 'de-AT' },
  { text: 'La nueva versión funciona mucho mejor que la anterior', label: 'es' },
  { text: 'Schmetterling', label: 'de' },
  { text: 'The new export finally works', label: 'EN' },
  { text: '12345 👍', label: 'fr' },
];

describe('kith evaluate language', () => {
  it('tells even one word its likeliest language, and counts what has no letters as wrong', async () => {
    const file = join(folder, 'texts.jsonl');
    writeFileSync(file, LINES.map((line) => JSON.stringify(line)).join('\n'));
    expect(await evaluateLanguage(file)).toMatchObject({
      ...{ n: 5, accuracy: 0.8, errorAt: { '1': 0.2, '0.8': 0 } },
      perLabel: { de: { f1: 1 }, en: { f1: 1 }, es: { f1: 1 }, fr: { recall: 0 } },
    });
  });
});
