import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { examples } from '../../src/core/conversation/own-labels/testbed.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { handMadeOwnLabels, TAUGHT } from './own-labels.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(ownLabels = handMadeOwnLabels(), visit: Visit = {}): Promise<Page> {
  const page = await bed.open(world([], { ownLabels }).deps, '/settings', visit);
  await page.getByRole('heading', { name: 'Your own labels' }).waitFor();
  return page;
}

async function send(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel('Examples', { exact: true }).setInputFiles({
    ...{ name, mimeType: 'text/plain' },
    buffer: Buffer.from(text),
  });
  await page.getByRole('button', { name: 'Teach these labels' }).click();
}

const CSV = `text,label\n${examples.map(({ text, label }) => `"${text}",${label}`).join('\n')}`;

describe('own labels on the settings page', () => {
  it('begin with an example of a file, are learnt from one, and show how well each is told', async () => {
    const own = handMadeOwnLabels();
    const page = await open(own);
    await page.getByText('Nothing was taught yet').waitFor();
    await send(page, 'labels.csv', CSV);
    await page.getByText(`Learning from ${examples.length} examples`).waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('0.5');
    own.taught();
    await page.getByRole('row', { name: /warranty/ }).waitFor();
    const table = page.getByRole('table', { name: 'How well each is told' });
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringContaining('Label'),
      expect.stringMatching(/warranty[^]*Weak\. It has only 20 examples[^]*57 %/),
      expect.stringMatching(/where is it[^]*92 %/),
      expect.stringMatching(/send it back[^]*91 %/),
    ]);
    expect(await page.getByRole('meter').count()).toBe(3);
  });

  it('say why a file cannot be learnt from', async () => {
    const page = await open();
    await send(page, 'labels.jsonl', '{"text": "x"}');
    await page.getByRole('alert').filter({ hasText: 'Line 1 is not' }).waitFor();
  });

  it('can be forgotten', async () => {
    const page = await open(handMadeOwnLabels(TAUGHT));
    await page.getByRole('button', { name: 'Forget these labels' }).click();
    await page.getByText('Nothing was taught yet').waitFor();
  });

  it.each(LOOKS)('keep to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open(handMadeOwnLabels(TAUGHT), { colorScheme, viewport });
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
