import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';
import { handMadeListening } from './listening.ts';
import { handMadeWarning } from './warning.ts';

const bed = consoleBed();

async function open(raised: boolean, visit: Visit = {}) {
  const { deps } = world([], { warning: handMadeWarning(raised), listening: handMadeListening(true) });
  const page = await bed.open(deps, '/heard', visit);
  await page.getByRole('heading', { name: 'Early warning' }).waitFor();
  return page;
}

describe('early warning on the page', () => {
  it('says that nothing is counted while there is no rule', async () => {
    const page = await open(false);
    await page.getByText('Nothing is counted yet, since there is no listening rule.').waitFor();
  });

  it('shows how much, how seldom, in which words, by whom, and that few accounts may make it', async () => {
    const page = await open(true);
    const alert = page.getByRole('listitem', { name: 'Crisis: Us' });
    await alert.getByText('44 people in 4 hours, where 9.3 are usual.').waitFor();
    await alert.getByText('When nothing happens, as much as this comes once a quarter.').waitFor();
    await alert.getByText('“login fails”, “this morning”').waitFor();
    await alert.getByText('Few accounts may make it: 30 of 44 posts repeat another one.').waitFor();
    await alert.getByText('What drives it').click();
    await alert.getByText('Kith login fails since this morning').waitFor();
  });

  it('draws what was heard over what is usual, says so in words, and gives the same as a table', async () => {
    const page = await open(true);
    const picture = page.getByRole('img', { name: /People an hour for “Us”: at most 24, on Nov 22/ });
    await picture.waitFor();
    expect(await picture.locator('line.crisis').count()).toBe(1);
    await page.getByText('The same as a table').click();
    const table = page.getByRole('region', { name: 'People an hour for “Us”, as a table' });
    expect(await table.getByRole('row').count()).toBe(1 + 7 * 24);
    await table.getByRole('row', { name: /24 .* Crisis$/ }).waitFor();
  });

  it('says until when a new rule only learns, and that it heard nothing', async () => {
    const page = await open(true);
    await page.getByLabel('Rule', { exact: true }).selectOption('Rivals');
    await page
      .getByText(/It is still learnt what is usual for “Rivals”: no alerts until in 3 days/)
      .waitFor();
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open(true, { colorScheme, viewport });
    await page.getByText('What drives it').click();
    await page.getByText('The same as a table').click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
