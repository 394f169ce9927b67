import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { people } from './people.ts';
import { veryMuch } from './very-much.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(visit: Visit = {}): Promise<Page> {
  const page = await bed.open(world([veryMuch(), ...people()]).deps, '/contacts/140', visit);
  await part(page, 'Worth acting on').waitFor();
  return page;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const shown = (within: Locator, role: 'article' | 'heading' | 'region' | 'listitem', level?: number) =>
  within.getByRole(role, level === undefined ? {} : { level });

/** By the keyboard alone. */
async function unfold(within: Locator, says: RegExp | string): Promise<void> {
  await within.locator('summary', { hasText: says }).press('Enter');
}

describe('a record on which there is very much', () => {
  it('says first what goes wrong, one of each kind before thirty alike, and counts the rest by kind', async () => {
    const page = await open();
    const signals = part(page, 'Worth acting on');
    const first = ['They complained', 'They may leave', 'They asked about buying'];
    expect(await shown(signals, 'heading').allInnerTexts()).toEqual(first);
    await signals.getByText(/^44 more: .*They are behind a surge \(28\)/).waitFor();
    const short = await part(page, 'In short').boundingBox();
    expect((short?.y ?? Infinity) + (short?.height ?? 0)).toBeLessThanOrEqual(900);
    await unfold(signals, '44 more');
    await expect.poll(() => shown(signals, 'heading').count()).toBe(47);
  });

  it('names four networks of fourteen, and counts the others', async () => {
    const page = await open();
    await part(page, 'In short').getByText('is on Bluesky, GitHub, Website, Gravatar and 10 more:').waitFor();
  });

  it('shows the surest profiles, and keeps the others in reach of the keyboard', async () => {
    const page = await open();
    for (const [name, first, says, all] of [
      ['Profiles', 4, '24 more profiles', 28],
      ['Is this them?', 3, '5 more profiles', 8],
      ['Looked at and refused', 2, '2 more profiles', 4],
    ] as const) {
      const group = part(page, name);
      expect(await shown(group, 'region').count()).toBe(first);
      await unfold(group, says);
      await expect.poll(() => shown(group, 'region').count()).toBe(all);
    }
  });

  it('takes a word on a profile from behind the fold, which stays open', async () => {
    const page = await open();
    await unfold(part(page, 'Profiles'), '24 more profiles');
    await page.getByRole('button', { name: /^Not them: nadia20\.example/ }).press('Enter');
    await part(page, 'Profiles').getByText('23 more profiles').waitFor();
    expect(await shown(part(page, 'Profiles'), 'region').count()).toBe(27);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().press('Enter');
    await part(page, 'Profiles').getByText('24 more profiles').waitFor();
  });

  it('shows the latest posts, and where they are heard the most, before the rest', async () => {
    const page = await open();
    const posts = part(page, 'Latest conversations');
    expect(await shown(posts, 'article').count()).toBe(8);
    await unfold(posts, '7 earlier posts');
    await expect.poll(() => shown(posts, 'article').count()).toBe(15);
    const about = page.getByRole('complementary', { name: 'About this record' });
    const percentiles = about.getByText(/^\d+(st|nd|rd|th) percentile$/).filter({ visible: true });
    expect(await percentiles.allInnerTexts()).toEqual([
      '96th percentile',
      '94th percentile',
      '92nd percentile',
    ]);
    await unfold(about, '25 more profiles');
    await expect.poll(() => percentiles.count()).toBe(28);
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA, folded and unfolded: $name', async ({ colorScheme, viewport }) => {
    const page = await open({ colorScheme, viewport });
    expect(await breaches(page)).toEqual([]);
    for (const fold of await page.locator('summary', { hasText: /\d (more|earlier)/ }).all())
      await fold.press('Enter');
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
