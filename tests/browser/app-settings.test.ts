import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REP } from '../../src/sandbox/hubspot/record-page/user.ts';
import { breaches } from './axe.ts';
import { OURS, PORTAL, cardPortal } from './card-portal.ts';
import { OVERVIEW, handMade } from './governing.ts';
import type { HandMade } from './governing.ts';
import { NOW, SAMPLE, world } from './hand-made.ts';
import { people } from './people.ts';
import { serve } from './serve.ts';
import { LOOKS, button, openVisits, wide } from './visits.ts';
import type { Visits } from './visits.ts';

const TABS = ['Overview', 'Networks', 'Fields', 'Budget and health', 'Privacy'];

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());

let by: HandMade;
let bed: Awaited<ReturnType<typeof cardPortal>>;
let kith: Awaited<ReturnType<typeof serve>>;

/** The app's settings page on HubSpot's side, an account of Kith that is no sample behind it. */
beforeEach(async () => {
  by = handMade();
  bed = await cardPortal(people(), () => NOW, OURS);
  const w = world(bed.people, { governing: by.governing, crms: bed.crms });
  w.installed.splice(0, 1, { ...SAMPLE, account: String(PORTAL), sample: false });
  kith = await serve(w.deps);
  await bed.connect(kith.url);
});
afterEach(async () => {
  const troubles = await visits.end();
  await kith.close();
  await bed.portal.close();
  expect(troubles).toEqual([]);
});

const on = (page: Page) => page.getByRole('region', { name: 'Kith settings' });
const choose = (page: Page, name: string) => on(page).getByRole('tab', { name }).click();

describe('the settings page inside HubSpot', () => {
  it('says before the approval what would be made, what it costs, and who decides afterwards', async () => {
    const page = await visits.open(bed.settings);
    await on(page).getByText('Kith waits for your approval').waitFor();
    await on(page).getByText('Kith: Who they are (field kith_headline): One sentence').waitFor();
    await on(page).getByText('80 for your 2,600 contacts').first().waitFor();
    await on(page).getByText('Whoever approves here decides for this account').waitFor();
    await button(on(page), 'Approve and begin to write').click();
    await on(page).getByText(`In HubSpot only ${REP.email} may change these settings`).waitFor();
    expect(by.state.overview.approval?.by).toBe(REP.email);
  });

  it('shows how many were looked for so far, and more when it looks again', async () => {
    by.state.overview = {
      ...OVERVIEW,
      preview: [],
      health: { ...OVERVIEW.health, contacts: 3, resolved: 1 },
    };
    const page = await visits.open(bed.settings);
    await on(page).getByText('Kith has looked for 1 of 3 contacts so far.').waitFor();
    expect(
      await on(page)
        .getByRole('row', { name: /Mara Lindqvist/ })
        .count(),
    ).toBe(0);
    by.state.overview = OVERVIEW;
    await button(on(page), 'Look again').click();
    await on(page)
      .getByRole('row', { name: /Mara Lindqvist/ })
      .first()
      .waitFor();
    expect(await button(on(page), 'Look again').count()).toBe(0);
  });

  it('tells somebody who does not decide who does, and no other cure', async () => {
    by.state.overview = { ...OVERVIEW, governor: { user: '7', name: 'ada@acme.example' } };
    const page = await visits.open(bed.settings);
    await button(on(page), 'Approve and begin to write').click();
    const refused = on(page).getByRole('alert').filter({ hasText: 'This is not permitted' });
    await refused.getByText('For this account ada@acme.example decides.').waitFor();
    expect(await refused.innerText()).not.toContain('connect this account');
    expect(by.state.overview.approval).toBeUndefined();
  });

  it.each(LOOKS)('breaks no rule of WCAG 2.2 AA that axe knows: $name', async ({ colorScheme, viewport }) => {
    const page = await visits.open(bed.settings, { colorScheme, viewport });
    for (const name of TABS) {
      await choose(page, name);
      expect(await breaches(page), name).toEqual([]);
      expect(await wide(page), name).toBeLessThanOrEqual(viewport.width);
    }
    await button(on(page), 'Disconnect …').click();
    await choose(page, 'Networks');
    await on(page).getByRole('switch', { name: 'GitHub' }).click();
    await button(on(page), 'Save').waitFor();
    await choose(page, 'Fields');
    await on(page).getByLabel('Into the field').selectOption('Job title (text)');
    await button(on(page), 'Map it').click();
    await on(page)
      .getByRole('row', { name: /Job title/ })
      .waitFor();
    for (const name of TABS) {
      await choose(page, name);
      expect(await breaches(page), name).toEqual([]);
      expect(await wide(page), name).toBeLessThanOrEqual(viewport.width);
    }
    await choose(page, 'Overview');
    await button(on(page), 'Approve and begin to write').click();
    await on(page).getByText('Writing is approved').waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(viewport.width);
  });
});
