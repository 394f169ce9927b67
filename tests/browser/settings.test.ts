import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Money } from '../../src/core/governance/money.ts';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { handMade } from './governing.ts';
import type { HandMade } from './governing.ts';
import { world } from './hand-made.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

const open = ({ governing }: HandMade, visit: Visit = {}): Promise<Page> =>
  bed.open(world([], { governing }).deps, '/settings', visit);

const titled = (page: Page) => page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();

const MONEY: Money = {
  ...{ prices: '$0.01 a profile', source: 'https://paid.example/prices', asked: 140, spent: 1_255_000 },
  ...{ asksConsent: true, why: 'is not asked until the settings say what it may cost in a month' },
};

describe('the settings page', () => {
  it('shows what would be written before anything is, and begins when it is approved', async () => {
    const by = handMade();
    const page = await open(by);
    await titled(page);
    await page.getByText('writes nothing into').waitFor();
    const row = page.getByRole('row', { name: /Company name/ });
    expect(await row.innerText()).toMatch(/Mara Lindqvist\s+Company name\s+Old Orchard\s+Pear & Co/);
    await page.getByText('2 things would be made in').click();
    await page.getByText('Holds Kith’s fields').waitFor();
    await page.getByRole('button', { name: 'Approve and begin to write' }).click();
    await page.getByText('An admin in the panel approved on').waitFor();
    expect(by.state.overview.approval).toBeDefined();
    await page.getByRole('button', { name: 'Stop writing' }).click();
    await page.locator('.pill').getByText('Waiting', { exact: true }).waitFor();
  });

  it('says who in the CRM decides, and lets somebody else', async () => {
    const by = handMade({ governor: { user: '1', name: 'ada@acme.example' } });
    const page = await open(by);
    await titled(page);
    await page.getByText('only ada@acme.example may change these settings').waitFor();
    await page.getByRole('button', { name: 'Let somebody else' }).click();
    await page.getByText('only ada@acme.example').waitFor({ state: 'detached' });
    expect(by.state.overview.governor).toBeUndefined();
  });

  it('says what a language model would be given before anybody switches one on', async () => {
    const none = await open(handMade());
    await none.getByText('Set KITH_MODEL_URL and KITH_MODEL_NAME where Kith runs').waitFor();
    expect(await none.getByRole('checkbox', { name: 'None is set up' }).isDisabled()).toBe(true);
  });

  it('switches the language model on, and learns which accounts are the customer’s own', async () => {
    const by = handMade({ model: { name: 'small-1', host: 'model.example' } });
    const page = await open(by);
    await page
      .getByText(/up to 60 of its posts are sent to model.example, what strangers say in it too/)
      .waitFor();
    await page
      .getByRole('checkbox', { name: 'small-1 at model.example may summarise conversations' })
      .check();
    await page.getByLabel('Their addresses, one on a line').fill('bluesky:acme.example\n\ngithub:acme\n');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(by.saved.at(-1)).toMatchObject({ model: true, ours: ['bluesky:acme.example', 'github:acme'] });
  });

  it('saves what is changed all at once, and puts it back before that', async () => {
    const by = handMade();
    const page = await open(by);
    await titled(page);
    const save = page.getByRole('button', { name: 'Save' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'GitHub' }).uncheck();
    await page.getByRole('button', { name: 'Put back' }).click();
    expect(await page.getByRole('checkbox', { name: 'GitHub' }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'GitHub' }).uncheck();
    await page.getByRole('button', { name: 'Map a field' }).click();
    await page.getByLabel('Fact').selectOption('title');
    await page.getByLabel('Field', { exact: true }).selectOption('jobtitle');
    await page.getByLabel('How', { exact: true }).selectOption('fill blank');
    await page.getByLabel('Calls a day').fill('500');
    await save.click();
    await page.getByText('Saved.').waitFor();
    expect(by.saved).toEqual([
      {
        off: ['github'],
        mappings: [{ fact: 'title', field: 'jobtitle', mode: 'fill blank' }],
        ...{ callsPerDay: 500, basis: 'legitimate interest', graceDays: 30, budgets: {} },
        ...{ ours: [], model: false },
      },
    ]);
  });

  it('lets a network that charges cost so much a month, says what it cost, and how people are asked', async () => {
    const by = handMade({ networks: [{ id: 'paidgram', title: 'Paidgram', money: MONEY }] });
    const page = await open(by);
    await titled(page);
    const budget = page.getByRole('group', { name: 'Paidgram' });
    await budget.getByText('This month $1.255 for 140 questions.').waitFor();
    await budget.getByText('Paidgram is not asked until').waitFor();
    await budget.getByLabel('US dollars a month').fill('20');
    await budget.getByText('$1.255 of $20.00').waitFor();
    await budget.getByLabel('How people are asked').fill('The order form asks each customer.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const consentRule = 'The order form asks each customer.';
    expect(by.saved.map(({ budgets }) => budgets)).toEqual([
      { paidgram: { dollarsAMonth: 20, consentRule } },
    ]);
    await budget.getByLabel('US dollars a month').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => by.saved.at(-1)?.budgets).toEqual({});
  });

  it('offers no field that is Kith’s own or can only be read, and no network that its terms forbid', async () => {
    const page = await open(handMade());
    await titled(page);
    await page.getByRole('button', { name: 'Map a field' }).click();
    const options = await page.getByLabel('Field', { exact: true }).locator('option').allInnerTexts();
    expect(options).toEqual(['Company name', 'Job title']);
    expect(await page.getByLabel('Slowgram').isDisabled()).toBe(true);
    await page.getByText('Not asked: Its terms forbid matching').waitFor();
  });

  it('says what was refused, and keeps what was typed', async () => {
    const by = handMade();
    by.state.troubles = [{ field: 'company', says: '“Company name” can only be read.' }];
    const page = await open(by);
    await titled(page);
    await page.getByLabel('Days of grace').fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: '“Company name” can only be read.' }).waitFor();
    expect(await page.getByLabel('Days of grace').inputValue()).toBe('7');
  });

  it('tells the forecast in words, how it goes, and draws what was found', async () => {
    const page = await open(handMade());
    await titled(page);
    await page.getByText(/about 30 calls to hubspot for each 1,000 contacts: about 80/i).waitFor();
    await page.getByText('120 of 50,000').waitFor();
    const bars = await page
      .locator('.bars rect')
      .evaluateAll((all) => all.map((one) => one.getAttribute('width')));
    expect(bars).toEqual(['100%', '30%']);
    await page.getByText('840 contacts have a linked profile.').waitFor();
  });

  it('shows the rest when the CRM does not answer, and where nothing was found says so', async () => {
    const nothing = { linked: 0, suggested: 0, byNetwork: [] };
    const by = handMade({
      fields: [],
      planned: [],
      preview: [],
      found: nothing,
      trouble: 'The CRM is not answering.',
    });
    const page = await open(by);
    await titled(page);
    for (const says of [
      'The CRM is not answering.',
      'No profile is linked yet.',
      'Nothing waits to be written.',
    ]) {
      await page.getByText(says).waitFor();
    }
    expect(await page.getByRole('button', { name: 'Map a field' }).isDisabled()).toBe(true);
  });

  it('says so when it cannot be read, and offers to try again', async () => {
    const by = handMade();
    let broken = true;
    const overview: typeof by.governing.overview = (installation) =>
      broken ? Promise.reject(new Error('bug')) : by.governing.overview(installation);
    const page = await open({ ...by, governing: { ...by.governing, overview } });
    await page.getByRole('heading', { name: 'The settings cannot be read' }).waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try now' }).click();
    await titled(page);
  });

  it('asks before it leaves, by keyboard alone, and does as was chosen', async () => {
    const by = handMade();
    const page = await open(by);
    await titled(page);
    const link = page.getByRole('link', { name: 'Download everything', exact: true });
    expect(await link.getAttribute('href')).toBe('/api/v1/export?installation=hubspot-4711');
    await page.getByRole('button', { name: 'Uninstall…' }).press('Enter');
    await page.getByLabel(/Leave Kith’s fields/).press('Space');
    await page.getByRole('button', { name: 'Uninstall', exact: true }).press('Enter');
    await page.getByText(/What is kept is purged on/).waitFor();
    expect(by.state.uninstalled).toEqual({ keepFields: true, restore: true });
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const page = await open(handMade({ trouble: 'The CRM is not answering.' }), { colorScheme, viewport });
    await titled(page);
    await page.getByRole('button', { name: 'Map a field' }).click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
    await page.getByRole('button', { name: 'Uninstall…' }).click();
    expect(await breaches(page)).toEqual([]);
  });
});
