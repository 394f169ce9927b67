import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import { openBrowser } from '../../tests/browser/browser.ts';
import { openWorkspace } from './sample-workspace.ts';
import type { Workspace } from './sample-workspace.ts';

/**
 * Photographs of the panel for the listing: the package's real components on the record pages of the simulated org,
 * against the real server, in the sample workspace with its fictional people. `npm run screenshots:salesforce` writes
 * them anew.
 */

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const WIDE = { width: 1600, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The components may have to be built first. */
const PATIENCE_MS = 120_000;

interface Shot {
  readonly file: string;
  readonly of: string;
  readonly viewport?: typeof WIDE;
  /** Makes the page show what the picture is about. */
  readonly prepare: (panel: Locator, page: Page) => Promise<unknown>;
}

const MARA = 'Mara Lindqvist';
const toTop = (within: Locator) => within.evaluate((one) => one.scrollIntoView());
const heading = (panel: Locator, name: RegExp) => panel.getByRole('heading', { name });
const press = (panel: Locator, name: string | RegExp) => panel.getByRole('button', { name }).first().click();
const shown = (panel: Locator) => panel.getByText('Who', { exact: true }).waitFor({ timeout: PATIENCE_MS });

const SHOTS: readonly Shot[] = [
  { file: '1-who-they-are.png', of: MARA, prepare: shown },
  {
    file: '2-why-this-is-them.png',
    of: MARA,
    prepare: async (panel) => {
      await shown(panel);
      await panel.locator('summary', { hasText: /^Why/ }).first().click();
      await toTop(heading(panel, /^(Is this them|Profiles)/).first());
    },
  },
  {
    file: '3-what-they-said.png',
    of: MARA,
    prepare: async (panel) => {
      await shown(panel);
      await press(panel, 'Draft a reply');
      await panel.getByLabel('Draft').waitFor();
      await toTop(heading(panel, /^What they said/));
    },
  },
  {
    file: '4-make-it-a-task.png',
    of: MARA,
    prepare: async (panel, page) => {
      await shown(panel);
      await press(panel, 'Make it a task or a case');
      await panel.getByLabel('Title').fill('Answer Mara: customs labels in bulk');
      await press(panel, 'Create');
      await page.getByText('The task is there').waitFor();
      await press(panel, 'Make it a task or a case');
      await toTop(heading(panel, /^What they said/));
    },
  },
  {
    file: '5-for-your-fields.png',
    of: MARA,
    prepare: async (panel) => {
      await shown(panel);
      await toTop(heading(panel, /^For your fields/));
    },
  },
  {
    file: '6-not-them.png',
    of: 'Jordan Ellery',
    prepare: async (panel) => {
      const refused = heading(panel, /^Looked at and refused/);
      await refused.waitFor({ timeout: PATIENCE_MS });
      await refused.click();
      await panel.locator('summary', { hasText: /^Why/ }).last().click();
      await toTop(refused);
    },
  },
  {
    file: '7-on-a-phone.png',
    of: MARA,
    viewport: PHONE,
    prepare: async (panel) => {
      await shown(panel);
      await toTop(panel);
    },
  },
];

async function photograph(browser: Browser, workspace: Workspace, shot: Shot): Promise<void> {
  const { file, of, viewport = WIDE, prepare } = shot;
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(await workspace.recordPage(of));
  const panel = page.locator('c-kith-social-panel');
  await prepare(panel, page);
  const trouble = panel.locator('[role=alert]');
  if ((await trouble.count()) > 0)
    throw new Error(`${file} would show trouble: ${await trouble.first().innerText()}`);
  await page.screenshot({ path: join(FOLDER, file) });
  await context.close();
}

const data = mkdtempSync(join(tmpdir(), 'kith-screenshots-'));
// The embedded database runs as a user of its own where we are root.
chmodSync(data, 0o711);
mkdirSync(FOLDER, { recursive: true });
const kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
const browser = await openBrowser();
try {
  const workspace = await openWorkspace(kith.url, wait);
  for (const shot of SHOTS) await photograph(browser, workspace, shot);
} finally {
  await browser.close();
  await kith.close();
  rmSync(data, { recursive: true, force: true });
}
process.stderr.write(`${SHOTS.length} pictures are in ${FOLDER}\n`);
