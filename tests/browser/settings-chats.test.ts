import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { handMadeChats } from './chats.ts';
import { consoleBed } from './console-bed.ts';
import { world } from './hand-made.ts';
import { type } from './keyboard.ts';
import { handMadeRules } from './rules.ts';
import { button, LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(visit: Visit = {}) {
  const chats = handMadeChats();
  const page = await bed.open(world([], { rules: handMadeRules(), chats }).deps, '/settings', visit);
  await page.getByLabel('Name of the rule').waitFor();
  return { page, chats };
}

describe('the chats that rules write to', () => {
  async function addChat(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name of the chat').fill(name);
    await page.getByLabel('Its incoming webhook').fill('https://hooks.slack.com/services/T0/B0/secret');
    await button(page, 'Add the chat').click();
    await page.locator('strong', { hasText: name }).waitFor();
  }

  it('are added, chosen in a rule that names them, and not removed while it writes there', async () => {
    const { page } = await open();
    await page.getByLabel('Then').selectOption('chat message');
    await page.getByText('There is no chat yet: add one below').waitFor();
    await page.getByText('Chats that rules write to (0)').click();
    await addChat(page, 'Care');
    await addChat(page, 'In use');
    await page.getByText('Chats that rules write to (2)').waitFor();
    expect(await page.getByText('hooks.slack.com').count()).toBe(0);
    await page.getByLabel('Name of the rule').fill('Complaints');
    await page.getByLabel('Chat', { exact: true }).selectOption('In use');
    await button(page, 'Add as a draft').click();
    await page.getByText('When a post is negative: write to “In use”. At most 10 an hour.').waitFor();
    await button(page, 'Remove In use').click();
    await page.getByRole('alert').filter({ hasText: 'writes there: switch it off first.' }).waitFor();
    await button(page, 'Remove Care').click();
    await page.getByText('Chats that rules write to (1)').waitFor();
  });

  it('say why an address is none, and keep what was typed', async () => {
    const { page } = await open();
    await page.getByText('Chats that rules write to (0)').click();
    await page.getByLabel('Name of the chat').fill('Care');
    await page.getByLabel('Its incoming webhook').fill('https://hooks.example/');
    await button(page, 'Add the chat').click();
    await page.getByRole('alert').filter({ hasText: 'no incoming webhook' }).waitFor();
    expect(await page.getByLabel('Its incoming webhook').inputValue()).toBe('https://hooks.example/');
  });

  it('are added by the keyboard alone', async () => {
    const { page, chats } = await open();
    await page.locator('summary', { hasText: 'Chats that rules write to' }).focus();
    await type(page, 'Enter', 'Tab', 'Care', 'Tab', 'https://hooks.slack.com/services/T0/B0/x', 'Enter');
    await page.getByText('Chats that rules write to (1)').waitFor();
    expect(chats.kept).toMatchObject([{ name: 'Care', service: 'slack' }]);
  });

  it.each(LOOKS)('keep to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page } = await open({ colorScheme, viewport });
    await page.getByText('Chats that rules write to (0)').click();
    await addChat(page, 'In use');
    await button(page, 'Remove In use').click();
    await page.getByRole('alert').filter({ hasText: 'switch it off first' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
