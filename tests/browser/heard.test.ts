import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { contact, world } from './hand-made.ts';
import { handMadeListening } from './listening.ts';
import type { Added } from './listening.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(heard: boolean, visit: Visit = {}, added?: Added) {
  const listening = handMadeListening(heard, added);
  const facts = [
    {
      contact: contact('101', 'Grace Hopper'),
      sample: true,
      links: [],
      profiles: [],
      posts: [],
      asked: [],
      jobs: [],
    },
  ];
  const page = await bed.open(world(facts, { listening }).deps, '/heard', visit);
  await page.getByRole('heading', { name: 'People heard' }).waitFor();
  return { page, listening };
}

async function write(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the rule').fill(name);
  await page.getByLabel('One of these words or phrases').fill('kith, social crm');
}

describe('the page of who was heard', () => {
  it('says what to do while nothing is listened for', async () => {
    const { page } = await open(false);
    await page.getByText(/Write a rule above and switch it on/).waitFor();
    expect(await page.title()).toBe('Heard · Kith');
    const sections = await page.locator('.setting > h2').allTextContents();
    expect(sections).toEqual([
      'New listening rule',
      'People heard',
      'Networks',
      'How long strangers are kept',
    ]);
  });

  it('begins with what the rules brought once there is one, and names what stands on it', async () => {
    const { page } = await open(true, { viewport: { width: 1440, height: 900 } });
    await page.getByText('What people say in public about what you listen for').waitFor();
    const names = page.getByRole('navigation', { name: 'What was heard' }).getByRole('link');
    const led = await names.allTextContents();
    expect(led.slice(0, 2)).toEqual(['Early warning', 'People heard']);
    expect(await page.locator('.setting > h2').allTextContents()).toEqual(led);
    await names.getByText('How long strangers are kept').click();
    expect(new URL(page.url()).hash).toBe('#strangers');
  });

  it('asks for a name and words first, and for more only where it is wanted', async () => {
    const { page } = await open(false);
    const languages = page.getByLabel('Only in languages (codes)');
    expect(await languages.isVisible()).toBe(false);
    await page.getByText(/^More conditions/).click();
    await languages.fill('de');
    await write(page, 'Us');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText(/one of “kith”, “social crm”, in de/).waitFor();
  });

  it('shows a rule before it is kept, keeps it switched off, and switches it on', async () => {
    const { page } = await open(false);
    await write(page, 'Us');
    await page.getByLabel('What it names').selectOption('us');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/Of 200 posts known of the last 30 days it would have heard 3/).waitFor();
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText(/one of “kith”, “social crm”, on every network.* They are about us\.$/).waitFor();
    await page.getByRole('button', { name: 'Switch on “Us”' }).click();
    await page.getByRole('button', { name: 'Switch off “Us”' }).waitFor();
  });

  it('says why a rule is not removed', async () => {
    const { page } = await open(false);
    await write(page, 'In use');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('alert').filter({ hasText: 'switch that off first' }).waitFor();
  });

  it('says why a rule was not kept', async () => {
    const { page } = await open(false);
    await write(page, 'Refused');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page
      .getByRole('alert')
      .getByText(/Ask them first/)
      .waitFor();
  });

  it('shows what a rule heard, cost, and how much of it was relevant, and why networks are not listened to', async () => {
    const { page } = await open(true);
    await page.getByText('42 posts in 30 days: GitHub 42. 9 questions asked for it.').waitFor();
    await page.getByText('31 of 40 were relevant (surely 62 % to 88 %).').waitFor();
    await page.getByText('9 of 2,400 questions asked today').waitFor();
    await page.getByText('Those that are not listened to, and why').click();
    await page.getByText(/discord is not listened to: Ask them first/i).waitFor();
  });

  it('takes a person’s answer by the keyboard alone', async () => {
    const { page, listening } = await open(true);
    await page.getByRole('button', { name: 'Relevant', exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Not relevant', pressed: true }).waitFor();
    await expect.poll(() => listening.done).toMatchObject([{ post: 'acme#7', relevant: false }]);
  });

  it('lets a person say which contact somebody is', async () => {
    const { page, listening } = await open(true);
    await page.getByText('This is a contact').click();
    await page.getByLabel('Name, company or e-mail of the contact').fill('Grace');
    await page.getByRole('button', { name: 'It is Grace Hopper' }).click();
    await page.getByText(/Nobody yet/).waitFor();
    expect(listening.done).toMatchObject([{ profile: '7', contact: '101' }]);
  });

  it('adds somebody to the CRM by the keyboard alone, after a look at what is written; their record opens', async () => {
    const { page, listening } = await open(true);
    await page.getByText('Add to hubspot', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('[not known] (The CRM wants one, and none is stated)').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/contacts\/101/);
    expect(listening.done).toEqual([{ added: '7', insist: false }]);
    await page.goBack();
    await page.getByRole('heading', { name: 'Added to HubSpot' }).waitFor();
    await page.getByText('by An admin in the panel').waitFor();
  });

  it.each([
    ['waiting', /does not answer. It is tried again by itself/],
    ['refused', /The CRM wants a colour/],
  ] as const)('says why somebody is not added yet: %s', async (outcome, says) => {
    const { page } = await open(true, {}, { outcome });
    await page.getByText('Add to hubspot', { exact: true }).click();
    await page.getByRole('button', { name: 'Add Grace Hopper to HubSpot' }).click();
    await page.getByRole('status').getByText(says).waitFor();
    expect(await breaches(page)).toEqual([]);
  });

  it('asks who somebody is whom the CRM holds to be there, and adds them where a person insists', async () => {
    const { page, listening } = await open(true, {}, { outcome: 'looks like' });
    await page.getByText('Add to hubspot', { exact: true }).click();
    await page.getByRole('button', { name: 'Add Grace Hopper to HubSpot' }).click();
    await page.getByRole('button', { name: 'They are Grace Hopper, Navy' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'None of these: add them all the same' }).click();
    await page.waitForURL(/\/contacts\/101/);
    expect(listening.done).toEqual([
      { added: '7', insist: false },
      { added: '7', insist: true },
    ]);
  });

  it('says why nobody may be added, and has no button then', async () => {
    const plan = { refused: 'Its terms forbid it: Ask them first.' };
    const { page } = await open(true, {}, { outcome: 'added', plan });
    await page.getByText('Add to hubspot', { exact: true }).click();
    await page.getByText('Its terms forbid it: Ask them first.').waitFor();
    expect(await page.getByRole('button', { name: /Add Grace/ }).count()).toBe(0);
  });

  it('lets a rule add people only once it says how often they are heard, and shows whom before', async () => {
    const { page } = await open(false);
    await write(page, 'Us');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/it would have heard 3/).waitFor();
    expect(await page.getByText(/it would add/).count()).toBe(0);
    await page.getByLabel('Heard so many times').fill('3');
    await page.getByLabel('By posts that surely want').selectOption('purchase');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Of those it would add 2 people to HubSpot: Grace Hopper.').waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page
      .getByText(
        'Who is heard 3 times in 30 days by posts that surely want “purchase” is added to HubSpot, at most 10 people a day.',
      )
      .waitFor();
  });

  it('lets somebody be ignored for ever', async () => {
    const { page } = await open(true);
    await page.getByRole('button', { name: 'Ignore for ever: Grace Hopper' }).click();
    await page.getByText(/Nobody yet/).waitFor();
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page } = await open(true, { colorScheme, viewport });
    await page.getByText('This is a contact').click();
    await page.getByText('Add to hubspot', { exact: true }).click();
    await page.getByRole('button', { name: 'Add Grace Hopper to HubSpot' }).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
