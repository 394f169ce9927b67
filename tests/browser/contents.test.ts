import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { handMade } from './governing.ts';
import { world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

const open = (path: string, visit: Visit = {}): Promise<Page> =>
  bed.open(world([], { governing: handMade().governing }).deps, path, visit);

const BESIDE = { viewport: { width: 1440, height: 900 } };
const contents = (page: Page) => page.getByRole('navigation', { name: 'The settings' });

describe('what stands on the settings page', () => {
  it('names every section of it, in its order, in its own words, and leads there', async () => {
    const page = await open('/settings', BESIDE);
    await page.getByRole('heading', { name: 'Networks that call' }).waitFor();
    const led = await contents(page)
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => [
          link.textContent,
          document.getElementById(link.getAttribute('href')?.slice(1) ?? '')?.textContent,
        ]),
      );
    const sections = await page.locator('.setting > :is(h2, legend)').allTextContents();
    expect(led).toEqual(sections.map((section) => [section, section]));
  });

  it('leads to a section from when it is there, and not before', async () => {
    const page = await open('/settings', BESIDE);
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/\/api\/v1\/pushes/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await contents(page).getByRole('link', { name: 'What came in' }).waitFor();
    const heading = page.getByRole('heading', { name: 'Networks that call' });
    const link = contents(page).getByRole('link', { name: 'Networks that call' });
    expect([await heading.count(), await link.count()]).toEqual([0, 0]);
    answer();
    await heading.waitFor();
    expect(await link.count()).toBe(1);
  });

  it('stays beside it, and brings a section into sight that has an address of its own', async () => {
    const page = await open('/settings', BESIDE);
    await contents(page).getByRole('link', { name: 'Download and uninstall' }).click();
    await expect.poll(() => page.evaluate('window.scrollY')).toBeGreaterThan(1_000);
    const link = contents(page).getByRole('link', { name: 'Limits' });
    await link.click();
    expect(new URL(page.url()).hash).toBe('#limits');
    await page.reload();
    const legend = page.locator('#limits');
    await legend.waitFor();
    await expect.poll(async () => (await legend.boundingBox())?.y).toBeLessThan(800);
    expect((await legend.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/settings');
  });

  it.each(LOOKS)('is folded where there is little room, and keeps to WCAG 2.2 AA: $name', async (look) => {
    const { colorScheme, viewport } = look;
    const page = await open('/settings', { colorScheme, viewport });
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    const limits = contents(page).getByRole('link', { name: 'Limits' });
    if (viewport.width < 1100) {
      expect(await limits.isVisible()).toBe(false);
      await contents(page).getByText('On this page').press('Enter');
    }
    await limits.waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
