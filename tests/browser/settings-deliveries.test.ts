import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryId } from '../../src/core/ids.ts';
import { openDeliveries } from '../../src/flows/deliveries.ts';
import { at } from '../../src/storage/testbed.ts';
import { freshStore } from '../support/database.ts';
import type { FreshStore } from '../support/database.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { SAMPLE, world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();
let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
});
afterAll(() => db?.close());
afterEach(() => db.pool.query('delete from kith.delivery; delete from pgboss.job'));

async function open(visit: Visit = {}): Promise<Page> {
  const { deps } = world([]);
  const page = await bed.open({ ...deps, deliveries: openDeliveries(db) }, '/settings', visit);
  await page.getByRole('heading', { name: 'What came in' }).waitFor();
  return page;
}

interface Kept {
  readonly connector?: string;
  readonly body?: string;
  readonly failed?: string;
}

async function keep(n: number, { connector = 'github', body = '{"a":1}', failed }: Kept = {}): Promise<void> {
  const [installation, id] = [SAMPLE.id, DeliveryId.parse(`delivery ${n}`)];
  await db.store.keepDeliveries([
    { installation, id, connector, receivedAt: at(n), body: Buffer.from(body) },
  ]);
  await db.store.inside(installation, (w) => w.deliveries.mark(id, failed ? 'failed' : 'done', failed));
}

async function giveUp(contact: string): Promise<void> {
  const data = { installation: SAMPLE.id, contact };
  await db.boss.insert('record', [{ data, retryLimit: 0, singletonKey: contact }]);
  const [job] = await db.boss.fetch('record');
  await db.boss.fail('record', job?.id ?? '', { error: 'the portal does not answer' });
}

const section = (at: Page) => at.getByRole('region', { name: 'What came in', exact: true });
const lines = (at: Page) => section(at).locator('details');

describe('what came in, on the settings page', () => {
  it('is nothing at first', async () => {
    await section(await open())
      .getByText('Nothing came in yet.')
      .waitFor();
  });

  it('is opened with the keyboard and shown as text, which never becomes a part of the page', async () => {
    await keep(1, { body: '{"token":"xoxb-7","text":"<img src=x onerror=document.title=1>"}' });
    const at = await open();
    await lines(at).first().locator('summary').focus();
    await at.keyboard.press('Enter');
    const said = at.getByRole('region', { name: 'What it said' });
    await said.getByText('"text": "<img src=x onerror=document.title=1>"').waitFor();
    expect(await said.textContent()).not.toContain('xoxb-7');
    expect(await said.locator('img').count()).toBe(0);
    expect(await at.title()).toBe('Settings · Kith');
  });

  it('says so when what it said is not kept any more', async () => {
    await keep(1, { body: '', failed: 'The shape is not known' });
    const at = await open();
    await lines(at).first().locator('summary').click();
    await section(at).getByText('What it said is not kept any more, as the terms').waitFor();
    expect(
      await section(at)
        .getByRole('button', { name: /^Take in again what came/ })
        .count(),
    ).toBe(0);
  });

  it('is filtered, and older ones are shown when they are asked for', async () => {
    for (let n = 0; n < 30; n++) await keep(n);
    await keep(40, { connector: 'slack', failed: 'The shape is not known' });
    const at = await open();
    await expect.poll(() => lines(at).count()).toBe(25);
    await section(at).getByRole('button', { name: 'Show older ones' }).click();
    await expect.poll(() => lines(at).count()).toBe(31);
    await section(at).getByLabel('Show', { exact: true }).selectOption('Failed');
    await expect.poll(() => lines(at).count()).toBe(1);
    await section(at).getByLabel('From', { exact: true }).selectOption('GitHub');
    await section(at).getByText('None of these.').waitFor();
  });

  it('is taken in again, one delivery or all that failed, and shows how far that has come', async () => {
    for (let n = 0; n < 5; n++) await keep(n, { failed: 'The shape is not known' });
    const at = await open();
    await section(at)
      .getByRole('button', { name: /^Take in again what came/ })
      .first()
      .click();
    await section(at).getByText('4 deliveries failed.').waitFor();
    await section(at).getByRole('button', { name: 'Take in again all that failed' }).click();
    await section(at).getByText('Taken in again: 0 of 4').waitFor();
    await db.pool.query(
      "update kith.delivery set status = 'done' where delivery_id in ('delivery 4', 'delivery 0', 'delivery 1')",
    );
    await section(at).getByText('Taken in again: 2 of 4').waitFor();
    await db.pool.query("update kith.delivery set status = 'done'");
    await section(at).getByText('4 deliveries were tried again.').waitFor();
  });

  it('shows the work that was given up with why, and tries it again', async () => {
    for (const contact of ['101', '102', '103']) await giveUp(contact);
    const at = await open();
    await section(at).getByText('record 102').waitFor();
    await section(at).getByText('the portal does not answer').first().waitFor();
    await section(at).getByRole('button', { name: 'Try again: record 102' }).click();
    await section(at).getByText('record 102').waitFor({ state: 'detached' });
    await section(at).getByRole('button', { name: 'Try all of it again' }).click();
    await section(at).getByText('Work that was given up').waitFor({ state: 'detached' });
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    await keep(1, { body: JSON.stringify({ text: 'long'.repeat(400), by: { name: 'שלום' } }) });
    await keep(2, { connector: 'slack', failed: 'The shape is not known' });
    await giveUp('104');
    const at = await open({ colorScheme, viewport });
    await section(at).getByText('record 104').waitFor();
    await lines(at).nth(1).locator('summary').click();
    await at.getByRole('region', { name: 'What it said' }).waitFor();
    expect(await breaches(at)).toEqual([]);
    expect(await wide(at)).toBeLessThanOrEqual(viewport.width);
  });
});
