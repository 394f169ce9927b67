import express from 'express';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../src/http/app.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import { REP } from '../../src/sandbox/hubspot/record-page/user.ts';
import { breaches } from './axe.ts';
import { OURS, cardPortal } from './card-portal.ts';
import { NOW, world } from './hand-made.ts';
import { people } from './people.ts';
import { LOOKS, button, openVisits, wide } from './visits.ts';
import type { Visits } from './visits.ts';

let visits: Visits;
/** The card needs no console. */
const bundle = { css: '/assets/app.css', router: express.Router() };
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());

let bed: Awaited<ReturnType<typeof cardPortal>>;
afterEach(async () => {
  const troubles = await visits.end();
  await bed.portal.close();
  expect(troubles).toEqual([]);
});

const sidebar = (page: Page) => page.getByRole('region', { name: /\(sidebar\)$/ });
const tab = (page: Page) => page.getByRole('region', { name: /\(tab\)$/ });

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, within: Locator, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = within.locator(':focus');
    if ((await focused.count()) === 1 && name.test(await focused.innerText())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

describe('Kith’s card on the record page of a CRM', () => {
  let w: ReturnType<typeof world>;
  let kith: Listening;

  beforeEach(async () => {
    bed = await cardPortal(people(), () => NOW, OURS);
    w = world(bed.people, { crms: bed.crms });
    kith = await listen(openHttp(w.deps, bundle), 0, '127.0.0.1');
    await bed.connect(kith.url);
  });
  afterEach(() => kith.close(0));

  it('says beside the contact who they are, and in a tab all that is known', async () => {
    const page = await visits.open(bed.record());
    await sidebar(page)
      .getByText(/Mara Lindqvist is on Bluesky and GitHub/)
      .waitFor();
    await button(sidebar(page), 'Is this them? (1)').waitFor();
    await tab(page).getByRole('heading', { name: 'Latest conversations' }).waitFor();
    await tab(page).getByText('Oh great, the vendor portal is down.').waitFor();
    const source = sidebar(page)
      .getByRole('link', { name: /Source: GitHub/ })
      .first();
    expect(await source.getAttribute('href')).toBe('https://github.example/maralind');
    expect(await page.title()).toBe('Mara Lindqvist · HubSpot simulator');
  });

  it('takes a rep’s word on a profile, by the name that the CRM vouches for, and takes it back', async () => {
    const page = await visits.open(bed.record());
    const card = sidebar(page);
    await button(card, 'Confirm').click();
    await card.getByText('maralindqvist is confirmed.').waitFor();
    await button(card, 'Why this is them: 3 profiles').click();
    await button(card, /^Undo/).click();
    await card.getByText('your word was taken back.').waitFor();
    await button(card, 'Is this them? (1)').waitFor();
    expect(w.verdicts.map(({ says, by }) => [says, by])).toEqual([
      ['confirmed', REP.email],
      ['withdrawn', REP.email],
    ]);
  });

  it('is worked by keyboard alone', async () => {
    const page = await visits.open(bed.record());
    const card = sidebar(page);
    await card.getByText(/Mara Lindqvist is on Bluesky/).waitFor();
    await tabTo(page, card, /^Not them$/);
    await page.keyboard.press('Enter');
    await card.getByText('maralindqvist is not them.').waitFor();
    await tabTo(page, card, /Not them \(2\)/);
    await page.keyboard.press('Enter');
    await tabTo(page, card, /^Undo/);
    await page.keyboard.press('Space');
    await card.getByText('your word was taken back.').waitFor();
    expect(w.verdicts.map(({ says }) => says)).toEqual(['rejected', 'withdrawn']);
  });

  it('says when HubSpot is out of reach, loses nothing, and goes on when it is back', async () => {
    const page = await visits.open(bed.record());
    const card = sidebar(page);
    await card.getByText(/Mara Lindqvist is on Bluesky/).waitFor();
    await visits.setOffline(true);
    await button(card, 'Confirm').click();
    await card.getByText('Kith cannot be reached').waitFor();
    expect(w.verdicts).toEqual([]);
    await visits.setOffline(false);
    await button(card, 'Confirm').click();
    await card.getByText('maralindqvist is confirmed.').waitFor();
  });

  it('says when Kith stopped, and shows the record when it answers again', async () => {
    await kith.close(0);
    const page = await visits.open(bed.record());
    const card = sidebar(page);
    await card.getByText('Kith is busy').waitFor();
    kith = await listen(openHttp(w.deps, bundle), kith.port, '127.0.0.1');
    await button(card, 'Try again').click();
    await card.getByText(/Mara Lindqvist is on Bluesky/).waitFor();
  });

  it('tells an administrator’s step where the account is not connected', async () => {
    w.installed.splice(0);
    const page = await visits.open(bed.record());
    await sidebar(page).getByText('Kith may not answer here').waitFor();
    const link = sidebar(page).getByRole('link', { name: /Connect this account/ });
    expect(await link.getAttribute('href')).toBe(`${kith.url}/install/hubspot`);
  });

  it('offers to ask for a contact that Kith does not know yet', async () => {
    w.facts.clear();
    const page = await visits.open(bed.record());
    await sidebar(page).getByText('Kith does not know this contact yet').waitFor();
  });

  it('shows hostile text as text', async () => {
    const page = await visits.open(bed.record(1));
    await sidebar(page).getByText('<script>window.hacked=1</script>').first().waitFor();
    const hrefs = await sidebar(page)
      .locator('a')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(hrefs.filter((href) => href !== null && !/^https?:/.test(href))).toEqual([]);
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  it('is not there before Kith is installed, nor after', async () => {
    bed.portal.uninstall();
    const page = await visits.open(bed.record());
    await page.getByRole('heading', { level: 1, name: 'Mara Lindqvist' }).waitFor();
    expect(await sidebar(page).count()).toBe(0);
  });

  it.each(LOOKS)('breaks no rule of WCAG 2.2 AA that axe knows: $name', async ({ colorScheme, viewport }) => {
    const page = await visits.open(bed.record(), { colorScheme, viewport });
    for (const card of [sidebar(page), tab(page)]) {
      await card.getByText(/Mara Lindqvist is on Bluesky/).waitFor();
      // Outer folds first: what they hide opens after them.
      for (let shut = card.locator('[aria-expanded=false]:visible'); (await shut.count()) > 0;) {
        await shut.first().click();
      }
    }
    await button(tab(page), 'Create a task or ticket').click();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
