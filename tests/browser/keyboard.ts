import type { Page } from 'playwright-core';

/** Written by the keyboard alone: what is focused is chosen by its first letters, what follows is reached by Tab. */
export async function type(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key === 'Tab' || key === 'Space' || key === 'Enter') await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}
