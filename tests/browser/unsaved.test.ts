import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { InstallationId } from '../../src/core/ids.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { handMade } from './governing.ts';
import { SAMPLE, world } from './hand-made.ts';
import { type } from './keyboard.ts';
import { button, LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(path = '/settings', visit: Visit = {}): Promise<Page> {
  const { deps, installed } = world([], { governing: handMade().governing });
  installed.push({ ...SAMPLE, id: InstallationId.parse('hubspot-4712'), installedAt: new Date(0) });
  return bed.open(deps, path, visit);
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const calls = (page: Page) => page.getByLabel('Calls a day');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');
const isAt = (page: Page, path: string) => expect.poll(() => new URL(page.url()).pathname).toBe(path);

/** Writes another number of calls, as somebody at a keyboard does. */
async function decide(page: Page, n = '500'): Promise<void> {
  await calls(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await type(page, n);
  await button(page, 'Put back').waitFor();
}

async function follow(page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).press('Enter');
}

describe('what was decided and not saved', () => {
  it('is not left without a question: to stay is the first answer, and Escape means it too', async () => {
    const page = await open();
    await decide(page);
    for (const answer of ['Enter', 'Escape']) {
      await follow(page, 'Contacts');
      await question(page).getByRole('listitem').filter({ hasText: 'Limits' }).waitFor();
      await expect.poll(() => focused(page)).toBe('Stay');
      await page.keyboard.press(answer);
      await question(page).waitFor({ state: 'hidden' });
      await expect.poll(() => focused(page)).toBe('Contacts');
      expect([new URL(page.url()).pathname, await calls(page).inputValue()]).toEqual(['/settings', '500']);
    }
  });

  it('is given up by whoever says so, and then nothing asks any more', async () => {
    const page = await open();
    await decide(page);
    await follow(page, 'Heard');
    await question(page).waitFor();
    await type(page, 'Tab', 'Enter');
    await isAt(page, '/heard');
    await follow(page, 'Settings');
    await calls(page).waitFor();
    expect(await calls(page).inputValue()).toBe('50000');
    await follow(page, 'Contacts');
    await isAt(page, '/');
    expect(await question(page).count()).toBe(0);
  });

  it('survives the way back through the browser, and from there one still comes back', async () => {
    const page = await open('/heard');
    await follow(page, 'Settings');
    await decide(page);
    for (const answer of [['Enter'], ['Tab', 'Enter']]) {
      await page.evaluate('history.back()');
      await question(page).waitFor();
      await isAt(page, '/settings');
      expect(await calls(page).inputValue()).toBe('500');
      await type(page, ...answer);
      await question(page).waitFor({ state: 'hidden' });
    }
    await isAt(page, '/heard');
    await page.evaluate('history.forward()');
    await isAt(page, '/settings');
    await calls(page).waitFor();
  });

  it('is in nobody’s way on the page itself: to a section of it, back from there, or to the page again', async () => {
    const page = await open('/heard', { viewport: { width: 1440, height: 900 } });
    await follow(page, 'Settings');
    await decide(page);
    await follow(page, 'Rules');
    await expect.poll(() => new URL(page.url()).hash).toBe('#rules');
    await page.evaluate('history.back()');
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await follow(page, 'Limits');
    await follow(page, 'Settings');
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    expect(await question(page).count()).toBe(0);
    expect(await calls(page).inputValue()).toBe('500');
    // Three entries are of this page: what lies before them is another.
    await page.evaluate('history.go(-3)');
    await question(page).waitFor();
    await isAt(page, '/settings');
    expect(await calls(page).inputValue()).toBe('500');
  });

  it('is asked about before another account is chosen, and never becomes the other’s', async () => {
    const page = await open();
    await decide(page);
    const account = page.getByLabel('CRM account');
    const before = await account.inputValue();
    await account.selectOption('hubspot-4712');
    await question(page).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => account.inputValue()).toBe(before);
    expect(await calls(page).inputValue()).toBe('500');
    await account.selectOption('hubspot-4712');
    await question(page).waitFor();
    await type(page, 'Tab', 'Enter');
    await expect.poll(() => new URL(page.url()).search).toBe('?installation=hubspot-4712');
    await follow(page, 'Settings');
    await expect.poll(() => calls(page).inputValue()).toBe('50000');
    await decide(page);
    await page.evaluate('history.go(-2)');
    await question(page).waitFor();
    await type(page, 'Tab', 'Enter');
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await expect.poll(() => calls(page).inputValue()).toBe('50000');
  });

  it('keeps the tab open until the browser’s own question is answered', async () => {
    const page = await open();
    await decide(page);
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await calls(page).inputValue()).toBe('500');
  });

  it('is nothing once it was saved, put back, or written as it was', async () => {
    const page = await open();
    const isFree = async () => {
      await follow(page, 'Heard');
      await isAt(page, '/heard');
      await follow(page, 'Settings');
      await calls(page).waitFor();
    };
    await decide(page);
    await button(page, 'Save').press('Enter');
    await page.getByText('Saved.').waitFor();
    await isFree();
    await decide(page, '600');
    await button(page, 'Put back').press('Enter');
    await isFree();
    await decide(page, '600');
    await calls(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await type(page, '500');
    await button(page, 'Put back').waitFor({ state: 'detached' });
    expect(await button(page, 'Save').isDisabled()).toBe(true);
    for (const _ of [1, 2]) await page.getByRole('checkbox', { name: 'GitHub' }).press('Space');
    await isFree();
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
  });
});

describe('what was half written on the settings page', () => {
  it.each([
    ['A new rule', 'Name of the rule', 'Complaints'],
    ['A new webhook', 'Address', 'https://hooks.example/'],
    ['A new chat', 'Name of the chat', 'Care'],
    ['Hosts of your pages', 'Hosts of your pages', 'acme.example'],
  ])('is asked about, and no more once it is rubbed out: %s', async (what, label, words) => {
    const page = await open();
    const field = page.getByLabel(label, { exact: true });
    await field.waitFor({ state: 'attached' });
    const fold = page.locator('details:not([open])', { has: field }).locator('summary');
    if (!(await field.isVisible())) await fold.press('Enter');
    await field.focus();
    await type(page, words);
    await follow(page, 'Contacts');
    await expect.poll(() => question(page).getByRole('listitem').allTextContents()).toEqual([what]);
    await page.keyboard.press('Escape');
    await field.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await follow(page, 'Contacts');
    await isAt(page, '/');
  });

  it('is asked about on the page of who is heard too', async () => {
    const page = await open('/heard');
    await page.getByLabel('Name of the rule').focus();
    await type(page, 'Ferries');
    await follow(page, 'Contacts');
    await question(page).getByText('New listening rule').waitFor();
    await type(page, 'Tab', 'Enter');
    await isAt(page, '/');
  });

  it('is all named in one question', async () => {
    const page = await open();
    await decide(page);
    await page.getByRole('checkbox', { name: 'GitHub' }).press('Space');
    await page.getByLabel('Name of the rule').focus();
    await type(page, 'Complaints');
    await follow(page, 'Contacts');
    await expect
      .poll(() => question(page).getByRole('listitem').allTextContents())
      .toEqual(['Networks that are asked, Limits', 'A new rule']);
  });
});

describe('the question before one leaves', () => {
  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open('/settings', { colorScheme, viewport });
    await decide(page);
    await page.getByLabel('Name of the rule').fill('Complaints');
    await follow(page, 'Contacts');
    await question(page).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
