import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import { openBrowser } from '../../tests/browser/browser.ts';

/**
 * Photographs of the card and the settings page for the listing: the real bundles, against the real server, in the
 * sample workspace with its fictional people. `npm run screenshots` writes them anew.
 */

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const SIZE = { width: 1600, height: 900 };
const PATIENCE_MS = 120_000;

interface Shot {
  readonly file: string;
  /** Whose record; absent: the settings page. */
  readonly of?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Makes the page show what the picture is about. */
  readonly prepare: (page: Page) => Promise<void>;
}

const card = (page: Page, where: 'sidebar' | 'tab') =>
  page.getByRole('region', { name: new RegExp(`\\(${where}\\)$`) });

const shown = (page: Page) => card(page, 'sidebar').getByText('Who', { exact: true }).waitFor();

async function at(page: Page, heading: string): Promise<void> {
  await card(page, 'tab')
    .getByRole('heading', { name: heading })
    .evaluate((one) => one.scrollIntoView());
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
      const refused = card(page, 'tab');
      await refused
        .getByRole('button', { name: /^What was weighed/ })
        .first()
        .click();
    },
  },
  {
    file: '5-settings.png',
    prepare: async (page) => {
      const settings = page.getByRole('region', { name: 'Kith settings' });
      await settings
        .getByRole('tab')
        .or(settings.getByRole('heading', { level: 3 }))
        .first()
        .waitFor();
    },
  },
  { file: '6-dark.png', of: 'Mara Lindqvist', colorScheme: 'dark', prepare: shown },
];

interface Workspace {
  readonly simulatorUrl: string;
  readonly installation: { readonly account: string };
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

async function idOf(api: string, name: string): Promise<string> {
  const { contacts } = await get<{ contacts: readonly { id: string; name: string }[] }>(
    `${api}/contacts?search=${encodeURIComponent(name)}`,
  );
  const found = contacts.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not in the sample workspace`);
  return found.id;
}

async function photograph(kithUrl: string): Promise<void> {
  const api = `${kithUrl}/api/v1`;
  const { simulatorUrl, installation } = await settled(api);
  const browser = await openBrowser();
  try {
    for (const { file, of, colorScheme = 'light', prepare } of SHOTS) {
      const context = await browser.newContext({ viewport: SIZE, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const record = of && `contacts/${installation.account}/record/0-1/${await idOf(api, of)}`;
      await page.goto(`${simulatorUrl}/${record ?? `settings-app/${installation.account}`}`);
      await prepare(page);
      const trouble = page.locator('.hs-state.error, .hs-alert.error[role=alert]');
      if ((await trouble.count()) > 0)
        throw new Error(`${file} would show trouble: ${await trouble.first().innerText()}`);
      await page.screenshot({ path: join(FOLDER, file) });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

const data = mkdtempSync(join(tmpdir(), 'kith-screenshots-'));
// The embedded database runs as a user of its own where we are root.
chmodSync(data, 0o711);
mkdirSync(FOLDER, { recursive: true });
const kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
try {
  await photograph(kith.url);
} finally {
  await kith.close();
  rmSync(data, { recursive: true, force: true });
}
process.stderr.write(`${SHOTS.length} pictures are in ${FOLDER}\n`);
