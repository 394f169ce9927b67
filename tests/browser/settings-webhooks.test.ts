import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { handMadeEndpoints } from './endpoints.ts';
import { world } from './hand-made.ts';
import { handMadeRules } from './rules.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(visit: Visit = {}): Promise<Page> {
  const { deps } = world([], { endpoints: handMadeEndpoints(), rules: handMadeRules() });
  const page = await bed.open(deps, '/settings', visit);
  await page.getByRole('heading', { name: 'Outgoing webhooks' }).waitFor();
  return page;
}

async function add(page: Page, url: string): Promise<void> {
  await page.getByLabel('Address', { exact: true }).fill(url);
  await page.getByRole('button', { name: 'Add the webhook' }).click();
}

describe('outgoing webhooks on the settings page', () => {
  it('are added, and the secret is shown once', async () => {
    const page = await open();
    await page.getByLabel('Tell it when a signal is done').uncheck();
    await add(page, 'https://hooks.example/kith');
    await page.getByText(/shown this once: whsec_/).waitFor();
    await page.getByText('signal.opened, rule.matched').waitFor();
    await page.reload();
    await page.getByText('https://hooks.example/kith').waitFor();
    expect(await page.getByText('whsec_').count()).toBe(0);
  });

  it('say why an address is not told', async () => {
    const page = await open();
    await add(page, 'https://localhost/');
    await page.getByRole('alert').filter({ hasText: 'Nothing is sent there' }).waitFor();
    expect(await page.getByLabel('Address', { exact: true }).inputValue()).toBe('https://localhost/');
  });

  it('are stopped, resumed, pinged, and show how it went', async () => {
    const page = await open();
    await add(page, 'https://hooks.example/kith');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('Stopped.').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Stopped.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send a ping' }).click();
    await page.getByText('What it was told in the last 30 days').click();
    await page.getByText('given up, tried once. It answered 410.').waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText(/ping, .*: waits\./).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('https://hooks.example/kith').waitFor({ state: 'detached' });
  });

  it.each(LOOKS)('keep to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open({ colorScheme, viewport });
    await add(page, `https://hooks.example/${'long'.repeat(40)}`);
    await page.getByText('What it was told in the last 30 days').click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});

describe('rules on the settings page', () => {
  it('are written as drafts, looked at, published, and undone, which says what stays', async () => {
    const page = await open();
    await page.getByLabel('Name of the rule').fill('Complaints');
    await page.getByLabel('Then').selectOption('field');
    await page.getByLabel('Field to set').selectOption('jobtitle');
    await page.getByLabel('Value').fill('unhappy');
    await page.getByLabel('At most').fill('3');
    await page.getByRole('button', { name: 'Add as a draft' }).click();
    await page.getByText('When a post is negative: set Job title to “unhappy”. At most 3 an hour.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('it would act on 2 of 40, and its limit would hold back 1 more.').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Switch off' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/3 contacts get back what stood there before. What it added to .* stays/).waitFor();
    await page.getByRole('button', { name: 'Switch off' }).waitFor({ state: 'detached' });
  });
});
