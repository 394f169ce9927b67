import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPortal } from '../../src/sandbox/hubspot/portal.ts';
import type { Portal } from '../../src/sandbox/hubspot/portal.ts';
import { REP } from '../../src/sandbox/hubspot/record-page/user.ts';
import { startNetworks } from '../../src/sandbox/networks/start.ts';
import type { Networks } from '../../src/sandbox/networks/start.ts';
import { PEOPLE } from '../../src/sandbox/people.ts';
import { breaches } from '../browser/axe.ts';
import { OURS } from '../browser/card-portal.ts';
import { button, openVisits } from '../browser/visits.ts';
import type { Visits } from '../browser/visits.ts';
import { freePort, startProcess } from '../support/kith-process.ts';
import type { KithProcess } from '../support/kith-process.ts';

const PORTAL = 4242;
const MARA = PEOPLE.filter(({ key }) => key === 'mara');
const data = mkdtempSync(join(tmpdir(), 'kith-newcomer-'));

let networks: Networks;
let portal: Portal;
let kith: KithProcess;
let visits: Visits;

/** Kith as the README starts it with an app's credentials: a process with its own database, and an access key. */
beforeAll(async () => {
  chmodSync(data, 0o711);
  const now = () => new Date();
  const publicUrl = `http://127.0.0.1:${await freePort()}`;
  const [clientId, clientSecret] = ['newcomer', 'newcomer-secret'];
  networks = await startNetworks({ people: MARA, now });
  portal = await startPortal({
    ...{ portalId: PORTAL, clientId, clientSecret, now, asks: true },
    contacts: MARA.map(({ contact }) => contact ?? {}),
    webhookUrl: `${publicUrl}/webhooks/hubspot`,
    redirectUrls: [`${publicUrl}/install/hubspot/callback`],
    app: { folder: OURS, origin: () => publicUrl },
  });
  const bases = Object.entries({ ...networks.bases, hubspot: portal.url });
  [kith, visits] = await Promise.all([
    startProcess({
      KITH_DATA: data,
      KITH_PORT: new URL(publicUrl).port,
      KITH_PUBLIC_URL: publicUrl,
      KITH_HUBSPOT_CLIENT_ID: clientId,
      KITH_HUBSPOT_CLIENT_SECRET: clientSecret,
      KITH_NETWORK_BASE: bases.map(([name, url]) => `${name}=${url}`).join(','),
    }),
    openVisits(),
  ]);
});

afterAll(async () => {
  await visits?.close();
  await kith?.stop();
  await Promise.all([portal?.close(), networks?.close()]);
  rmSync(data, { recursive: true, force: true });
});

const mara = () => portal.list()[0] ?? { id: '', properties: {} };
const written = () => Object.keys(mara().properties).filter((name) => name.startsWith('kith_'));
const settingsOn = (page: Page) => page.getByRole('region', { name: 'Kith settings' });
const sidebarOn = (page: Page) => page.getByRole('region', { name: /who they are \(sidebar\)$/ });

/** Presses, until the page shows what is waited for. */
async function pressed(page: Page, press: string, shows: string): Promise<void> {
  const there = settingsOn(page).getByText(shows).first();
  for (const end = Date.now() + 90_000; Date.now() < end;) {
    const again = button(settingsOn(page), press);
    await there.or(again).first().waitFor();
    if (await there.isVisible()) return;
    await again.click();
  }
  throw new Error(`the page never showed ${shows}`);
}

it('takes a newcomer six steps from the address that Kith printed to the first enriched contact in HubSpot', async () => {
  const steps: string[] = [];
  const step = async (says: string, does: () => Promise<unknown>) => {
    steps.push(says);
    await does();
  };
  const page = await visits.open('about:blank');
  page.setDefaultTimeout(30_000);

  await step('open the address that Kith printed', () => page.goto(kith.url));
  await step('press Connect HubSpot', () => page.getByRole('link', { name: 'Connect HubSpot' }).click());
  await page.getByText('crm.objects.contacts.write').waitFor();
  expect(portal.installed()).toBe(false);
  expect(await breaches(page)).toEqual([]);
  await step('press Connect app on HubSpot’s page', () => button(page, 'Connect app').click());
  await page.getByRole('heading', { name: 'HubSpot is connected' }).waitFor();
  await page.getByText('It writes nothing into HubSpot before somebody approved the preview').waitFor();

  await step('open the settings of the app', async () => {
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Settings of the app' }).click();
  });
  // What it would write for her, as soon as she was looked for.
  await pressed(page, 'Look again', 'Kith: Social profiles linked');
  const settings = settingsOn(page);
  expect(await settings.innerText()).toMatch(
    /Forecast: about 30 calls per 1,000 contacts; \d+ for your one contact\./,
  );
  const announced = await settings.getByRole('listitem').allInnerTexts();
  expect(written()).toEqual([]);
  expect(portal.groups('contacts')).not.toContain('kith');
  await step('approve', () => button(settings, 'Approve and begin to write').click());
  await settings.getByText(`only ${REP.email} may change these settings`).waitFor();

  await step('open a contact', () => page.goto(`${portal.url}/contacts/${PORTAL}/record/0-1/${mara().id}`));
  await sidebarOn(page)
    .getByText(/Mara Lindqvist is on Bluesky/)
    .waitFor();
  await expect.poll(written, { interval: 50 }).toContain('kith_headline');
  await page.reload();
  await page.locator('[data-property=kith_profiles]').getByText('https://bsky.app/').waitFor();

  const made = [...portal.groups('contacts'), ...portal.properties('contacts').map(({ name }) => name)];
  const ours = made.filter((name) => name.startsWith('kith'));
  expect(ours.length).toBeGreaterThan(5);
  for (const name of ours) expect(announced.join('\n'), `${name} was announced`).toContain(name);
  expect(steps).toHaveLength(6);
  expect(await visits.end()).toEqual([]);
}, 120_000);
