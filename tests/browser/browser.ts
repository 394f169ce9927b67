import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** A real Chromium: the one CHROME_PATH names, else the one that the npm package carries. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env['CHROME_PATH'];
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH names no file: ${given}`);
  return playwright.launch({
    executablePath: given ?? (await chromium.executablePath()),
    // The package's own flags are for one page in a serverless sandbox; `--single-process` breaks several contexts.
    args: given ? [] : chromium.args.filter((flag) => flag !== '--single-process' && flag !== '--headless'),
    headless: true,
  });
}
