import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

/** How a page is looked at. */
export const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: WIDE },
  { name: 'dark', colorScheme: 'dark', viewport: WIDE },
  { name: 'light and 320 px wide', colorScheme: 'light', viewport: NARROW },
  { name: 'dark and 320 px wide', colorScheme: 'dark', viewport: NARROW },
] as const;

/** Somebody who comes to a page; its clock stands at `now`, where that is told. */
export interface Visit extends BrowserContextOptions {
  readonly now?: Date;
}

export type Visits = Awaited<ReturnType<typeof openVisits>>;

/** A browser that visits one page after the other, each as somebody who was never there. */
export async function openVisits() {
  const browser = await openBrowser();
  let context: BrowserContext | undefined;
  let troubles: string[] = [];
  return {
    open: async (url: string, { now, ...options }: Visit = {}): Promise<Page> => {
      context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) troubles.push(message.text());
      });
      if (now) await page.clock.setFixedTime(now);
      await page.goto(url);
      return page;
    },
    setOffline: async (offline: boolean) => context?.setOffline(offline),
    allow: async (rights: string[]) => context?.grantPermissions(rights),
    /** A trouble that the test itself made. */
    forgive: (expected: RegExp) => {
      troubles = troubles.filter((line) => !expected.test(line));
    },
    /** Leaves the page. @returns what went wrong on it */
    end: async (): Promise<readonly string[]> => {
      await context?.close();
      context = undefined;
      return troubles.splice(0);
    },
    close: () => browser.close(),
  };
}

export const button = (within: Locator | Page, name: string | RegExp): Locator =>
  within.getByRole('button', { name });

export const wide = (page: Page) => page.evaluate('document.documentElement.scrollWidth');
