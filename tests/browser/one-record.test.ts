import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { CustomerRecord } from '../../src/core/record/record.ts';
import type { ContactPage, InstallationLine, Workspace } from '../../src/http/shapes.ts';
import { openLog } from '../../src/log.ts';
import { startKith } from '../../src/main.ts';
import type { Kith } from '../../src/main.ts';
import { until } from '../support/until.ts';
import { openBrowser } from './browser.ts';

const data = mkdtempSync(join(tmpdir(), 'kith-one-record-'));
const NAME = 'Mara Lindqvist';
let kith: Kith;
let browser: Browser;

beforeAll(async () => {
  chmodSync(data, 0o711);
  browser = await openBrowser();
  kith = await startKith(readConfig({ KITH_DATA: data, KITH_PORT: '0' }), openLog('silent'));
  await until(async () => (await areSettled('hubspot')) && (await areSettled('salesforce')));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await kith?.close();
  rmSync(data, { recursive: true, force: true });
});

const get = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${kith.url}/api/v1/${path}`)).json()) as T;

/** Everybody is looked up and nothing waits, so that a record stays as it is from then on. */
async function areSettled(crm: string): Promise<boolean> {
  const { installations } = await get<{ installations: InstallationLine[] }>('installations');
  const one = installations.find((installation) => installation.crm === crm);
  if (!one) return false;
  const { contacts, resolved, waiting } = (await get<Workspace>(`workspace?installation=${one.id}`)).progress;
  return contacts > 0 && resolved >= contacts - 1 && waiting === 0;
}

/** The sample workspace's installation in a CRM, its simulator, and the record of one contact there. */
async function at(crm: string) {
  const { installations } = await get<{ installations: InstallationLine[] }>('installations');
  const one = installations.find((installation) => installation.crm === crm);
  if (!one) throw new Error(`the sample workspace has no ${crm}`);
  const scope = `installation=${one.id}`;
  const [contact] = (await get<ContactPage>(`contacts?${scope}&search=${encodeURIComponent(NAME)}`)).contacts;
  const { simulatorUrl = '' } = await get<Workspace>(`workspace?${scope}`);
  const record = await get<CustomerRecord>(`records/${contact?.id}?${scope}`);
  return { one, id: contact?.id ?? '', simulatorUrl, record, scope };
}

/** What the record says of a person, without what depends on when and among whom it was derived. */
function said({ contact, headlines, profiles, conversations, signals }: CustomerRecord) {
  return {
    name: contact.name,
    headlines: headlines.filter(({ about }) => about !== 'whom they move').map(({ text }) => text),
    profiles: profiles.map(({ network, handle, link }) => [network, handle, link.status, link.because]),
    posts: conversations.map(({ text, url, reading }) => [text, url, reading?.tone?.label]),
    signals: signals.map(({ says }) => says),
  };
}

/** Every line that a person must be able to read of this record, wherever it is shown. */
function linesOf({ headlines, profiles, conversations, signals }: CustomerRecord): readonly string[] {
  return [
    ...headlines.map(({ text }) => text),
    ...signals.filter(({ status }) => status === 'open').map(({ says }) => says),
    ...profiles.flatMap(({ handle, link }) => [handle, link.because]),
    ...conversations.map(({ text }) => text),
  ];
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Waits until a page shows all of these lines of the record as it is then. */
async function shows(page: Page, crm: string, lines: (record: CustomerRecord) => readonly string[]) {
  const missing = async () => {
    const texts = await Promise.all(page.frames().map((one) => one.locator('body').innerText()));
    const text = plain(texts.join(' '));
    const { record } = await at(crm);
    return lines(record)
      .map(plain)
      .filter((line) => !text.includes(line));
  };
  await expect.poll(missing, { timeout: 100_000, interval: 500 }).toEqual([]);
}

describe('one contact in the HubSpot card, the Salesforce panel and the web page', () => {
  it('has the same record in both CRMs', async () => {
    const [portal, org] = await Promise.all([at('hubspot'), at('salesforce')]);
    expect(said(org.record)).toEqual(said(portal.record));
    expect(said(org.record).posts).toHaveLength(8);
    expect(said(org.record).profiles).toHaveLength(3);
  }, 120_000);

  it('is shown with every sentence of it in HubSpot’s card and in Kith’s page of the portal', async () => {
    const { id, one, simulatorUrl, scope } = await at('hubspot');
    const page = await browser.newPage();
    await page.goto(`${simulatorUrl}/contacts/${one.account}/record/0-1/${id}`);
    await shows(page, 'hubspot', ({ headlines }) => headlines.map(({ text }) => text));
    await page.goto(`${kith.url}/contacts/${id}?${scope}`);
    await shows(page, 'hubspot', linesOf);
    await page.close();
  }, 120_000);

  it('is shown with every sentence of it in Salesforce’s panel and in Kith’s page of the org', async () => {
    const { id, simulatorUrl, scope } = await at('salesforce');
    const page = await browser.newPage();
    await page.goto(`${simulatorUrl}/lightning/r/Contact/${id}/view`);
    // What was said earlier is behind a fold.
    await page.locator('summary', { hasText: 'earlier' }).click({ timeout: 100_000 });
    await shows(page, 'salesforce', linesOf);
    await page.goto(`${kith.url}/contacts/${id}?${scope}`);
    await shows(page, 'salesforce', linesOf);
    await page.close();
  }, 120_000);
});
