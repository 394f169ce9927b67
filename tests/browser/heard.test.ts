import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { consoleBed } from './console-bed.ts';
import { contact, world } from './hand-made.ts';
import { handMadeListening } from './listening.ts';
import { LOOKS, wide } from './visits.ts';
import type { Visit } from './visits.ts';

const bed = consoleBed();

async function open(heard: boolean, visit: Visit = {}) {
  const listening = handMadeListening(heard);
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
    await page.getByText(/Write a rule below and switch it on/).waitFor();
    expect(await page.title()).toBe('Heard · Kith');
  });

  it('shows a rule before it is kept, keeps it switched off, and switches it on', async () => {
    const { page } = await open(false);
    await write(page, 'Us');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/Of 200 posts known of the last 30 days it would have heard 3/).waitFor();
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page.getByText('Posts with one of “kith”, “social crm”, on every network').waitFor();
    await page.getByRole('button', { name: 'Switch on “Us”' }).click();
    await page.getByRole('button', { name: 'Switch off “Us”' }).waitFor();
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
    expect(listening.done).toMatchObject([{ post: 'acme#7', relevant: false }]);
  });

  it('lets a person say which contact somebody is', async () => {
    const { page, listening } = await open(true);
    await page.getByText('This is a contact').click();
    await page.getByLabel('Name, company or e-mail of the contact').fill('Grace');
    await page.getByRole('button', { name: 'It is Grace Hopper' }).click();
    await page.getByText(/Nobody yet/).waitFor();
    expect(listening.done).toMatchObject([{ profile: '7', contact: '101' }]);
  });

  it('lets somebody be ignored for ever', async () => {
    const { page } = await open(true);
    await page.getByRole('button', { name: 'Ignore for ever: Grace Hopper' }).click();
    await page.getByText(/Nobody yet/).waitFor();
  });

  it.each(LOOKS)('keeps to WCAG 2.2 AA: $name', async ({ colorScheme, viewport }) => {
    const { page } = await open(true, { colorScheme, viewport });
    await page.getByText('This is a contact').click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
