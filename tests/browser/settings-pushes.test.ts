import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { discourse } from '../../connectors/network/discourse/index.ts';
import { push } from '../../connectors/network/discourse/push.ts';
import { github } from '../../connectors/network/github/index.ts';
import { openPushes } from '../../src/flows/pushes.ts';
import type { Manners } from '../../src/flows/tend.ts';
import type { NetworkId } from '../../src/core/ids.ts';
import { openHttp } from '../../src/http/app.ts';
import { openConsole } from '../../src/http/console.ts';
import type { Console } from '../../src/http/console.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { breaches } from './axe.ts';
import { openBrowser } from './browser.ts';
import { NOW, world } from './hand-made.ts';

let browser: Browser;
let bundle: Console;
beforeAll(async () => {
  [browser, bundle] = await Promise.all([openBrowser(), openConsole()]);
});
afterAll(() => browser?.close());

let served: Listening | undefined;
let page: Page | undefined;
afterEach(async () => {
  await page?.context().close();
  await served?.close(0);
  [page, served] = [undefined, undefined];
});

/** GitHub, and a forum whose secret is its own. */
async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const { deps } = world([]);
  const manners = new Map<NetworkId, Manners>([
    [github.id, github],
    [discourse.id, { ...discourse, push: { ...push, brings: /^theirs-\d$/ } }],
  ]);
  let made = 1;
  const newSecret = () => `made-here-${made++}`;
  const pushes = openPushes({ store: deps.store, manners, now: () => NOW, newSecret });
  served = await listen(openHttp({ ...deps, pushes }, bundle), 0, '127.0.0.1');
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'UTC', ...options });
  page = await context.newPage();
  await page.goto(`${served.url}/settings`);
  await page.getByRole('heading', { name: 'Networks that call' }).waitFor();
  return page;
}

describe('networks that call, on the settings page', () => {
  it('are listened to from the moment their secret is made, which is shown once, replaced, and given up', async () => {
    const at = await open();
    await at.getByRole('button', { name: 'Listen to GitHub' }).click();
    await at.getByText('made-here-1').waitFor();
    await at.getByText('/webhooks/github/hubspot-4711').waitFor();
    await at.getByRole('button', { name: 'New secret for GitHub' }).click();
    await at.getByText('made-here-2').waitFor();
    await at.getByText(/The secret before this one is valid until Nov 23/).waitFor();
    await at.reload();
    await at.getByText('/webhooks/github/hubspot-4711').waitFor();
    expect(await at.getByText('made-here').count()).toBe(0);
    await at.getByRole('button', { name: 'Stop listening to GitHub' }).click();
    await at.getByRole('button', { name: 'Listen to GitHub' }).waitFor();
  });

  it('that make their secret themselves are given here what they show, and it is said what is wrong with it', async () => {
    const at = await open();
    await at.getByLabel(/^Secret of/).fill('nonsense');
    await at.getByRole('button', { name: /^Listen to [^G]/ }).click();
    await at.getByText(/Nothing was changed/).waitFor();
    await at.getByLabel(/^Secret of/).fill('theirs-1');
    await at.getByRole('button', { name: /^Listen to [^G]/ }).click();
    await at.getByText('is listened to', { exact: true }).waitFor();
    expect(await at.getByLabel(/^Secret of/).inputValue()).toBe('');
  });

  it.each([
    ['wide, light', { colorScheme: 'light' }],
    ['narrow, dark', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
  ] as const)('keep to WCAG 2.2 AA: %s', async (_how, options) => {
    const at = await open(options);
    await at.getByRole('button', { name: 'Listen to GitHub' }).click();
    await at.getByText('made-here-1').waitFor();
    expect(await breaches(at)).toEqual([]);
    const wider = await at.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(wider).toBeLessThanOrEqual(0);
  });
});
