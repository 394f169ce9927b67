import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import { openBrowser } from '../../tests/browser/browser.ts';
import { freePort } from '../../tests/support/kith-process.ts';
import { openNewInstallation } from './new-installation.ts';

/**
 * Photographs of the card and the settings page for the listing: the real bundles, against the real server, in the
 * sample workspace with its fictional people. `npm run screenshots` writes them anew.
 */

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const SIZE = { width: 1600, height: 900 };
const PATIENCE_MS = 120_000;

interface Shot {
  readonly file: string;
  /** Whose record; absent: the settings page of a new installation. */
  readonly of?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** How much smaller everything is than on a screen, so that more of it is seen. */
  readonly smaller?: number;
  /** Makes the page show what the picture is about. */
  readonly prepare: (page: Page) => Promise<void>;
}

const card = (page: Page, where: 'sidebar' | 'tab') =>
  page.getByRole('region', { name: new RegExp(`\\(${where}\\)$`) });

const shown = (page: Page) => card(page, 'sidebar').getByText('Who', { exact: true }).waitFor();

/** With some room above. */
function toTheTop(one: Element): void {
  one.scrollIntoView();
  scrollBy(0, -12);
}

async function at(page: Page, heading: string): Promise<void> {
  await card(page, 'tab').getByRole('heading', { name: heading }).evaluate(toTheTop);
}

const SHOTS: readonly Shot[] = [
  { file: '1-who-they-are.png', of: 'Mara Lindqvist', prepare: shown },
  {
    file: '2-why-this-is-them.png',
    of: 'Mara Lindqvist',
    prepare: async (page) => {
      await shown(page);
      await at(page, 'Why this is them');
      await card(page, 'tab')
        .getByRole('button', { name: /^Why this is them/ })
        .first()
        .click();
    },
  },
  {
    file: '3-what-they-said.png',
    of: 'Mara Lindqvist',
    prepare: async (page) => {
      await shown(page);
      await at(page, 'Latest conversations');
    },
  },
  {
    file: '4-not-them.png',
    of: 'Jordan Ellery',
    prepare: async (page) => {
      await card(page, 'tab')
        .getByRole('button', { name: /^What was weighed/ })
        .first()
        .click();
      await at(page, 'Not them');
    },
  },
  { file: '6-dark.png', of: 'Mara Lindqvist', colorScheme: 'dark', prepare: shown },
];

/** Right after the installation: what Kith would make and write waits for an administrator's word. */
const APPROVAL: Shot = {
  file: '5-settings.png',
  smaller: 0.75,
  prepare: async (page) => {
    await page.getByRole('button', { name: 'Approve and begin to write' }).waitFor();
    await page.getByRole('region', { name: 'Kith settings' }).evaluate(toTheTop);
  },
};

interface Workspace {
  readonly simulatorUrl: string;
  readonly installation: { readonly id: string; readonly account: string };
  readonly progress: { readonly contacts: number; readonly resolved: number; readonly waiting: number };
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Waits until everybody was looked for. */
async function settled(api: string): Promise<Workspace> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await wait(250)) {
    const workspace = await get<Workspace>(`${api}/workspace`);
    const { contacts, resolved, waiting } = workspace.progress;
    if (contacts > 20 && resolved >= contacts - 1 && waiting === 0) return workspace;
  }
  throw new Error(`The sample workspace was not ready after ${PATIENCE_MS / 1000} s`);
}

async function idOf(api: string, installation: string, name: string): Promise<string> {
  const { contacts } = await get<{ contacts: readonly { id: string; name: string }[] }>(
    `${api}/contacts?installation=${installation}&search=${encodeURIComponent(name)}`,
  );
  const found = contacts.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not in the sample workspace`);
  return found.id;
}

/** In HubSpot each column scrolls by itself: those at the sides stay in sight while the middle one moves. */
async function keepSides(page: Page): Promise<void> {
  const sides = await page.locator('.columns > :first-child, .columns > :last-child').all();
  for (const side of sides) {
    await side.evaluate((one: HTMLElement) => Object.assign(one.style, { position: 'sticky', top: '12px' }));
  }
}

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
  const { file, colorScheme = 'light', smaller = 1, prepare } = shot;
  const viewport = { width: Math.round(SIZE.width / smaller), height: Math.round(SIZE.height / smaller) };
  const context = await browser.newContext({
    ...{ viewport, deviceScaleFactor: smaller, colorScheme, reducedMotion: 'reduce' },
  });
  const page = await context.newPage();
  await page.goto(url);
  await keepSides(page);
  await prepare(page);
  const trouble = page.locator('.hs-state.error, .hs-alert.error[role=alert]');
  if ((await trouble.count()) > 0)
    throw new Error(`${file} would show trouble: ${await trouble.first().innerText()}`);
  await page.screenshot({ path: join(FOLDER, file) });
  await context.close();
}

async function photograph(browser: Browser, kithUrl: string): Promise<void> {
  const api = `${kithUrl}/api/v1`;
  const { simulatorUrl, installation } = await settled(api);
  for (const shot of SHOTS) {
    const id = await idOf(api, installation.id, shot.of ?? '');
    await take(browser, `${simulatorUrl}/contacts/${installation.account}/record/0-1/${id}`, shot);
  }
}

/** A folder for a database, gone at the end. The embedded database runs as a user of its own where we are root. */
async function withData(work: (data: string) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'kith-screenshots-'));
  chmodSync(data, 0o711);
  await work(data).finally(() => rmSync(data, { recursive: true, force: true }));
}

mkdirSync(FOLDER, { recursive: true });
const browser = await openBrowser();
try {
  await withData(async (data) => {
    const kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
    await photograph(browser, kith.url).finally(() => kith.close());
  });
  await withData(async (data) => {
    const { settings, close } = await openNewInstallation(data, await freePort());
    await take(browser, settings, APPROVAL).finally(close);
  });
} finally {
  await browser.close();
}
process.stderr.write(`${SHOTS.length + 1} pictures are in ${FOLDER}\n`);
